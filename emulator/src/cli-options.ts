/** The command line's words, checked; everything wrong with them is one sentence. */
import { parseArgs } from 'node:util';
import { ENTRY_KINDS, type EntryKind } from './bridge/host';
import type { Tunnel } from './options';
import { checkTunnel } from './services/fetch/addresses';

export interface RunCommand {
  readonly files: readonly string[];
  readonly call: string;
  /** undefined: the entry kind's own event, or nothing. */
  readonly args: readonly unknown[] | undefined;
  readonly entry: EntryKind;
  readonly tunnels: readonly Tunnel[];
  readonly dataDir: string | undefined;
  readonly manifest: string | undefined;
  readonly user: string | undefined;
}

/** A mistake of the caller's; the message is all they need. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Runs one function of an Apps Script project against a spreadsheet on this machine.

  emulator run FILE... --call NAME [options]

FILE...            .js or .gs files in load order, .html pages, and appsscript.json if its rules are to apply
--call NAME        the function to call; object.method works too
--args JSON        its arguments: a JSON array, or one JSON value
--as KIND          editor (default), simple, installable, menu, clock or webapp: decides what the function may do;
                   without --args, simple, installable, clock and webapp pass an event object;
                   --args '{"range":"Sheet1!B2","value":"x"}' is the event of an edit for simple and installable
--tunnel URL=URL   makes a local server reachable, e.g. https://tracker.example.dev=http://127.0.0.1:8000
--data DIR         keeps the spreadsheet, properties and triggers in DIR; without it everything starts empty
--manifest FILE    the project's appsscript.json: explicit oauthScopes are enforced, timeZone is the script's
--user EMAIL       who runs it; default owner@example.com, who owns spreadsheet and script
--help             this text

The return value is one line of JSON on stdout; logs and errors are on stderr. The exit status is 1 for an error.`;

/** null: help is wanted. */
export function parseCommand(argv: readonly string[]): RunCommand | null {
  const { values, positionals } = parseOrExplain(argv);
  if (values.help) return null;
  const [command, ...files] = positionals;
  if (command !== 'run')
    throw new UsageError(
      command === undefined
        ? 'Say what to do: run FILE... --call NAME (or --help)'
        : `Unknown command "${command}": there is only run`,
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
