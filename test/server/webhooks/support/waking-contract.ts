/** What wakes promise on any database: who gets one, how few there are, and what is made of a web app's answers. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../../../../server/src/db/tables';
import { Bench, sheetAuthor } from './bench';
import { Receiver } from './receiver';
import { ERROR_PAGE, isGenuine, json, SheetWebApp } from './sheet-web-app';
import { until } from './until';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const SECRET = 'ein Geheimnis mit Umlauten: äöü';

export function describeWaking(database: string, open: () => Promise<Kysely<Database>>): void {
  describe(`wakes on ${database}`, () => {
    let bench: Bench;
    let app: SheetWebApp;
    beforeEach(async () => {
      bench = new Bench(await open());
      app = await SheetWebApp.start();
    });
    afterEach(async () => {
      await bench.close();
      await app.receiver.close();
    });
    const hook = (source = 'sheet-1', url = app.url) =>
      bench.endpoint({ kind: 'wake', source, url, secret: SECRET, events: '' });
    /** A task that these sheets show. */
    const shown = async (...sources: string[]) => {
      const task = (await bench.make())[0]!;
      for (const source of sources) await bench.link(source, task);
      return task;
    };
    const waiting = async () => (await bench.deliveries()).map(({ endpoint_id }) => endpoint_id).sort();

    describe('are queued', () => {
      test('for every sheet that shows the task but the one that changed it', async () => {
        const ids = [
          await hook('sheet-1'),
          await hook('sheet-2'),
          await hook('sheet-3'),
          await hook('other'),
        ];
        const task = await shown('sheet-1', 'sheet-2', 'sheet-3');
        await bench.rename(task, 'From sheet 2', sheetAuthor('sheet-2'));
        expect(await waiting()).toEqual([ids[0]!.id, ids[2]!.id].sort());
      });

      test('for none when no sheet shows the task, or its hook is disabled', async () => {
        await bench.endpoint({ kind: 'wake', source: 'sheet-1', enabled: 0 });
        await hook('sheet-2');
        await bench.rename(await shown('sheet-1'), 'Moved');
        expect(await waiting()).toEqual([]);
      });

      test('for no sheet of another workspace', async () => {
        await bench.endpoint({ kind: 'wake', source: 'sheet-1', workspace: 'other' });
        await bench.rename(await shown('sheet-1'), 'Moved');
        expect(await waiting()).toEqual([]);
      });

      test('once, however many changes come before it is sent; and say nothing of them', async () => {
        await hook();
        let task = await shown('sheet-1');
        for (const title of ['a', 'b', 'c']) task = await bench.rename(task, title);
        expect(await bench.deliveries()).toMatchObject([{ type: 'wake', payload: '', task_id: '' }]);
      });

      test('once more when a change comes while one is being sent, since the sheet may have read already', async () => {
        await hook();
        const task = await shown('sheet-1');
        app.doPost = () => 'hold';
        bench.dispatcher();
        const moved = await bench.rename(task, 'Moved');
        await bench.advanceUnsettled(SECOND);
        await until(() => app.wakes.length === 1, 'the first wake');
        await bench.rename(moved, 'And moved again');
        expect(await bench.deliveries()).toHaveLength(2);
        app.doPost = () => json('{"ok":true}');
        app.receiver.release();
        await bench.advance(MINUTE);
        expect(await bench.deliveries()).toEqual([]);
      });

      test('not for 500 new tasks, which no sheet shows yet', async () => {
        await hook();
        await bench.make(500);
        expect(await bench.deliveries()).toEqual([]);
      });
    });

    describe('are sent', () => {
      test('half a second after the first change of a burst, as one', async () => {
        await hook();
        let task = await shown('sheet-1');
        bench.dispatcher();
        task = await bench.rename(task, 'a');
        await bench.advance(300);
        await bench.rename(task, 'b');
        expect(app.wakes).toHaveLength(0);
        await bench.advance(300);
        expect(app.wakes).toHaveLength(1);
        await bench.advance(MINUTE);
        expect(app.wakes).toHaveLength(1);
      });

      test('signed in the body, with the answer fetched by GET; then nothing is left of them', async () => {
        await hook('Blatt "1"');
        const dispatcher = bench.dispatcher();
        await bench.rename(await shown('Blatt "1"'), 'Moved');
        await bench.advance(SECOND);
        expect(app.requests).toEqual(['POST /macros/s/AKfycb/exec', 'GET /macros/echo?user_content_key=abc']);
        const [wake] = app.wakes;
        expect(wake).toMatchObject({
          type: 'wake',
          source: 'Blatt "1"',
          timestamp: expect.any(Number) as number,
        });
        expect(isGenuine(wake!, SECRET)).toBe(true);
        expect(isGenuine(wake!, `${SECRET}!`)).toBe(false);
        expect(Object.keys(wake!).sort()).toEqual(['id', 'signature', 'source', 'timestamp', 'type']);
        expect(await bench.deliveries()).toEqual([]);
        expect(dispatcher.counters.wake).toEqual({ attempts: 1, delivered: 1, failed: 0, dead: 0 });
      });

      test('also to a web app that answers without a redirect', async () => {
        const plain = await Receiver.start();
        plain.answer = () => json('{"ok":true}');
        await hook('sheet-1', plain.url);
        bench.dispatcher();
        await bench.rename(await shown('sheet-1'), 'Moved');
        await bench.advance(SECOND);
        expect(await bench.deliveries()).toEqual([]);
        await plain.close();
      });
    });

    describe('have failed', () => {
      const failedWith = async (): Promise<unknown[]> => {
        bench.dispatcher();
        await bench.rename(await shown('sheet-1'), 'Moved');
        await bench.advance(SECOND);
        return (await bench.deliveries()).map(({ last_status, last_error }) => [last_status, last_error]);
      };

      test.each([
        ['an error page with status 200', () => ERROR_PAGE, [200, 'not_confirmed']],
        ['a refusal of the script', () => json('{"ok":false}'), [200, 'not_confirmed']],
        ['JSON that is something else', () => json('"ok"'), [200, 'not_confirmed']],
        ['null', () => json('null'), [200, 'not_confirmed']],
        ['no such script', () => ({ status: 404, body: 'Sorry' }), [404, 'unexpected_status']],
        ['an end without an answer', () => 'cut' as const, [null, 'unreachable']],
      ])('by %s', async (_what, doPost, expected) => {
        app.doPost = doPost;
        await hook();
        expect(await failedWith()).toEqual([expected]);
      });

      test.each([
        ['another host', (port: number) => `http://127.0.0.2:${port}/x`],
        ['another port', () => 'http://127.0.0.1:9/x'],
        ['the sign-in page', () => 'https://accounts.google.com/ServiceLogin'],
        ['a host that only looks alike', () => 'http://evilgoogleusercontent.com/x'],
        ['a name and password', (port: number) => `http://user:pass@127.0.0.1:${port}/x`],
        ['a file', () => 'file:///etc/passwd'],
        ['nowhere', () => 'http://'],
      ])('by a redirect to %s, which is not followed', async (_what, location) => {
        const elsewhere = await Receiver.start('127.0.0.2', app.receiver.port);
        app.receiver.answer = () => ({ status: 302, headers: { location: location(app.receiver.port) } });
        await hook();
        expect(await failedWith()).toEqual([[302, 'redirect']]);
        expect([app.requests.length, elsewhere.got.length]).toEqual([1, 0]);
        await elsewhere.close();
      });

      test('by a second redirect, or by one that asks for a second POST', async () => {
        await hook();
        app.receiver.answer = () => ({ status: 302, headers: { location: '/again' } });
        expect(await failedWith()).toEqual([[302, 'unexpected_status']]);
        expect(app.requests).toEqual(['POST /macros/s/AKfycb/exec', 'GET /again']);
        app.receiver.answer = () => ({ status: 307, headers: { location: '/post-again' } });
        await bench.advance(5 * SECOND);
        expect(app.requests.slice(2)).toEqual(['POST /macros/s/AKfycb/exec']);
      });

      test('four times within a minute and a half, each under its own id, and then are dropped', async () => {
        app.doPost = () => json('{"ok":false}');
        await hook();
        const task = await shown('sheet-1');
        bench.dispatcher();
        await bench.rename(task, 'Moved');
        await bench.advance(90 * SECOND);
        expect(new Set(app.wakes.map(({ id }) => id)).size).toBe(4);
        await bench.advance(DAY);
        expect(app.wakes).toHaveLength(4);
        expect(await bench.states()).toEqual(['dead']);
      });

      test('for days: then the hook is disabled; one that arrives in between begins the days anew', async () => {
        app.doPost = () => json('{"ok":false}');
        await hook();
        let task = await shown('sheet-1');
        bench.dispatcher();
        const moveAfter = async (milliseconds: number): Promise<number> => {
          await bench.time.advance(milliseconds, () => Promise.resolve());
          await bench.quiet();
          task = await bench.rename(task, randomUUID());
          await bench.advance(5 * MINUTE);
          return (await bench.onlyEndpoint()).enabled;
        };
        expect([await moveAfter(0), await moveAfter(2 * DAY)]).toEqual([1, 1]);
        app.doPost = () => json('{"ok":true}');
        expect(await moveAfter(DAY)).toBe(1);
        expect(await bench.deliveries()).toEqual([]);
        app.doPost = () => json('{"ok":false}');
        expect([await moveAfter(DAY), await moveAfter(2 * DAY), await moveAfter(DAY)]).toEqual([1, 1, 0]);
        await moveAfter(DAY);
        expect(app.wakes.length).toBe(4 + 4 + 1 + 3 * 4);
      });
    });
  });
}
