/**
 * Hostile requests to every operation of the OpenAPI document. The same ones in every run; HOSTILE_SEED gives others, HOSTILE_REQUESTS
 * is how many each operation gets.
 */
import fc from 'fast-check';
import type { ApiDocument } from '../support/api-document';
import { apiDocument } from '../support/conformance';
import { requestsTo, type HostileRequest, type HostileTarget } from './hostile-requests';
import { MARK } from './hostile-texts';
import type { RunningTracker } from '../support/running-tracker';
import { faultOf } from './judge';
import { RawSender } from './send';
import { setStage, type Stage } from './stage';

const SEED = Number(process.env['HOSTILE_SEED'] ?? 4);
const EACH = Number(process.env['HOSTILE_REQUESTS'] ?? 500);
const AT_ONCE = 12;
/** A delivery that was given up takes days to come about. */
const NEVER_DONE_HERE = ['replayDelivery'];

let api: ApiDocument;
let stage: Stage;
let sender: RawSender;
beforeAll(async () => {
  api = await apiDocument();
  stage = await setStage();
  sender = new RawSender(stage.running.tracker.url);
});
afterAll(async () => {
  sender.close();
  await stage.running.stop();
});

test('no operation breaks, answers outside the document, or lets anybody in who may not', async () => {
  const faults: string[] = [];
  const done = new Map<string, number>();
  for (const target of deletionsLast(api.operations())) {
    const requests = requestsFor(target);
    const statuses = await sendAll(target, requests, faults);
    done.set(target.operation.operationId, statuses.filter((status) => status < 300).length);
  }
  expect(`seed ${SEED}: ${faults.length} faults\n${faults.slice(0, 10).join('\n\n')}`).toBe(
    `seed ${SEED}: 0 faults\n`,
  );
  // Fewer requests need not come upon one that fits.
  if (EACH < 500) return;
  const neverDone = [...done].filter(([, count]) => count === 0).map(([id]) => id);
  expect(neverDone).toEqual(NEVER_DONE_HERE);
}, 600_000);

test('afterwards the tracker works, its database is whole, and its log and metrics hold nothing that was sent', async () => {
  const { admin, running, log, keys } = stage;
  const { id } = await admin.make({ title: 'Still here' });
  expect((await admin.call('GET', `/tasks/${id}`)).status).toBe(200);
  expect((await admin.call('GET', '/ready')).status).toBe(200);
  await expectWhole(running);
  const { body } = await admin.call<string>('GET', '/metrics');
  expect(body).toContain('http_requests_total{');
  expect(log().length).toBeGreaterThan(10_000);
  for (const text of [log(), body]) {
    expect(text.includes(MARK)).toBe(false);
    for (const key of keys) expect(text.includes(key)).toBe(false);
  }
});

/** PostgreSQL keeps its foreign keys by itself and has no such question. */
async function expectWhole(running: RunningTracker): Promise<void> {
  if (!running.databaseUrl.startsWith('sqlite')) return;
  expect(await running.query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await running.query('pragma foreign_key_check')).toEqual([]);
}

/** So that the others still have something to work on. */
function deletionsLast(targets: readonly HostileTarget[]): HostileTarget[] {
  return [...targets].sort(
    (one, other) => Number(one.method === 'delete') - Number(other.method === 'delete'),
  );
}

function requestsFor(target: HostileTarget): HostileRequest[] {
  const generating = {
    resolve: (schema: Parameters<ApiDocument['resolveSchema']>[0]) => api.resolveSchema(schema),
    known: stage.knownFor(target),
  };
  return fc.sample(requestsTo(target, generating), { seed: SEED, numRuns: EACH });
}

async function sendAll(
  target: HostileTarget,
  requests: readonly HostileRequest[],
  faults: string[],
): Promise<number[]> {
  const statuses: number[] = [];
  const waiting = requests.map((request, turn) => ({ request, turn }));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      statuses.push(await sendOne(target, next.request, next.turn, faults));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return statuses;
}

async function sendOne(
  target: HostileTarget,
  request: HostileRequest,
  turn: number,
  faults: string[],
): Promise<number> {
  const authorization = stage.authorization(target, request.credential, turn);
  // One address would soon be refused for its failed attempts to sign in.
  const headers = {
    'x-forwarded-for': `10.1.${turn >> 8}.${turn & 255}`,
    ...request.headers,
    ...(authorization !== undefined && { authorization }),
  };
  try {
    const answer = await sender.send({ ...request, headers });
    const fault = faultOf(api, target, request, answer);
    if (fault !== null) faults.push(tell(target, request, `${answer.status}: ${fault}`));
    return answer.status;
  } catch (error) {
    faults.push(tell(target, request, `no answer: ${String(error)}`));
    return 599;
  }
}

function tell({ operation }: HostileTarget, request: HostileRequest, fault: string): string {
  return `${operation.operationId} ${fault}\n  ${JSON.stringify(request).slice(0, 1_500)}`;
}
