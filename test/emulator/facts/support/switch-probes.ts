/** What the probes of switches share: an emulator or its services in one position, and what a script then sees. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDirectServices, createEmulator, type Emulator } from '../../../../emulator/src/index';
import type { Switches } from '../../../../emulator/src/switches';

export const OWNER = 'owner@example.com';
export const ANN = 'ann@example.com';
const open: Emulator[] = [];
afterEach(() => Promise.all(open.splice(0).map((emulator) => emulator.close())));

export function emulate(source: string, switches: Partial<Switches>): Emulator {
  const emulator = createEmulator({
    files: [{ name: 'Code.gs', source }],
    manifest: { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } },
    users: [OWNER, ANN],
    clock: { start: new Date(0) },
    seed: 1,
    switches,
  });
  open.push(emulator);
  return emulator;
}

/** What one function gives, or the first words of what it throws. */
export async function run(
  switches: Partial<Switches>,
  entry: 'simple' | 'clock' | 'webapp' | 'editor',
  body: string,
): Promise<unknown> {
  const emulator = emulate(`function main() { ${body} }`, switches);
  emulator.dialogs.onDialog(() => ({ button: 'OK' }));
  const { error, returnValue } = await emulator.run('main', { entry });
  return error ? error.message.split(/[.(]/)[0] : returnValue;
}

export function sheetOf(switches: Partial<Switches>) {
  const { globals, workbook } = createDirectServices({ switches });
  return { sheet: globals.SpreadsheetApp.getActiveSheet(), workbook, globals };
}

export function written(switches: Partial<Switches>, text: string, format = 'General'): unknown {
  const range = sheetOf(switches).sheet.getRange('A1').setNumberFormat(format).setValue(text);
  return [range.getFormula(), range.getValue() as unknown];
}

export function attempt(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return (error as Error).message.split(/[.(]/)[0];
  }
}

/** B1 takes `yes` only; something else is written there, then flushed, then read. */
export function rejected(switches: Partial<Switches>): string[] {
  const { sheet, globals } = sheetOf(switches);
  const rule = globals.SpreadsheetApp.newDataValidation().requireValueInList(['yes']).setAllowInvalid(false);
  sheet.getRange('B1').setDataValidation(rule.build());
  const steps = {
    write: () => sheet.getRange('B1').setValue('no'),
    read: () => sheet.getRange('A1').getValue() as unknown,
    flush: () => globals.SpreadsheetApp.flush(),
  };
  return Object.entries(steps).flatMap(([step, act]) => {
    const outcome = attempt(act);
    return typeof outcome === 'string' && outcome.startsWith('The data you entered') ? [step] : [];
  });
}

/** A1:B1 with a text in B1 only, merged; and what is there after both were written to. */
export function mergedTexts(switches: Partial<Switches>): unknown[] {
  const range = sheetOf(switches).sheet.getRange('A1:B1');
  const merged = range.setValues([['', 'x']]).merge().getValues().flat() as unknown[]; // prettier-ignore
  return [
    merged,
    range
      .setValues([['y', 'z']])
      .getValues()
      .flat(),
  ];
}

export function sortedRows(switches: Partial<Switches>, whole: boolean) {
  const { sheet, globals } = sheetOf(switches);
  sheet.getRange('A1:A3').setValues([['head'], ['b'], ['a']]);
  sheet.setFrozenRows(1);
  sheet.getRange('2:2').addDeveloperMetadata('tag');
  sheet.getRange('A2').setDataValidation(globals.SpreadsheetApp.newDataValidation().requireDate().build());
  if (whole) sheet.sort(1);
  else sheet.getRange('A2:A3').sort(1);
  const [tag] = sheet.createDeveloperMetadataFinder().withKey('tag').find();
  return {
    texts: sheet.getRange('A1:A3').getValues().flat() as unknown[],
    tag: tag?.getLocation().getRow()?.getRow(),
    rule: sheet.getRange('A3').getDataValidation() !== null,
  };
}

export const TRIGGERS = `
  function install() {
    const file = SpreadsheetApp.getActive();
    ScriptApp.newTrigger('edited').forSpreadsheet(file).onEdit().create();
    ScriptApp.newTrigger('changed').forSpreadsheet(file).onChange().create();
  }
  function edited() { return Session.getActiveUser().getEmail() }
  function changed(e) { return e.changeType }
  function write() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1) }
  function again() { ScriptApp.newTrigger('changed').timeBased().everyHours(1).create() }`;

/** The functions that ran, after the triggers above were installed. */
export async function ran(
  switches: Partial<Switches>,
  act: (emulator: Emulator) => Promise<unknown>,
): Promise<string[]> {
  const emulator = emulate(TRIGGERS, switches);
  await emulator.run('install', { entry: 'menu' });
  await act(emulator);
  await emulator.idle();
  // In the order in which they were started; two at once may end in any.
  const started = [...emulator.executions].sort((one, other) => one.id - other.id);
  return started.slice(1).map(({ functionName }) => functionName);
}

/** What comes of an answer that is a byte too long. */
export async function longAnswer(switches: Partial<Switches>): Promise<unknown> {
  const server = createServer((_request, response) => response.end('long')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulator = createEmulator({
    files: [
      {
        name: 'a.gs',
        source: `const main = () => UrlFetchApp.fetch('https://a.example.dev').getContentText()`,
      },
    ],
    tunnels: [{ publicUrl: 'https://a.example.dev', target }],
    limits: { fetchResponse: 3 },
    switches,
  });
  open.push(emulator);
  const { returnValue, error } = await emulator.run('main');
  server.close();
  return error?.message ?? returnValue;
}

export async function slowestFetch(switches: Partial<Switches>): Promise<unknown> {
  const emulator = createEmulator({
    files: [{ name: 'a.gs', source: `const main = () => UrlFetchApp.fetch('https://a.example.dev')` }],
    switches,
  });
  open.push(emulator);
  const asked: number[] = [];
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    asked.push(ms);
    return new AbortController().signal;
  });
  emulator.network.setFault(() => ({ status: 200 }));
  await emulator.run('main');
  timeout.mockRestore();
  return asked[0];
}
