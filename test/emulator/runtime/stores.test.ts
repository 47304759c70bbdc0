/** PropertiesService and CacheService: strings only, limits with the platform's texts, stores per user. */
import { emulate, evaluate, valueOf } from './harness';

const USERS = ['ann@example.com', 'bob@example.com'];
const emulator = emulate('', { users: USERS, clock: { start: new Date(0) } });
const clean = emulator.snapshot();
beforeEach(() => emulator.restore(clean));

describe('properties', () => {
  test('become strings as String makes them', async () => {
    const read = await evaluate(
      emulator,
      `const p = PropertiesService.getScriptProperties();
       p.setProperty('n', 1).setProperty('o', { a: 1 }).setProperties({ b: true, z: null });
       return [p.getProperty('n'), p.getProperty('o'), p.getProperty('b'), p.getProperty('z'), p.getProperty('none'), p.getKeys().sort()];`,
    );
    expect(read).toEqual(['1', '[object Object]', 'true', 'null', null, ['b', 'n', 'o', 'z']]);
  });

  test('are read as a copy', async () => {
    const read = await evaluate(
      emulator,
      `const p = PropertiesService.getScriptProperties(); p.setProperty('a', '1'); p.getProperties().a = '2'; return p.getProperty('a')`,
    );
    expect(read).toBe('1');
  });

  test('can be replaced as a whole and deleted', async () => {
    const read = await evaluate(
      emulator,
      `const p = PropertiesService.getDocumentProperties(); p.setProperties({ a: '1', b: '2' });
       p.setProperties({ c: '3' }, true); const left = p.getProperties(); p.deleteProperty('c'); p.deleteProperty('never'); const none = p.getKeys();
       p.setProperty('x', 'y').deleteAllProperties(); return [left, none, p.getKeys()];`,
    );
    expect(read).toEqual([{ c: '3' }, [], []]);
  });

  test("are three stores, the user's one for each user", async () => {
    const write = `const who = Session.getEffectiveUser().getEmail(); PropertiesService.getUserProperties().setProperty('me', who); PropertiesService.getScriptProperties().setProperty('last', who)`;
    for (const user of USERS) await evaluate(emulator, write, { user });
    expect(USERS.map((user) => emulator.properties.user(user).get('me'))).toEqual(USERS);
    expect([emulator.properties.script().get('last'), emulator.properties.document().size]).toEqual([
      USERS[1],
      0,
    ]);
    expect(await evaluate(emulator, `return PropertiesService.getUserProperties().getProperty('me')`)).toBe(
      USERS[0],
    );
  });

  test('hold 9 KB each and 500 KB in all', async () => {
    const fill = (code: string) =>
      evaluate(emulator, `const p = PropertiesService.getScriptProperties(); ${code}`);
    expect(await fill(`p.setProperty('a', 'x'.repeat(9216)); return p.getProperty('a').length`)).toBe(9216);
    expect(await fill(`p.setProperty('a', 'é'.repeat(4609))`)).toBe('Exception: Argument too large: value');
    const full =
      'Exception: You have exceeded the property storage quota. Please remove some properties and try again.';
    expect(await fill(`for (let i = 0; i < 60; i++) p.setProperty('k' + i, 'x'.repeat(9000))`)).toBe(full);
    expect(emulator.properties.script().size).toBe(56);
    expect(
      await fill(`p.deleteProperty('k0'); p.setProperty('small', 'x'); return p.getProperty('small')`),
    ).toBe('x');
  });

  test('have a daily quota', async () => {
    const poor = emulate(
      `function main() { const p = PropertiesService.getScriptProperties(); for (let i = 0; i < 5; i++) p.getProperty('a') }`,
      { limits: { propertyCallsPerDay: 7 } },
    );
    expect((await poor.run('main')).status).toBe('completed');
    expect(await valueOf(poor, 'main')).toBe(
      'Exception: Service invoked too many times for one day: properties.',
    );
  });

  test('work in a simple trigger and without any scope', async () => {
    const bare = emulate(
      `function main() { PropertiesService.getScriptProperties().setProperty('a', '1'); return 1 }`,
      { manifest: { oauthScopes: [] } },
    );
    expect(await valueOf(bare, 'main', { entry: 'simple' })).toBe(1);
  });
});

describe('cache', () => {
  test("keeps strings until they expire by the emulator's clock", async () => {
    await evaluate(
      emulator,
      `const c = CacheService.getScriptCache(); c.put('short', 1, 5); c.put('default', { a: 1 }); c.put('long', 'x', 99999999)`,
    );
    const read = () =>
      evaluate(emulator, `return CacheService.getScriptCache().getAll(['short', 'default', 'long', 'none'])`);
    expect(await read()).toEqual({ short: '1', default: '[object Object]', long: 'x' });
    await emulator.advanceClock(5_000);
    expect(await read()).toEqual({ default: '[object Object]', long: 'x' });
    await emulator.advanceClock(595_000);
    expect(await read()).toEqual({ long: 'x' });
    await emulator.advanceClock(21_600_000);
    expect(await read()).toEqual({});
  });

  test('is apart for script, document and each user', async () => {
    await evaluate(
      emulator,
      `CacheService.getUserCache().put('k', 'ann'); CacheService.getScriptCache().put('k', 'script')`,
    );
    const read = `return [CacheService.getUserCache().get('k'), CacheService.getScriptCache().get('k'), CacheService.getDocumentCache().get('k')]`;
    expect(await evaluate(emulator, read)).toEqual(['ann', 'script', null]);
    expect(await evaluate(emulator, read, { user: USERS[1] as string })).toEqual([null, 'script', null]);
  });

  test.each([
    [`put('', 'x')`, 'Invalid argument: key'],
    [`get(null)`, 'Invalid argument: key'],
    [`put('k'.repeat(251), 'x')`, 'Argument too large: key'],
    [`put('k', 'x'.repeat(102401))`, 'Argument too large: value'],
    [`putAll({ ok: 'x', bad: 'x'.repeat(102401) })`, 'Argument too large: value'],
  ])('refuses %s', async (call, message) => {
    expect(await evaluate(emulator, `CacheService.getScriptCache().${call}`)).toBe(`Exception: ${message}`);
    expect(await evaluate(emulator, `return CacheService.getScriptCache().get('ok')`)).toBeNull();
  });

  test('takes the largest key and value', async () => {
    expect(
      await evaluate(
        emulator,
        `const c = CacheService.getScriptCache(); c.put('k'.repeat(250), 'x'.repeat(102400)); return c.get('k'.repeat(250)).length`,
      ),
    ).toBe(102400);
  });

  test('drops the oldest tenth when it is full', async () => {
    const kept = await evaluate(
      emulator,
      `const c = CacheService.getScriptCache(); for (let i = 0; i < 1001; i++) c.put('k' + i, 'x');
       return [c.get('k99'), c.get('k100'), c.get('k1000')];`,
    );
    expect(kept).toEqual([null, 'x', 'x']);
  });

  test('may lose anything early, and removes', async () => {
    await evaluate(
      emulator,
      `CacheService.getScriptCache().putAll({ a: '1', b: '2', c: '3' }); CacheService.getScriptCache().removeAll(['c'])`,
    );
    emulator.cache.evict((key) => key === 'a');
    expect(await evaluate(emulator, `return CacheService.getScriptCache().getAll(['a', 'b', 'c'])`)).toEqual({
      b: '2',
    });
    emulator.cache.evict();
    expect(await evaluate(emulator, `return CacheService.getScriptCache().get('b')`)).toBeNull();
  });
});
