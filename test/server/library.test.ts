/** startTracker in the process of a caller: addresses, closing, and starting in no time. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { startTracker } from '../../server/src';
import { Client } from './support/running-tracker';

const memory = { port: 0, databaseUrl: 'sqlite::memory:' } as const;

test('two trackers in memory know nothing of each other', async () => {
  const [one, other] = [await startTracker(memory), await startTracker(memory)];
  expect(one.port).not.toBe(other.port);
  await new Client(one.url).make();
  expect(await new Client(other.url).tasks()).toEqual([]);
  await Promise.all([one.close(), other.close()]);
});

test('serves IPv6 loopback and localhost when asked to', async () => {
  for (const host of ['::1', 'localhost', '127.0.0.2']) {
    const tracker = await startTracker({ ...memory, host });
    expect((await new Client(tracker.url).call('GET', '/health')).status).toBe(200);
    await tracker.close();
  }
});

test('refuses an open address as long as there is no key', async () => {
  const started = startTracker({ ...memory, host: '0.0.0.0' });
  await expect(started).rejects.toMatchObject({
    code: 'bad_setting',
    message: expect.stringMatching(/loopback/) as string,
  });
});

test('a busy port is an error with a code, and the port serves on', async () => {
  const tracker = await startTracker(memory);
  await expect(startTracker({ ...memory, port: tracker.port })).rejects.toMatchObject({
    code: 'cannot_listen',
  });
  expect((await new Client(tracker.url).call('GET', '/health')).status).toBe(200);
  await tracker.close();
});

test('close may be called twice, frees the port, and refuses later requests', async () => {
  const tracker = await startTracker(memory);
  await new Client(tracker.url).make();
  await Promise.all([tracker.close(), tracker.close()]);
  await expect(new Client(tracker.url).tasks()).rejects.toThrow();
  const again = await startTracker({ ...memory, port: tracker.port });
  await again.close();
});

test('close cuts off, at the deadline, a request that never comes to its end', async () => {
  const tracker = await startTracker({ ...memory, closeDeadlineMs: 50 });
  const socket = connect(tracker.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    'POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n',
  );
  await once(socket, 'data');
  const cutOff = once(socket, 'close');
  await tracker.close();
  await cutOff;
});
