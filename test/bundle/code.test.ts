/** What is pushed to Apps Script: exactly these globals, nothing done at the top level, nothing newer than ES2019, and small. */
import path from 'node:path';
import vm from 'node:vm';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { transform } from 'esbuild';
import ts from 'typescript';
import webpack from 'webpack';

const ROOT = path.join(__dirname, '../..');
const code = readFileSync(path.join(ROOT, 'dist/Code.js'), 'utf8');

const GLOBALS = [
  'doPost',
  'handleEdit',
  'initialSync',
  'onOpen',
  'removeTriggers',
  'runScheduledSync',
  'runWakeSync',
  'setStatusMap',
  'setUp',
  'showStatus',
  'syncNow',
  'togglePause',
];
const SERVICES = [
  'SpreadsheetApp',
  'PropertiesService',
  'LockService',
  'UrlFetchApp',
  'ScriptApp',
  'Utilities',
  'CacheService',
  'HtmlService',
  'ContentService',
  'MailApp',
  'Session',
  'Logger',
  'console',
];

/** Any use at all throws. */
function untouchable(name: string): object {
  const refuse = (): never => {
    throw new Error(`${name} was used while loading`);
  };
  const traps = Reflect.ownKeys(Reflect).filter((trap) => typeof trap === 'string');
  return new Proxy(function () {}, Object.fromEntries(traps.map((trap) => [trap, refuse])));
}

function load(source: string, services: Record<string, object> = {}): Record<string, unknown> {
  const context = vm.createContext({ ...services });
  vm.runInContext(source, context, { filename: 'Code.js' });
  return context;
}

describe('the globals', () => {
  it('are exactly these, each a function', () => {
    const context = load(code);
    expect(Object.getOwnPropertyNames(context).sort()).toEqual(GLOBALS);
    expect(GLOBALS.map((name) => typeof context[name])).toEqual(GLOBALS.map(() => 'function'));
    // `const` and `class` at the top level would be no property of the context, yet in the way of other files.
    const lexical = topLevel(code).filter(
      (statement) => !ts.isFunctionDeclaration(statement) && !isCall(statement),
    );
    expect(lexical.map((statement) => statement.getText().slice(0, 60))).toEqual([]);
  });

  it('are found by their declarations, as Google looks for them before anything runs', () => {
    const declared = topLevel(code).filter(ts.isFunctionDeclaration);
    expect(declared.map(({ name }) => name?.text).sort()).toEqual(GLOBALS);
  });

  it('are all there when every service refuses to be touched', () => {
    const services = Object.fromEntries(SERVICES.map((name) => [name, untouchable(name)]));
    const context = load(code, services);
    expect(GLOBALS.filter((name) => typeof context[name] === 'function')).toEqual(GLOBALS);
    expect(() => (context['onOpen'] as () => void)()).toThrow('SpreadsheetApp was used while loading');
  });
});

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile('Code.js', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
}

function topLevel(source: string): readonly ts.Statement[] {
  return [...parse(source).statements];
}

/** The bundle's one wrapped body. */
function isCall(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression);
}

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

/** What Apps Script does not know, or the project forbids, and where. */
function forbidden(source: string): string[] {
  const found: string[] = [];
  for (const node of nodesOf(parse(source))) {
    const fault = faultOf(node);
    if (fault !== null) found.push(`${fault}: ${node.getText().slice(0, 60)}`);
  }
  return found;
}

const NODE_GLOBALS = [
  'process',
  'require',
  'Buffer',
  'module',
  'exports',
  'setTimeout',
  'setInterval',
  'URL',
  'TextEncoder',
  'crypto',
];

function faultOf(node: ts.Node): string | null {
  if (ts.isPrivateIdentifier(node)) return 'private name';
  if (ts.isClassStaticBlockDeclaration(node)) return 'static block';
  if (ts.isPropertyDeclaration(node)) return 'class field';
  if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) return 'async';
  if (node.kind === ts.SyntaxKind.ImportKeyword || node.kind === ts.SyntaxKind.ExportKeyword) return 'module';
  if (ts.isIdentifier(node) && !isMemberName(node)) {
    if (['eval', 'Function'].includes(node.text)) return 'code from text';
    if (NODE_GLOBALS.includes(node.text)) return 'not in Apps Script';
  }
  return null;
}

/** `x.process` and `{ process: 1 }` name no global, but `globalThis.process` does. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression.getText() === 'globalThis') return false;
  const names = ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent);
  return names && parent.name === node;
}

describe('the syntax', () => {
  it('is ES2019: translated to it, nothing changes', async () => {
    const as = async (target: string): Promise<string> =>
      (await transform(code, { target, loader: 'js' })).code;
    expect(await as('es2019')).toBe(await as('esnext'));
  });

  it('holds nothing that Apps Script cannot run', () => {
    expect(forbidden(code)).toEqual([]);
  });

  it.each([
    'class A { #x = 1; }',
    'class A { static x = 1; }',
    'class A { static { f(); } }',
    'async function f() {}',
    'eval("1")',
    'new Function("return 1")',
    'process.exit()',
    'globalThis.process.exit()',
    'const fs = require("fs")',
    'Buffer.from("")',
    'import("x")',
  ])('(the check finds %s)', (source) => {
    expect(forbidden(source)).not.toEqual([]);
  });
});

describe('the file', () => {
  it('is smaller than 120 kB and readable: not minified', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(120_000);
    expect(Math.max(...code.split('\n').map((line) => line.length))).toBeLessThan(1_000);
  });

  it('comes out the same from every build, and is the one in dist/', async () => {
    const builds = [await build(), await build()];
    expect(builds[0]).toEqual(builds[1]);
    expect(builds[0]?.['Code.js']).toBe(code);
    expect(Object.keys(builds[0] ?? {}).sort()).toEqual(['Code.js', 'appsscript.json']);
  });
});

/** @returns the files of a build into a folder of its own */
async function build(): Promise<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lead-sync-build-'));
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the build is configured in JavaScript, for webpack's own command
  const config = require('../../webpack.config.js') as webpack.Configuration;
  const compiler = webpack({ ...config, output: { ...config.output, path: folder } });
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) =>
    compiler.run((error, result) => compiler.close(() => (error ? reject(error) : resolve(result)))),
  );
  const names = stats?.toJson({ assets: true }).assets?.map(({ name }) => name) ?? [];
  const files = names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const);
  rmSync(folder, { recursive: true });
  return Object.fromEntries(files);
}
