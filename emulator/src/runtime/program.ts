/** The user's files: what is loaded, what the platform would refuse to parse, and which pages HtmlService finds. */
import { parse, type Node } from 'acorn';
import type { SourceFile } from '../bridge/messages';

/** Worth the parser's time: nothing else can be a private member or a static field. */
const SUSPICIOUS = /#[\p{ID_Start}$_]|\bstatic\b/u;

export class Program {
  readonly scripts: readonly SourceFile[];
  private readonly pages: ReadonlyMap<string, string>;
  private refusal: SyntaxError | null | undefined;
  private custom: ReadonlyMap<string, string> | undefined;
  private customPattern: RegExp | undefined;

  constructor(files: readonly SourceFile[]) {
    const isPage = ({ name }: SourceFile) => /\.html?$/i.test(name);
    this.names = files.map(({ name }) => name);
    this.scripts = files.filter((file) => !isPage(file));
    this.pages = new Map(
      files.filter(isPage).map(({ name, source }) => [name.replace(/\.html?$/i, ''), source]),
    );
  }

  /** Of scripts and pages, in load order. */
  readonly names: readonly string[];

  /** The scripts, in load order. Throws SyntaxError for class members that the platform does not parse. */
  checked(): readonly SourceFile[] {
    this.refusal ??= this.scripts.map(findRefused).find((found) => found !== null) ?? null;
    if (this.refusal) throw this.refusal;
    return this.scripts;
  }

  /** undefined when no page has that name (with or without `.html`). */
  page(name: string): string | undefined {
    return this.pages.get(name.replace(/\.html?$/i, ''));
  }

  /** Names that the platform finds as functions: declarations at the top level, and variables there that hold one. */
  functions(): readonly string[] {
    return this.scripts.flatMap(({ source }) => topLevelFunctions(source));
  }

  get hasCustomFunctions(): boolean {
    return this.customFunctions.size > 0;
  }

  /** The function that formulas call by this name, whatever its letters: a declared one, and not private. */
  customFunction(name: string): string | undefined {
    return this.customFunctions.get(name.toUpperCase());
  }

  callsCustomFunction(formula: string): boolean {
    return this.hasCustomFunctions && this.customCall.test(formula);
  }

  private get customCall(): RegExp {
    const names = [...this.customFunctions.keys()].map((name) => name.replaceAll('$', '\\$'));
    return (this.customPattern ??= new RegExp(`(?<![\\p{L}\\w.])(?:${names.join('|')})\\s*\\(`, 'iu'));
  }

  private get customFunctions(): ReadonlyMap<string, string> {
    const declared = () => this.scripts.flatMap(({ source }) => declaredFunctions(source));
    return (this.custom ??= new Map(
      declared()
        .filter((name) => !name.endsWith('_'))
        .map((name) => [name.toUpperCase(), name]),
    ));
  }

  /** Whether a trigger of this name can start: the platform looks at the text, and runs nothing to find out. */
  declares(functionName: string): boolean {
    return this.mentions(functionName) && this.mayDeclare(functionName);
  }

  private mayDeclare(functionName: string): boolean {
    // What cannot be parsed says why when it is loaded.
    return this.scripts.some(({ source }) => {
      const found = functionsIn(source);
      return found === null || found.includes(functionName);
    });
  }

  mentions(functionName: string): boolean {
    return this.scripts.some(({ source }) => new RegExp(`\\b${functionName}\\b`).test(source));
  }
}

/** By source text; programs are few and long. */
const found = new Map<string, readonly string[] | null>();
const MOST_KEPT = 50;

function topLevelFunctions(source: string): readonly string[] {
  return functionsIn(source) ?? [];
}

/** null for a text that cannot be parsed. */
function functionsIn(source: string): readonly string[] | null {
  const known = found.get(source);
  if (known !== undefined) return known;
  const program = parseOrNull(source);
  const names = program && (program as unknown as { body: readonly Statement[] }).body.flatMap(namesOf);
  if (found.size >= MOST_KEPT) found.clear();
  found.set(source, names);
  return names;
}

/** By `function name()`, at the top level. */
function declaredFunctions(source: string): readonly string[] {
  const program = parseOrNull(source) as { readonly body: readonly Statement[] } | null;
  return (program?.body ?? []).flatMap(({ type, id }) =>
    type === 'FunctionDeclaration' && id ? [id.name] : [],
  );
}

interface Statement extends Node {
  readonly id?: { readonly name: string };
  readonly declarations?: readonly {
    readonly id: { readonly name?: string };
    readonly init: Node | null;
  }[];
}

function namesOf({ type, id, declarations = [] }: Statement): readonly string[] {
  if (type === 'FunctionDeclaration') return id ? [id.name] : [];
  return declarations.flatMap(({ id: { name }, init }) =>
    name !== undefined && /^(Arrow)?FunctionExpression$/.test(init?.type ?? '') ? [name] : [],
  );
}

/** The platform: "not supported and cause parsing errors". */
function findRefused({ name, source }: SourceFile): SyntaxError | null {
  if (!SUSPICIOUS.test(source)) return null;
  const found = firstRefused(parseOrNull(source));
  if (!found) return null;
  const { line, column } = found.node.loc?.start ?? { line: 0, column: 0 };
  return new SyntaxError(
    `${found.what} not supported by Apps Script (${name}, line ${line}, column ${column + 1})`,
  );
}

/** Other syntax errors are the engine's to report, when the file is loaded. */
function parseOrNull(source: string): Node | null {
  try {
    return parse(source, { ecmaVersion: 'latest', sourceType: 'script', locations: true });
  } catch {
    return null;
  }
}

interface Refused {
  readonly node: Node;
  readonly what: string;
}

function firstRefused(value: unknown): Refused | null {
  if (typeof value !== 'object' || value === null) return null;
  const node = value as Node & { static?: boolean };
  if (node.type === 'PrivateIdentifier') return { node, what: 'Private class members (#name) are' };
  if (node.type === 'PropertyDefinition' && node.static) return { node, what: 'Static class fields are' };
  if (node.type === 'StaticBlock') return { node, what: 'Static class blocks are' };
  for (const child of Object.values(value)) {
    const found = firstRefused(child);
    if (found) return found;
  }
  return null;
}
