/** What is to be done when an answer is over, however it ended: one listener for all who wait for it. */
import type { ServerResponse } from 'node:http';

const ACTIONS = Symbol('at end');
type WithActions = ServerResponse & { [ACTIONS]?: (() => void)[] };

/** Also when the client went away, where `finish` never comes. In the order in which they were asked for. */
export function atEnd(response: ServerResponse, action: () => void): void {
  const known = (response as WithActions)[ACTIONS];
  if (known !== undefined) {
    known.push(action);
    return;
  }
  const actions = [action];
  (response as WithActions)[ACTIONS] = actions;
  response.on('close', () => {
    for (const each of actions) each();
  });
}
