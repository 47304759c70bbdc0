/** Clients that are slow, large or many: the others are served on. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { limitConnections } from '../../../server/src/http/connection-limits';
import { createLimitedServer } from '../../../server/src/http/create-server';
import { clientWithKey } from '../support/keys';
import { ask } from '../support/raw-request';
import { runTracker } from '../support/running-tracker';

const sockets: Socket[] = [];
let server: Server | undefined;
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.closeAllConnections();
  if (server !== undefined) await new Promise((resolve) => server?.close(resolve));
  server = undefined;
});

async function open(port: number, start = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (start !== '') socket.write(start);
  return socket;
}

async function listening(made: Server): Promise<number> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (data: Buffer) => (text += data.toString()));
  if (!socket.closed) await once(socket, 'close');
  return text;
}

const HALF = 'GET /tasks HTTP/1.1\r\nHost: localhost\r\nX-Slow: ';
const SLOW_BODY =
  'POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"ti';

test.each([
  ['that send nothing', ''],
  ['with half a header', HALF],
  ['with half a body', SLOW_BODY],
])('500 sockets %s take nobody’s place', async (_name, start) => {
  const running = await runTracker();
  const { port, url } = running.tracker;
  const client = await clientWithKey(running);
  const authorized = start.replace('\r\n', `\r\nAuthorization: Bearer ${client.key}\r\n`);
  await Promise.all(Array.from({ length: 500 }, () => open(port, authorized)));
  const headers = { authorization: `Bearer ${client.key}` };
  for (let time = 0; time < 20; time += 1) {
    expect((await ask(url, '/tasks', { headers })).status).toBe(200);
    await open(port, authorized);
  }
  const made = await ask(url, '/tasks', { method: 'POST', headers, body: { title: 'in between' } });
  expect(made.status).toBe(201);
  await running.stop();
});

test('live updates go on while 500 half-open sockets come', async () => {
  const running = await runTracker();
  const client = await clientWithKey(running);
  const stream = await fetch(`${running.tracker.url}/events`, {
    headers: { authorization: `Bearer ${client.key}` },
  });
  const reader = stream.body!.getReader();
  const seen = async (word: string): Promise<void> => {
    for (let text = ''; !text.includes(word);) {
      const chunk = (await reader.read()) as { readonly done: boolean; readonly value?: Uint8Array };
      if (chunk.done) throw new Error(`The stream ended before ${word}.`);
      text += Buffer.from(chunk.value ?? []).toString();
    }
  };
  await seen('hello');
  await Promise.all(Array.from({ length: 500 }, () => open(running.tracker.port, HALF)));
  const made = ask(running.tracker.url, '/tasks', {
    method: 'POST',
    headers: { authorization: `Bearer ${client.key}` },
    body: { title: 'seen live' },
  });
  await seen('seen live');
  expect((await made).status).toBe(201);
  await reader.cancel();
  await running.stop();
});

describe('at a limit of connections', () => {
  /** Answers when it is told to. */
  function patientServer(): { readonly made: Server; readonly answers: (() => void)[] } {
    const answers: (() => void)[] = [];
    return { made: createServer((_request, response) => answers.push(() => response.end('done'))), answers };
  }
  const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

  test('of one address, the one that has waited longest is closed, and none with an answer under way', async () => {
    const { made, answers } = patientServer();
    limitConnections(made, { waitingPerAddress: 2, inAll: 100 });
    const port = await listening(made);
    const asking = await open(port, GET);
    await once(made, 'request');
    const [first, second] = [await open(port), await open(port)];
    const third = await open(port);
    await once(first, 'close');
    expect([asking, second, third].map(({ closed }) => closed)).toEqual([false, false, false]);
    const answer = once(asking, 'data');
    answers[0]?.();
    expect(String((await answer)[0])).toContain('done');
    // Now it waits, but came to wait last.
    await open(port);
    await once(second, 'close');
    expect([asking.closed, third.closed]).toEqual([false, false]);
  });

  test('of one address, a request whose body is still coming waits like the others', async () => {
    const { made } = patientServer();
    limitConnections(made, { waitingPerAddress: 2, inAll: 100 });
    const port = await listening(made);
    const slow = await open(port, SLOW_BODY);
    await once(made, 'request');
    const [first, second] = [await open(port), await open(port)];
    await once(slow, 'close');
    expect([first.closed, second.closed]).toEqual([false, false]);
  });

  test('in all, those with an answer under way keep their places, and the new one is refused', async () => {
    const { made } = patientServer();
    limitConnections(made, { waitingPerAddress: 100, inAll: 2 });
    const port = await listening(made);
    const waiting = await open(port);
    const first = await open(port, GET);
    await once(made, 'request');
    const second = await open(port, GET);
    await once(waiting, 'close');
    const third = await open(port, GET);
    await once(third, 'close');
    expect([first.closed, second.closed]).toEqual([false, false]);
  });
});

test('behind a proxy, whose address all connections have, their number is its own business', async () => {
  const made = createLimitedServer((_request, response) => response.end('done'), { proxies: 1 });
  const port = await listening(made);
  const opened = await Promise.all(Array.from({ length: 150 }, () => open(port)));
  expect((await ask(`http://127.0.0.1:${port}`, '/')).status).toBe(200);
  expect(opened.filter(({ closed }) => closed)).toEqual([]);
});

/** It would take more than half of the time of a small request. */
test('Express finds nothing to change in the prototypes of a request and its answer', async () => {
  const running = await runTracker();
  const { setPrototypeOf } = Object;
  const changed: boolean[] = [];
  const look = jest.spyOn(Object, 'setPrototypeOf').mockImplementation((object: object, prototype) => {
    changed.push(Object.getPrototypeOf(object) !== prototype);
    return setPrototypeOf(object, prototype) as object;
  });
  await ask(running.tracker.url, '/tasks');
  look.mockRestore();
  expect(changed).toEqual([false, false]);
  await running.stop();
});

describe('a client that is too slow', () => {
  const problem = /^HTTP\/1\.1 408 .*application\/problem\+json.*urn:lead-sync:problem:request-timeout/s;

  test.each([
    ['with its headers', HALF, { headers: 100, request: 50_000 }],
    ['with its body', SLOW_BODY, { headers: 100, request: 200 }],
  ])('%s is told so, and cut off', async (_name, start, timeouts) => {
    const made = createLimitedServer((request) => request.resume(), {
      proxies: 0,
      timeouts: { ...timeouts, check: 20 },
    });
    const port = await listening(made);
    expect(await textOf(await open(port, start))).toMatch(problem);
  });

  test('to say anything is cut off', async () => {
    const timeouts = { headers: 100, request: 50_000, check: 20 };
    const port = await listening(createLimitedServer(() => undefined, { proxies: 0, timeouts }));
    await textOf(await open(port));
  });

  test('to take its answer is cut off', async () => {
    const made = createLimitedServer((_request, response) => response.write('begun'), {
      proxies: 0,
      timeouts: { stalled: 100 },
    });
    const port = await listening(made);
    expect(await textOf(await open(port, 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'))).toMatch(/begun/);
  });
});

describe('a request that is too large', () => {
  test('in its headers is refused with 431, whoever sends it', async () => {
    const running = await runTracker();
    const socket = await open(running.tracker.port, `${HALF}${'x'.repeat(20_000)}`);
    expect(await textOf(socket)).toMatch(
      /^HTTP\/1\.1 431 .*application\/problem\+json.*urn:lead-sync:problem:headers-too-large/s,
    );
    await running.stop();
  });

  test('in its body is refused with 413 by its length, before it is sent', async () => {
    const running = await runTracker();
    const socket = await open(
      running.tracker.port,
      'POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\nConnection: close\r\n\r\n',
    );
    expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 413 .*urn:lead-sync:problem:too-large/s);
    await running.stop();
  });

  test('what is no HTTP gets 400 as problem details', async () => {
    const running = await runTracker();
    const text = await textOf(await open(running.tracker.port, 'Dear tracker,\r\n\r\n'));
    expect(text).toMatch(
      /^HTTP\/1\.1 400 .*application\/problem\+json.*urn:lead-sync:problem:invalid-request/s,
    );
    await running.stop();
  });
});
