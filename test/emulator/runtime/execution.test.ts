/** Executions: a fresh bare world each, the program loaded as the platform does, and nothing of Node in reach. */
import { emulate, evaluate, valueOf } from './harness';
import { createEmulator } from '../../../emulator/src/index';

const emulator = emulate('');

describe('the world of a script', () => {
  test('has the services and none of Node or the browser', async () => {
    const names = [
      'SpreadsheetApp',
      'UrlFetchApp',
      'console',
      'setTimeout',
      'URL',
      'TextEncoder',
      'fetch',
      'process',
      'require',
      'crypto',
      'structuredClone',
      'atob',
      'queueMicrotask',
      'WebAssembly',
      'SharedArrayBuffer',
      'global',
      'emulator',
    ];
    const types = await evaluate(
      emulator,
      `return ${JSON.stringify(names)}.map((name) => typeof globalThis[name])`,
    );
    expect(types).toEqual([
      'object',
      'object',
      'object',
      ...Array<string>(names.length - 3).fill('undefined'),
    ]);
  });

  test('cannot reach the worker through constructors, errors or stack overflows', async () => {
    const escapes = await evaluate(
      emulator,
      `const found = [globalThis, SpreadsheetApp, console, PropertiesService.getScriptProperties().getProperties()];
       try { Utilities.sleep('x') } catch (e) { found.push(e) }
       try { (function deep() { PropertiesService.getScriptProperties().getProperty('x'); deep(); })() } catch (e) { found.push(e) }
       return found.map((value) => {
         const make = value.constructor.constructor;
         return typeof make === 'function' ? make('return typeof process')() : 'no constructor';
       });`,
    );
    expect(escapes).toEqual(Array<string>(6).fill('undefined'));
  });

  test('cannot reach the worker through the frames of a stack trace', async () => {
    const escapes = await evaluate(
      emulator,
      `const probe = (value) => (value ? value.constructor.constructor('return typeof process')() : 'undefined');
       Error.prepareStackTrace = (error, frames) => frames.flatMap((frame) => [probe(frame.getFunction()), probe(frame.getThis()), probe(frame)]);
       return new Set(new Error('x').stack).size === 1 && new Error('x').stack[0];`,
    );
    expect(escapes).toBe('undefined');
  });

  test('makes errors, arrays and dates of its own realm', async () => {
    const same = await evaluate(
      emulator,
      `let thrown; try { Utilities.base64Decode('*') } catch (e) { thrown = e }
       const keys = PropertiesService.getScriptProperties().getKeys();
       return [thrown instanceof Error, thrown.name, String(thrown), keys instanceof Array, Utilities.parseDate('2024', 'UTC', 'yyyy') instanceof Date];`,
    );
    expect(same).toEqual([true, 'Exception', 'Exception: Could not decode string.', true, true]);
  });

  test('lets a program declare a const with the name of a service', async () => {
    const own = emulate('const Logger = { log: () => 7 }; function main() { return Logger.log() }');
    expect(await valueOf(own, 'main')).toBe(7);
  });

  test('refuses unknown members and services by name', async () => {
    expect(await evaluate(emulator, 'return UrlFetchApp.fetchLater')).toBe(
      'Error: UrlFetchApp.fetchLater is not implemented by this emulator',
    );
    expect(await evaluate(emulator, 'return GmailApp.getInboxThreads()')).toBe(
      'Error: GmailApp is not implemented by this emulator',
    );
    expect(await evaluate(emulator, 'return ScriptApp.getResource()')).toBe(
      'Error: ScriptApp.getResource is not implemented by this emulator',
    );
  });
});

describe('loading', () => {
  test('shares one global scope between files, in order', async () => {
    const two = createEmulator({
      files: [
        { name: 'A.js', source: 'const K = 2;' },
        { name: 'B.js', source: 'function main() { return K * 3 }' },
      ],
    });
    expect(await valueOf(two, 'main')).toBe(6);
    two.load([
      { name: 'A.js', source: 'const K = 1;' },
      { name: 'B.js', source: 'const K = 2; function main() {}' },
    ]);
    expect(await valueOf(two, 'main')).toBe("SyntaxError: Identifier 'K' has already been declared");
    await two.close();
  });

  test('keeps nothing from one execution to the next', async () => {
    const counting = emulate('var count = 0; function main() { return ++count }');
    expect([await valueOf(counting, 'main'), await valueOf(counting, 'main')]).toEqual([1, 1]);
  });

  test('finds functions, constants, methods by dotted name, and private names', async () => {
    const program = emulate(
      'function a() { return 1 } const b = () => 2; let c = async () => 3; var o = { m() { return this === o } }; function d_() { return 4 }',
    );
    expect(await Promise.all(['a', 'b', 'c', 'o.m', 'd_'].map((name) => valueOf(program, name)))).toEqual([
      1,
      2,
      3,
      true,
      4,
    ]);
  });

  test.each(['nothing', 'a.b.c', 'not a name', 'return', 'K'])(
    'says that %s is no function',
    async (name) => {
      const program = emulate('const K = 1');
      expect(await valueOf(program, name)).toBe(`Exception: Script function not found: ${name}`);
    },
  );

  test('reports a syntax error with its place', async () => {
    const broken = emulate('function main() {\n  return 1 +;\n}');
    const { status, error } = await broken.run('main');
    expect([status, error?.name, error?.message]).toEqual(['failed', 'SyntaxError', "Unexpected token ';'"]);
    expect(error?.stack).toContain('Code.js:2');
  });

  test.each([
    [
      'class A { #x = 1 }',
      'Private class members (#name) are not supported by Apps Script (Code.js, line 1, column 11)',
    ],
    [
      'class A { has(o) { return #x in o } #x }',
      'Private class members (#name) are not supported by Apps Script (Code.js, line 1, column 27)',
    ],
    [
      'class A { static x = 1 }',
      'Static class fields are not supported by Apps Script (Code.js, line 1, column 11)',
    ],
    [
      'class A { static { this.x = 1 } }',
      'Static class blocks are not supported by Apps Script (Code.js, line 1, column 11)',
    ],
  ])('refuses %s as the platform does', async (source, message) => {
    const program = emulate(`${source}\nfunction main() {}`);
    expect(await valueOf(program, 'main')).toBe(`SyntaxError: ${message}`);
  });

  test('accepts static methods and texts that only look like private members', async () => {
    const program = emulate(
      'class A { static make() { return "#x static" } } function main() { return A.make() } // #private',
    );
    expect(await valueOf(program, 'main')).toBe('#x static');
  });

  test('has no modules', async () => {
    const program = emulate('import x from "y"; function main() {}');
    expect(await valueOf(program, 'main')).toBe('SyntaxError: Cannot use import statement outside a module');
  });
});
