/** How executions end: with a value, with an error as the platform words it, at their limits; and what is reported. */
import { emulate, evaluate, valueOf } from './harness';

const emulator = emulate('');

describe('endings', () => {
  test('returns plain data with dates, and their JSON', async () => {
    emulator.load([
      {
        name: 'Code.js',
        source:
          'function main(a, b) { return { a, b, at: new Date(5), gone: undefined, nan: NaN, list: [undefined] } }',
      },
    ]);
    const report = await emulator.run('main', { args: [{ x: 1 }, 'b'] });
    expect(report.returnValue).toEqual({
      a: { x: 1 },
      b: 'b',
      at: new Date(5),
      gone: undefined,
      nan: NaN,
      list: [undefined],
    });
    expect(report.returnJson).toBe(
      '{"a":{"x":1},"b":"b","at":"1970-01-01T00:00:00.005Z","nan":null,"list":[null]}',
    );
  });

  test('returns null for what has no JSON', async () => {
    const report = await emulate('function main() { const a = {}; a.a = a; return a }').run('main');
    expect([report.status, report.returnValue, report.returnJson]).toEqual(['completed', null, 'null']);
  });

  test('reports an uncaught error with the lines of the user', async () => {
    const { status, error } = await emulate(
      'function main() {\n  deeper();\n}\nfunction deeper() { PropertiesService.getScriptProperties().setProperties(1) }',
    ).run('main');
    expect([status, error?.name]).toEqual(['failed', 'Exception']);
    expect(error?.stack).toMatch(/at deeper \(Code\.js:4:\d+\)\n +at main \(Code\.js:2:\d+\)$/);
    expect(error?.stack).not.toContain('emulator');
  });

  test.each([
    ['at-call', 'caught'],
    ['at-flush', 'failed at the end'],
  ] as const)(
    'a write that a rule rejects, with late errors at the switch %s',
    async (validationErrors, outcome) => {
      const program = emulate(
        `function main() {
         const cell = SpreadsheetApp.getActiveSheet().getRange('A1');
         cell.setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['a']).setAllowInvalid(false).build());
         try { cell.setValue('b') } catch (e) { return 'caught' }
         return 'not thrown at the call';
       }`,
        { switches: { validationErrors } },
      );
      const { status, returnValue, error } = await program.run('main');
      const late =
        status === 'failed' && error?.message.startsWith('The data you entered in cell A1 violates');
      expect(late ? 'failed at the end' : returnValue).toBe(outcome);
    },
  );

  test('survives errors that cannot be described', async () => {
    expect(await evaluate(emulator, 'throw "text"')).toBe('Error: text');
    expect(await evaluate(emulator, 'throw null')).toBe('Error: null');
    expect(await evaluate(emulator, 'throw { get message() { throw 1 } }')).toBe(
      'Error: an error that cannot be described',
    );
  });

  test('runs microtasks to their end, and a rejected promise is a failure that is told', async () => {
    const program = emulate(
      'async function good() { await null; PropertiesService.getScriptProperties().setProperty("late", "1"); return 5 } async function bad() { throw new Error("lost") }',
    );
    expect(await valueOf(program, 'good')).toBe(5);
    expect(program.properties.script().get('late')).toBe('1');
    expect(await valueOf(program, 'bad')).toBe('Error: lost');
  });

  test('ends an endless loop at the time limit, beyond any catch or finally', async () => {
    const program = emulate(
      'function main() { try { console.log("before"); for (;;) {} } finally { console.log("after") } }',
      { limits: { runMs: 2_000 } },
    );
    const { status, error, logs } = await program.run('main');
    expect([status, error?.message, logs.map((line) => line.text)]).toEqual([
      'timed out',
      'Exceeded maximum execution time',
      ['before'],
    ]);
  });

  test('gives simple triggers a limit of their own', async () => {
    const program = emulate('function main() { for (;;) {} }', {
      limits: { simpleTriggerMs: 100, runMs: 60_000 },
    });
    expect((await program.run('main', { entry: 'simple' })).status).toBe('timed out');
  });

  test('ends a program that eats all memory, alone', async () => {
    const program = emulate(
      'function main() { const all = []; for (;;) all.push(new Array(1e6).fill(1.5)) } function fine() { return 1 }',
    );
    expect((await program.run('main')).status).toBe('failed');
    expect(await valueOf(program, 'fine')).toBe(1);
  });

  test('kills at once whoever asks for it', async () => {
    const program = emulate('function main() { for (;;) {} }');
    const { execution, done } = program.start('main');
    program.kill(execution);
    expect((await done).status).toBe('killed');
  });
});

describe('reports', () => {
  test('list logs, calls and their classes', async () => {
    const program = emulate(`function main() {
      console.log('%s has %d', 'a', 2, { b: 1 }); console.warn([1]); Logger.log('x %s', 'y');
      const p = PropertiesService.getScriptProperties(); p.setProperty('a', '1'); p.getProperty('a'); p.getProperty('a');
    }`);
    const report = await program.run('main');
    expect(report.logs.map(({ level, text }) => `${level} ${text}`)).toEqual([
      'DEBUG a has 2 {"b":1}',
      'WARNING [1]',
      'INFO x y',
    ]);
    expect(report.counts).toEqual({ 'Properties.setProperty': 1, 'Properties.getProperty': 2 });
    expect(report.costs).toEqual({
      sheetCalls: 0,
      sheetWrites: 0,
      propertyReads: 2,
      propertyWrites: 1,
      fetches: 0,
    });
    expect(program.executions).toContain(report);
  });
});
