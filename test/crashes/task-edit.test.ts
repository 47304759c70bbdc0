/** A crash before or after every service call of this run that changes something loses nothing, doubles nothing, and ends in a run that writes nothing. */
import { CRASHES, crashAtEveryCall } from '../support/crash-every-call';
import { TASK_EDIT } from './scenarios';

it.each(CRASHES)(
  '%s every call that changes something, one at a time',
  async (crash) => {
    expect(await crashAtEveryCall(TASK_EDIT, crash)).toBeGreaterThan(20);
  },
  300_000,
);
