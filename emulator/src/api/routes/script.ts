/** The script: its functions, its executions, and what it keeps. */
import { Router } from 'express';
import { z } from 'zod';
import type { Emulator, FoundExecution } from '../../index';
import { ApiError } from '../api-error';
import { knownUser, type ApiContext } from '../context';
import { args, byUser, functionName, numberInPath, user, wait } from '../fields';
import type { ScriptView } from '../types';
import { validate } from '../validate';
import { executionDetails, executionView } from '../views/execution-view';
import { mailView, propertiesView } from '../views/store-views';
import { answerAction } from './answer-action';

const runBody = z.strictObject({ user, function: functionName, args, wait });
const deployBody = z.strictObject({ version: z.number().int().min(1).optional() });
const listQuery = z.strictObject({
  after: numberInPath.optional(),
  limit: numberInPath.pipe(z.number().min(1).max(1000)).optional(),
});
const DEFAULT_LIMIT = 100;

function scriptView({ script, webApp: { url, devUrl, deployedVersion, versions } }: Emulator): ScriptView {
  return { ...script, webAppUrl: url, devUrl, deployedVersion, versions };
}

export function scriptRoutes(context: ApiContext): Router {
  const { emulator } = context;
  const router = Router();
  router.get('/script', (_request, response) => {
    response.json(scriptView(emulator));
  });
  router.post('/script/deploy', (request, response) => {
    emulator.webApp.deploy(validate(deployBody, request.body).version);
    response.json(scriptView(emulator));
  });
  router.post('/run', async (request, response) => {
    const body = validate(runBody, request.body);
    const session = emulator.as(knownUser(context, body.user));
    const started = session.startFunction('editor', body.function, body.args ?? []);
    response.json(await answerAction(emulator, started, body.wait));
  });
  router.get('/executions', (request, response) => {
    const { after = 0, limit = DEFAULT_LIMIT } = validate(listQuery, request.query);
    const views = emulator.allExecutions.map((found) => executionView(found, emulator.now));
    response.json(views.filter(({ id }) => id > after).slice(0, limit));
  });
  router.get('/executions/:id', (request, response) => {
    response.json(executionDetails(execution(context, request.params.id), emulator.now));
  });
  router.post('/executions/:id/kill', async (request, response) => {
    validate(byUser, request.body);
    await kill(context, execution(context, request.params.id));
    response.json(executionView(execution(context, request.params.id), emulator.now));
  });
  keptRoutes(router, context);
  return router;
}

function keptRoutes(router: Router, context: ApiContext): void {
  const { emulator } = context;
  router.get('/properties', (_request, response) => void response.json(propertiesView(emulator)));
  router.get('/outbox', (_request, response) => void response.json(emulator.outbox.map(mailView)));
  router.get('/quotas', (request, response) => {
    response.json(emulator.quotas(knownUser(context, validate(byUser, request.query).user)));
  });
}

function execution({ emulator }: ApiContext, text: string): FoundExecution {
  const found = emulator.execution(validate(numberInPath, text));
  if (!found) throw new ApiError('not_found', `There is no execution ${text}. The last 1000 are kept.`);
  return found;
}

/** Answers when its report is out. */
async function kill({ emulator }: ApiContext, found: FoundExecution): Promise<void> {
  if (!found.running) throw new ApiError('refused', `Execution ${found.report.id} has ended already.`);
  const { execution } = found;
  const ended = new Promise<void>((resolve) => {
    const stop = emulator.on((change) => {
      if (change.type !== 'execution' || change.execution !== execution || !change.report) return;
      stop();
      resolve();
    });
  });
  emulator.kill(execution);
  await ended;
}
