/** Answers alerts and prompts in a person's place, in the order they were given. */
import type { DialogAnswer, DialogRequest, Emulator } from '../src/index';

export class DialogAnswers {
  /** What was asked so far, oldest first. */
  readonly asked: DialogRequest[] = [];
  private readonly waiting: DialogAnswer[] = [];

  constructor(emulator: Emulator) {
    emulator.dialogs.onDialog((dialog) => {
      this.asked.push(dialog);
      return this.waiting.shift();
    });
  }

  /** For the next dialog that nothing else answers. */
  add(answer: DialogAnswer): void {
    this.waiting.push(answer);
  }
}
