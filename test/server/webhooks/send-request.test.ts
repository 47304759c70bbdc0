/** One request: looked up once, to the checked address, bounded in time and size; over real sockets on loopback. */
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import tls from 'node:tls';
import { DeliveryError } from '../../../server/src/webhooks/delivery-error';
import { addressPolicy, type AddressPolicy } from '../../../server/src/webhooks/address-policy';
import type { Lookup, Resolved } from '../../../server/src/webhooks/resolve-target';
import { sendRequest } from '../../../server/src/webhooks/send-request';
import { Receiver } from './support/receiver';
import { SELF_SIGNED } from './support/self-signed';
import { until } from './support/until';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.close());

const found = (...addresses: string[]): Resolved[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

interface Sending {
  readonly permits?: AddressPolicy;
  readonly lookup?: Lookup;
  readonly timeoutMs?: number;
}

function post(url: string, { permits = addressPolicy(true), lookup, timeoutMs = 5_000 }: Sending = {}) {
  return sendRequest(
    { method: 'POST', url: new URL(url), headers: { 'x-test': 'yes' }, body: 'grüße' },
    {
      permits,
      lookup: lookup ?? (() => Promise.resolve(found('127.0.0.1'))),
      signal: AbortSignal.timeout(timeoutMs),
    },
  );
}

const failureOf = async (sending: Promise<unknown>): Promise<string> => {
  const error: unknown = await sending.then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  );
  return error instanceof DeliveryError ? error.code : (error as Error).name;
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

test('method, headers and body arrive; the host header keeps the name', async () => {
  receiver.answer = () => ({ status: 201, headers: { 'retry-after': '7' }, body: 'done' });
  const answer = await post(`http://hooks.example.com:${receiver.port}/a?b=c`);
  expect(answer).toMatchObject({ status: 201, text: 'done', headers: { 'retry-after': '7' } });
  expect(receiver.got).toMatchObject([
    {
      method: 'POST',
      path: '/a?b=c',
      body: 'grüße',
      headers: { host: `hooks.example.com:${receiver.port}`, 'x-test': 'yes', 'content-length': '7' },
    },
  ]);
});

describe('the address', () => {
  test('a name is looked up once, and the connection goes where that answer said, whatever a second would say', async () => {
    // Rebinding: the first answer is an allowed address, every later one an inner service.
    const inner = await Receiver.start('127.0.0.2', receiver.port);
    let lookups = 0;
    const lookup: Lookup = () => Promise.resolve(found((lookups += 1) === 1 ? '127.0.0.1' : '127.0.0.2'));
    const permits: AddressPolicy = (address) => address === '127.0.0.1';
    expect((await post(`http://rebind.example.com:${receiver.port}/`, { permits, lookup })).status).toBe(204);
    expect([lookups, receiver.got.length, inner.got.length]).toEqual([1, 1, 0]);
    const second = post(`http://rebind.example.com:${receiver.port}/`, { permits, lookup });
    expect(await failureOf(second)).toBe('forbidden_address');
    expect([lookups, receiver.got.length, inner.connections]).toEqual([2, 1, 0]);
    await inner.close();
  });

  test.each([
    ['a forbidden one', ['127.0.0.1']],
    ['a forbidden one among public ones', ['93.184.216.34', '127.0.0.1']],
    ['a mapped one', ['::ffff:127.0.0.1']],
  ])('a name that leads to %s is not connected to', async (_what, addresses) => {
    const sending = post(`http://hooks.example.com:${receiver.port}/`, {
      permits: addressPolicy(false),
      lookup: () => Promise.resolve(found(...addresses)),
    });
    expect(await failureOf(sending)).toBe('forbidden_address');
    expect([receiver.got.length, receiver.connections]).toEqual([0, 0]);
  });

  test.each(['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::ffff:127.0.0.1]', '[::1]'])(
    'written as %s it is not connected to, without any look-up',
    async (host) => {
      const lookup = () => Promise.reject(new Error('nothing to look up'));
      const sending = post(`http://${host}:${receiver.port}/`, { permits: addressPolicy(false), lookup });
      expect(await failureOf(sending)).toBe('forbidden_address');
      expect([receiver.got.length, receiver.connections]).toEqual([0, 0]);
    },
  );

  test('a name that leads nowhere is unreachable', async () => {
    const unknown = { lookup: () => Promise.reject(new Error('ENOTFOUND')) };
    expect(await failureOf(post('http://hooks.example.com/', unknown))).toBe('unreachable');
    expect(await failureOf(post('http://hooks.example.com/', { lookup: () => Promise.resolve([]) }))).toBe(
      'unreachable',
    );
  });
});

test('a redirect is an answer, and is not followed', async () => {
  receiver.answer = () => ({ status: 307, headers: { location: `${receiver.url}/next` } });
  expect((await post(receiver.url)).status).toBe(307);
  expect(receiver.got).toHaveLength(1);
});

describe('bounds', () => {
  test('a receiver that does not answer is given up in time, and the connection with it', async () => {
    receiver.answer = () => 'hold';
    expect(await failureOf(post(receiver.url, { timeoutMs: 100 }))).toBe('TimeoutError');
    await until(() => receiver.connections === 0, 'the connection to end');
  });

  test('so is a look-up that does not end', async () => {
    const lookup = () => new Promise<never>(() => undefined);
    expect(await failureOf(post('http://hooks.example.com/', { lookup, timeoutMs: 100 }))).toBe(
      'TimeoutError',
    );
  });

  test('of a long answer that does not end the first 16 KB are read, and the rest is not waited for', async () => {
    let ended = false;
    receiver.answer = () => (response) => {
      response.once('close', () => (ended = true));
      response.writeHead(200).write('x'.repeat(256 * 1_024));
    };
    const { status, text } = await post(receiver.url, { timeoutMs: 50_000 });
    expect([status, text]).toEqual([200, 'x'.repeat(16 * 1_024)]);
    await until(() => ended, 'the connection to be cut');
  }, 20_000);

  test('an answer that drips counts by its status when the time is over', async () => {
    receiver.answer = () => (response) => void response.writeHead(200).write('some');
    expect(await post(receiver.url, { timeoutMs: 300 })).toMatchObject({ status: 200, text: 'some' });
    await until(() => receiver.connections === 0, 'the connection to end');
  });

  test('an answer with more headers than anybody needs is no answer', async () => {
    receiver.answer = () => ({ status: 200, headers: { 'x-long': 'x'.repeat(40_000) } });
    expect(await failureOf(post(receiver.url))).toBe('unreachable');
  });
});

describe('a receiver that is none', () => {
  test('nobody listens', async () => {
    const { url } = receiver;
    await receiver.close();
    expect(await failureOf(post(url))).toBe('unreachable');
    receiver = await Receiver.start();
  });

  test.each([
    ['closes at once', ''],
    ['speaks something else', '220 mail.example.com ESMTP\r\n'],
    ['switches protocols', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
  ])('it %s', async (_what, said) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(said));
    });
    const port = await listen(server);
    expect(await failureOf(post(`http://127.0.0.1:${port}/`))).toBe('unreachable');
    server.close();
  });

  test('it has a certificate that nobody vouches for, or speaks no TLS', async () => {
    let requests = 0;
    const server = createTlsServer(SELF_SIGNED, (_request, response) => {
      requests += 1;
      response.end();
    });
    const port = await listen(server);
    expect(await failureOf(post(`https://localhost:${port}/`))).toBe('unreachable');
    expect(await failureOf(post(`https://localhost:${receiver.port}/`))).toBe('unreachable');
    expect([requests, receiver.got.length]).toEqual([0, 0]);
    server.close();
  });
});

test('over https: the certificate is held against the name of the address, not against where the connection goes', async () => {
  const { createSecureContext } = tls;
  // Vouches for the certificate in this process only; Node 20 has no other way at run time.
  const trusting = jest.spyOn(tls, 'createSecureContext').mockImplementation((options) => {
    const made = createSecureContext(options);
    (made.context as { addCACert(pem: string): void }).addCACert(SELF_SIGNED.cert);
    return made;
  });
  const paths: unknown[] = [];
  const server = createTlsServer(SELF_SIGNED, (request, response) => {
    paths.push(request.url);
    response.writeHead(204).end();
  });
  const port = await listen(server);
  expect((await post(`https://localhost:${port}/hook`)).status).toBe(204);
  expect(await failureOf(post(`https://elsewhere.example.com:${port}/hook`))).toBe('unreachable');
  expect(paths).toEqual(['/hook']);
  trusting.mockRestore();
  server.close();
});
