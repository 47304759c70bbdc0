/** The command line's words, checked; everything wrong with them is one sentence. */
import { parseArgs } from 'node:util';
import { ENTRY_KINDS, type EntryKind } from './bridge/host';
import type { Tunnel } from './options';
import { checkTunnel } from './services/fetch/addresses';

/** A project to be served as a page. */
export interface ServeCommand {
  readonly files: readonly string[];
  readonly port: number;
  readonly tunnels: readonly Tunnel[];
  readonly dataDir: string | undefined;
  readonly manifest: string | undefined;
  /** Folders of libraries by their ids. */
  readonly libraries: Readonly<Record<string, string>>;
  /** The first owns the spreadsheet; empty: an owner and a colleague. */
  readonly users: readonly string[];
  /** People who may only read. */
  readonly viewers: readonly string[];
  readonly authorization: 'granted' | 'ask';
}

export interface RunCommand {
  readonly files: readonly string[];
  readonly call: string;
  /** undefined: the entry kind's own event, or nothing. */
  readonly args: readonly unknown[] | undefined;
  readonly entry: EntryKind;
  readonly tunnels: readonly Tunnel[];
  readonly dataDir: string | undefined;
  readonly manifest: string | undefined;
  /** Folders of libraries by their ids. */
  readonly libraries: Readonly<Record<string, string>>;
  readonly user: string | undefined;
}

/** A mistake of the caller's; the message is all they need. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Runs an Apps Script project for Google Sheets against a spreadsheet on this machine.

  apps-script-emulator run FILE... --call NAME [options]     calls one function and prints what it returns
  apps-script-emulator serve FILE... [options]               shows the spreadsheet as a page in the browser, until Ctrl-C

FILE...            .js or .gs files in load order, .html pages, and appsscript.json if its rules are to apply
--call NAME        the function to call; object.method works too
--args JSON        its arguments: a JSON array, or one JSON value
--as KIND          editor (default), simple, installable, menu, clock or webapp: decides what the function may do;
                   without --args, simple, installable, clock and webapp pass an event object;
                   --args '{"range":"Sheet1!B2","value":"x"}' is the event of an edit for simple and installable
--tunnel URL=URL   makes a local server reachable, e.g. https://tracker.example.dev=http://127.0.0.1:8000
--data DIR         keeps the spreadsheet, properties and triggers in DIR; without it everything starts empty
--manifest FILE    the project's appsscript.json: explicit oauthScopes are enforced, timeZone is the script's
--library ID=DIR   the files of a library that the manifest names; may be given again
--user EMAIL       who runs it; default owner@example.com, who owns spreadsheet and script
--help             this text

serve takes --tunnel, --data, --manifest and --library too, and:
--port N           port of the page (default 3000; 0 takes a free one)
--user EMAIL       may be given again: the first owns spreadsheet and script (default owner@ and colleague@example.com)
--viewer EMAIL     may be given again: somebody who may only read, for whom nothing of the script runs
--ask              users have to allow the script first, as on the platform; without it everything is allowed

The return value is one line of JSON on stdout; logs and errors are on stderr. The exit status is 1 for an error.`;

export type Command = ({ readonly kind: 'run' } & RunCommand) | ({ readonly kind: 'serve' } & ServeCommand);

/** null: help is wanted. */
export function parseCommand(argv: readonly string[]): Command | null {
  if (argv[0] === 'serve') return parseServe(argv.slice(1));
  const run = parseRun(argv);
  return run && { kind: 'run', ...run };
}

const PORT = 3000;

function parseServe(argv: readonly string[]): Command | null {
  const { values, positionals: files } = parseServeOptions(argv);
  if (values.help) return null;
  if (files.length === 0) throw new UsageError('Give at least one script file to serve');
  return {
    kind: 'serve',
    files,
    port: portOf(values.port),
    tunnels: (values.tunnel ?? []).map(tunnelOf),
    dataDir: values.data,
    manifest: values.manifest,
    libraries: Object.fromEntries((values.library ?? []).map(libraryOf)),
    users: values.user ?? [],
    viewers: values.viewer ?? [],
    authorization: values.ask ? 'ask' : 'granted',
  };
}

function parseServeOptions(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: text, data: text, manifest: text,
        user: { type: 'string', multiple: true },
        viewer: { type: 'string', multiple: true },
        tunnel: { type: 'string', multiple: true },
        library: { type: 'string', multiple: true },
        ask: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      }, // prettier-ignore
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError('--port must be a number from 0 to 65535 (0 takes a free port)');
}

function parseRun(argv: readonly string[]): RunCommand | null {
  const { values, positionals } = parseOrExplain(argv);
  if (values.help) return null;
  const [command, ...files] = positionals;
  if (command !== 'run')
    throw new UsageError(
      command === undefined
        ? 'Say what to do: run FILE... --call NAME, or serve FILE... (or --help)'
        : `Unknown command "${command}": there are run and serve`,
    );
  if (files.length === 0) throw new UsageError('Give at least one script file to run');
  if (!values.call) throw new UsageError('Name the function to call: --call NAME');
  return {
    files,
    call: values.call,
    args: values.args === undefined ? undefined : argumentsOf(values.args),
    entry: entryOf(values.as ?? 'editor'),
    tunnels: (values.tunnel ?? []).map(tunnelOf),
    dataDir: values.data,
    manifest: values.manifest,
    libraries: Object.fromEntries((values.library ?? []).map(libraryOf)),
    user: values.user,
  };
}

function parseOrExplain(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        call: text, args: text, as: text, data: text, manifest: text, user: text,
        tunnel: { type: 'string', multiple: true },
        library: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      }, // prettier-ignore
    });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]);
  }
}

function argumentsOf(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [value];
  } catch (error) {
    throw new UsageError(`--args is no JSON: ${(error as Error).message}`);
  }
}

function entryOf(kind: string): EntryKind {
  const entry = ENTRY_KINDS.find((known) => known === kind);
  if (!entry) throw new UsageError(`--as ${kind} is unknown: use one of ${ENTRY_KINDS.join(', ')}`);
  return entry;
}

function libraryOf(text: string): [id: string, folder: string] {
  const [, id, folder] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (id === undefined || folder === undefined)
    throw new UsageError(`--library ${text} should look like 1BxiMVs0XRA5=libraries/crm`);
  return [id, folder];
}

function tunnelOf(text: string): Tunnel {
  const [, publicUrl, target] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (publicUrl === undefined || target === undefined) {
    throw new UsageError(
      `--tunnel ${text} should look like https://tracker.example.dev=http://127.0.0.1:8000`,
    );
  }
  try {
    checkTunnel({ publicUrl, target });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  return { publicUrl, target };
}
