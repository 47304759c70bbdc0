/** Sidebars and HTML dialogs that users have open, and what google.script.run does in them. */
import { callValue } from '../api/script-page/call-value';
import type { EmulatorCore } from '../emulator';
import type { ExecutionReport } from '../runtime/report';
import type { OpenPage } from '../services/open-pages';
import { UserSession } from '../user-session';

/** What a page's success or failure handler gets. */
export type PageCallResult =
  | { readonly ok: true; readonly value: unknown; readonly execution: number }
  | {
      readonly ok: false;
      readonly error: { readonly name: string; readonly message: string };
      /** 0: none was started. */
      readonly execution: number;
    };

export function openPagesOf(core: EmulatorCore) {
  const { openPages } = core.ui;
  return {
    list: (user?: string): readonly OpenPage[] => openPages.list(user),
    find: (id: string): OpenPage | undefined => openPages.find(id),
    /** @returns false when it is not open */
    close: (id: string): boolean => openPages.close(id),
    /** Functions that pages see: top-level ones whose name does not end in an underscore. */
    visibleFunctions: (): readonly string[] => visibleFunctions(core),
    /**
     * `google.script.run.name(...args)` in an open page, with the authority of the page's user.
     * @throws AuthorizationRequiredError when that user has to allow the script first
     */
    call: async (id: string, name: string, args: readonly unknown[] = []): Promise<PageCallResult> =>
      callFrom(core, requirePage(core, id), name, args),
  };
}

async function callFrom(
  core: EmulatorCore,
  { user }: OpenPage,
  name: string,
  args: readonly unknown[],
): Promise<PageCallResult> {
  if (!visibleFunctions(core).includes(name)) {
    const message = `Script function not found: ${name}`;
    return { ok: false, error: { name: 'ScriptError', message }, execution: 0 };
  }
  const sent = args.map((value, index) => sendable(value, String(index)));
  const [report] = await new UserSession(core, user).startFunction('page', name, sent).done;
  return resultOf(report as ExecutionReport);
}

function visibleFunctions({ program }: EmulatorCore): readonly string[] {
  return program.functions().filter((name) => !name.endsWith('_'));
}

function requirePage({ ui }: EmulatorCore, id: string): OpenPage {
  const page = ui.openPages.find(id);
  if (!page) throw new Error(`The page ${id} is not open any more`);
  return page;
}

function resultOf({ id, status, error, returnValue }: ExecutionReport): PageCallResult {
  if (status === 'completed') return { ok: true, value: callValue(returnValue), execution: id };
  const { name, message } = error ?? { name: 'ScriptError', message: `The execution was ${status}.` };
  return { ok: false, error: { name, message }, execution: id };
}

/** The argument rules of google.script.run, for callers that are no page. @throws TypeError with the platform's text */
function sendable(value: unknown, place: string, ancestors: readonly object[] = []): unknown {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'function':
    case 'symbol':
    case 'bigint':
      throw illegal(place);
    case 'object':
      return value === null ? null : sendableObject(value, place, ancestors);
    default:
      return typeof value === 'number' && !Number.isFinite(value) ? null : value;
  }
}

function sendableObject(value: object, place: string, ancestors: readonly object[]): unknown {
  if (ancestors.includes(value)) throw new TypeError('Failed due to circular reference.');
  const path = [...ancestors, value];
  if (Array.isArray(value)) return value.map((item, index) => sendable(item, String(index), path));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw illegal(place);
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(fields.map(([name, item]) => [name, sendable(item, name, path)]));
}

function illegal(place: string): TypeError {
  return new TypeError(`Failed due to illegal value in property: ${place}`);
}
