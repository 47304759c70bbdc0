/** Time, switches and faults of the running emulator. */
import { Router } from 'express';
import { z } from 'zod';
import { NETWORK_FAULTS, SPREADSHEET_FAULTS, SWITCHES, SWITCH_NAMES, type Emulator } from '../../index';
import { ApiError } from '../api-error';
import type { ApiContext } from '../context';
import type { ClockView, FaultsView, SwitchView } from '../types';
import { validate } from '../validate';

const DAY_MS = 86_400_000;
const clockBody = z.strictObject({
  speed: z.number().min(1).max(3600).optional(),
  advanceMs: z.number().int().min(0).max(DAY_MS, 'at most a day (86400000) at once').optional(),
});
const faultsBody = z.strictObject({
  network: z.enum(NETWORK_FAULTS),
  spreadsheet: z.enum(SPREADSHEET_FAULTS),
});
const switchesBody = z.record(z.string(), z.union([z.string(), z.boolean()]));

export function settingsRoutes({ emulator }: ApiContext): Router {
  const router = Router();
  router.get('/clock', (_request, response) => void response.json(clockView(emulator)));
  router.post('/clock', async (request, response) => {
    const { speed, advanceMs } = validate(clockBody, request.body);
    if (speed !== undefined) setSpeed(emulator, speed);
    if (advanceMs !== undefined) await emulator.advanceClock(advanceMs);
    response.json(clockView(emulator));
  });
  router.get('/switches', (_request, response) => void response.json(switchViews(emulator)));
  router.patch('/switches', (request, response) => {
    moveSwitches(emulator, validate(switchesBody, request.body));
    response.json(switchViews(emulator));
  });
  router.get('/faults', (_request, response) => void response.json(emulator.faults.current));
  router.put('/faults', (request, response) => {
    const faults: FaultsView = validate(faultsBody, request.body);
    emulator.faults.set(faults);
    response.json(emulator.faults.current);
  });
  return router;
}

function clockView({ now, speed }: Emulator): ClockView {
  return { now, speed };
}

function setSpeed(emulator: Emulator, speed: number): void {
  try {
    emulator.setSpeed(speed);
  } catch (error) {
    throw new ApiError('refused', `${(error as Error).message}.`);
  }
}

function switchViews({ switches }: Emulator): readonly SwitchView[] {
  const { current } = switches;
  return SWITCH_NAMES.map((name) => {
    const { description, choices } = SWITCHES[name];
    return { name, description, value: current[name], default: choices[0], choices };
  });
}

function moveSwitches(emulator: Emulator, changes: Readonly<Record<string, string | boolean>>): void {
  try {
    emulator.switches.move(changes);
  } catch (error) {
    if (error instanceof RangeError) throw new ApiError('bad_request', `${error.message}.`);
    throw error;
  }
}
