/** What each person did last, to be taken back and done again. */
import type { UserChange } from '../types';
import type { Author } from '../workbook';
import type { Step } from './step';

interface Entry {
  /** In words, e.g. `paste`. */
  readonly action: string;
  /** In the order in which they were done; taken back from the end. */
  readonly steps: readonly Step[];
  /** The step that tells what changed. */
  readonly main: Step;
}

const MAX_ACTIONS = 100;
/** Of all actions of one person together. */
const MAX_CELLS_KEPT = 2_000_000;

const weightOf = ({ steps }: Entry): number => steps.reduce((sum, step) => sum + step.weight, 0);

class Stacks {
  readonly done: Entry[] = [];
  readonly undone: Entry[] = [];
}

export interface Replayed {
  readonly action: string;
  readonly change: UserChange;
}

export class History {
  private readonly users = new Map<string, Stacks>();

  /** The last step tells what changed. */
  remember(user: string, action: string, steps: readonly Step[]): void {
    const { done, undone } = this.of(user);
    const main = steps.at(-1);
    if (!main) return;
    done.push({ action, steps, main });
    undone.length = 0;
    let weight = done.reduce((sum, entry) => sum + weightOf(entry), 0);
    while (done.length > MAX_ACTIONS || (weight > MAX_CELLS_KEPT && done.length > 1)) {
      weight -= weightOf(done.shift() as Entry);
    }
  }

  /** Null when there is nothing left; throws, and leaves everything as it is, when it cannot be done exactly. */
  undo(author: Author): Replayed | null {
    const { done, undone } = this.of(author.user);
    return replay(done, undone, author);
  }

  redo(author: Author): Replayed | null {
    const { done, undone } = this.of(author.user);
    return replay(undone, done, author);
  }

  private of(user: string): Stacks {
    let stacks = this.users.get(user);
    if (!stacks) this.users.set(user, (stacks = new Stacks()));
    return stacks;
  }
}

/** All is checked before anything changes. */
function replay(from: Entry[], to: Entry[], author: Author): Replayed | null {
  const entry = from.at(-1);
  if (!entry) return null;
  const { action, main } = entry;
  const steps = [...entry.steps].reverse();
  for (const step of steps) step.check(author);
  from.pop();
  const inverse = steps.map((step) => step.apply());
  to.push({ action, steps: inverse, main: inverse[steps.indexOf(main)] ?? main });
  return { action, change: main.change() };
}
