/** Libraries of the manifest: each becomes one script that runs first, in a scope of its own, and shows what it makes public. */
import { parse, type Node } from 'acorn';
import type { SourceFile } from '../bridge/messages';
import type { Manifest } from '../options';

/** The files of libraries by their ids. */
export type LibraryFiles = Readonly<Record<string, readonly SourceFile[]>>;

interface Dependency {
  readonly userSymbol: string;
  readonly libraryId: string;
}

/** What a library has of its own on the platform, and not here. */
const NOT_SHARED = {
  PropertiesService: ['getScriptProperties'],
  CacheService: ['getScriptCache', 'getUserCache', 'getDocumentCache'],
  LockService: ['getScriptLock', 'getUserLock', 'getDocumentLock'],
  HtmlService: ['createHtmlOutputFromFile', 'createTemplateFromFile'],
} as const;

/** In the order of the manifest; a library whose files nobody gave fails by its name. */
export function librarySources(manifest: Manifest, files: LibraryFiles = {}): readonly SourceFile[] {
  return dependenciesOf(manifest).map(({ userSymbol, libraryId }) => {
    const own = files[libraryId]?.filter(({ name }) => !/\.(html?|json)$/i.test(name));
    const source = own ? scopeOf(userSymbol, own) : absent(userSymbol, libraryId);
    return { name: userSymbol, source: `var ${userSymbol} = ${source};` };
  });
}

/** @throws Error for a manifest whose libraries have no symbol or id */
function dependenciesOf({ dependencies }: Manifest): readonly Dependency[] {
  const { libraries = [] } = (dependencies ?? {}) as { libraries?: readonly Partial<Dependency>[] };
  return libraries.map(({ userSymbol = '', libraryId = '' }) => {
    if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(userSymbol) || libraryId === '')
      throw new Error(`appsscript.json: each of dependencies.libraries needs a userSymbol and a libraryId`);
    return { userSymbol, libraryId };
  });
}

function scopeOf(symbol: string, files: readonly SourceFile[]): string {
  const names = Object.keys(NOT_SHARED).join(', ');
  const shown = [...new Set(files.flatMap(({ source }) => publicNames(source)))]
    .map((name) => `${name}: { enumerable: true, get: () => ${name}, set: (value) => { ${name} = value; } }`)
    .join(', ');
  // At the top level `this` is the library's global object, which is what its users see.
  return `(function (${names}) {
${files.map(({ source }) => source).join('\n;\n')}
;return Object.defineProperties(this, { ${shown} });
}).call({}, ${Object.entries(NOT_SHARED)
    .map(([service, members]) => withoutMembers(symbol, service, members))
    .join(', ')})`;
}

/** Functions and variables, as documented; constants and private names are the library's own. */
function publicNames(source: string): readonly string[] {
  const { body } = parse(source, { ecmaVersion: 'latest', sourceType: 'script' }) as unknown as {
    readonly body: readonly Statement[];
  };
  const names = body.flatMap(({ type, kind, id, declarations = [] }) => {
    if (type === 'FunctionDeclaration') return [id?.name ?? ''];
    return kind === 'var' ? declarations.map((each) => each.id.name ?? '') : [];
  });
  return names.filter((name) => name !== '' && !name.endsWith('_'));
}

interface Statement extends Node {
  readonly kind?: string;
  readonly id?: { readonly name: string };
  readonly declarations?: readonly { readonly id: { readonly name?: string } }[];
}

function withoutMembers(symbol: string, service: string, members: readonly string[]): string {
  const text = `' in a library (${symbol}) is not implemented by this emulator'`;
  return `new Proxy(${service}, { get(service, member) {
  if (${JSON.stringify(members)}.includes(member)) throw new Error('${service}.' + member + ${text});
  const value = service[member];
  return typeof value === 'function' ? value.bind(service) : value;
} })`;
}

function absent(symbol: string, id: string): string {
  const text = `${symbol} is not implemented by this emulator: give it the files of the library ${id}`;
  return `new Proxy({}, { get(_target, member) {
  if (typeof member === 'string') throw new Error(${JSON.stringify(text)});
} })`;
}
