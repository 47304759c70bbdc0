/** A person before the dialogs of "Set up": answers them as told, and remembers what was asked and said. */
import type { DialogAnswer, DialogRequest } from '../../../emulator/src';
import { TRACKER_ADDRESS } from '../../../local/system';
import type { WholeSystem } from '../../support/whole-system';

/** A text to type, or another button than OK. */
type Typed = string | { readonly button: 'CANCEL' | 'CLOSE' };
type YesNo = 'YES' | 'NO' | 'CLOSE';

export interface Answers {
  readonly address?: Typed;
  readonly key?: Typed;
  readonly minutes?: Typed;
  readonly columns?: YesNo;
  readonly takeOver?: YesNo;
}

export interface Heard {
  /** Titles in the order they came. */
  readonly titles: string[];
  /** Texts of the same dialogs. */
  readonly texts: string[];
}

export async function setUpAs(system: WholeSystem, answers: Answers = {}, user?: string): Promise<Heard> {
  const heard: Heard = { titles: [], texts: [] };
  const leave = system.emulator.dialogs.onDialog((dialog) => {
    heard.titles.push(dialog.title);
    heard.texts.push(dialog.prompt);
    return answerTo(dialog, answers);
  });
  try {
    if (user !== undefined) await system.open(user);
    await system.setUp(user);
  } finally {
    leave();
  }
  return heard;
}

export const TITLES = {
  address: 'Lead Sync: Address of the Work Tracker',
  key: 'Lead Sync: Key for the Work Tracker',
  minutes: 'Lead Sync: How often should both sides be compared?',
  columns: 'Lead Sync: Missing columns',
  takeOver: 'Lead Sync: Triggers',
  failed: 'Lead Sync was not set up',
} as const;

function answerTo(
  { title }: DialogRequest,
  { address = TRACKER_ADDRESS, key = '', minutes = '', columns = 'YES', takeOver = 'YES' }: Answers,
): DialogAnswer {
  switch (title) {
    case TITLES.address:
      return typed(address);
    case TITLES.key:
      return typed(key);
    case TITLES.minutes:
      return typed(minutes);
    case TITLES.columns:
      return { button: columns };
    case TITLES.takeOver:
      return { button: takeOver };
    case TITLES.failed:
      return { button: 'OK' };
    default:
      throw new Error(`Nobody expected the dialog "${title}"`);
  }
}

function typed(answer: Typed): DialogAnswer {
  return typeof answer === 'string' ? { button: 'OK', text: answer } : answer;
}

/** Everything that "Set up" may change, as one value to compare. */
export function stateOf({ emulator }: WholeSystem): unknown {
  const { properties, triggers, users, workbook } = emulator;
  return {
    revision: workbook.revision,
    triggers: triggers.list().map(({ id }) => id),
    document: [...properties.document()],
    users: users.map((user) => [...properties.user(user)]),
  };
}

/** Handler and creator of every installed trigger. */
export function installed({ emulator }: WholeSystem): string[] {
  return emulator.triggers
    .list()
    .map(({ handler, creator, schedule }) => [handler, creator, schedule?.everyMinutes].join(' ').trim());
}

/** The places that other people, or whoever reads the logs, can see, and where this text stands. */
export function placesShowing(text: string, { emulator }: WholeSystem): string[] {
  const { executions, properties, toasts, workbook } = emulator;
  const places = {
    logs: executions.flatMap(({ logs }) => logs.map((line) => line.text)),
    errors: executions.flatMap(({ error }) => error?.message ?? []),
    toasts: toasts.map(({ message }) => message),
    'document properties': [...properties.document()],
    'script properties': [...properties.script()],
    cells: workbook.toSnapshot(),
  };
  return Object.entries(places)
    .filter(([, shown]) => JSON.stringify(shown).includes(text))
    .map(([name]) => name);
}
