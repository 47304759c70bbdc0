/** Lets few at a time do what only one can do anyway, so that those who wait hold no connection of the pool. */

/** One works, and one already stands in the queue of the database. */
const AT_ONCE = 2;

interface Queue {
  running: number;
  readonly waiting: (() => void)[];
}

const queues = new WeakMap<object, Map<string, Queue>>();

/** @param owner what the turns belong to, e.g. the database. @param name of the thing that is written */
export async function takeTurns<T>(owner: object, name: string, work: () => Promise<T>): Promise<T> {
  const named = queues.get(owner) ?? new Map<string, Queue>();
  queues.set(owner, named);
  const queue = named.get(name) ?? { running: 0, waiting: [] };
  named.set(name, queue);
  if (queue.running < AT_ONCE) queue.running += 1;
  else await new Promise<void>((resolve) => queue.waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next !== undefined) next();
    else if ((queue.running -= 1) === 0) named.delete(name);
  }
}
