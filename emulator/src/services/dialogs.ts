/** Alerts and prompts: a handler answers in a person's place, or a person does, later, by the dialog's id. */
import type { Clock } from '../clock';
import type { Execution } from '../runtime/execution';

export const DIALOG_BUTTONS = ['OK', 'CANCEL', 'YES', 'NO', 'CLOSE'] as const;
export type DialogButton = (typeof DIALOG_BUTTONS)[number];

export interface DialogRequest {
  readonly kind: 'alert' | 'prompt';
  readonly user: string;
  readonly title: string;
  readonly prompt: string;
  readonly buttons: readonly DialogButton[];
  readonly execution: Execution;
}

export interface DialogAnswer {
  /** `CLOSE` is always possible. */
  readonly button: DialogButton;
  readonly text?: string;
}

/** A dialog that waits for its person. */
export interface PendingDialog extends DialogRequest {
  readonly id: string;
}

/** undefined: this handler has no answer. */
export type DialogHandler = (
  dialog: DialogRequest,
) => DialogAnswer | undefined | Promise<DialogAnswer | undefined>;

export interface DialogDeps {
  readonly clock: Clock;
  /** Locks do not survive the suspension by a dialog. */
  readonly suspend: (execution: Execution) => void;
  readonly opened: (dialog: PendingDialog) => void;
  readonly closed: (dialog: PendingDialog) => void;
}

interface Waiting {
  readonly dialog: PendingDialog;
  readonly resolve: (answer: DialogAnswer) => void;
}

export class Dialogs {
  private handlers: DialogHandler[] = [];
  private readonly waiting = new Map<string, Waiting>();
  private attendants = 0;
  private nextId = 1;

  constructor(private readonly deps: DialogDeps) {}

  /** The newest handler is asked first. Returns a function that removes it. */
  onDialog(handler: DialogHandler): () => void {
    this.handlers.unshift(handler);
    return () => void (this.handlers = this.handlers.filter((other) => other !== handler));
  }

  /** From now on somebody can be shown dialogs: those without a handler wait. Returns a function that ends this. */
  attend(): () => void {
    this.attendants += 1;
    return () => void (this.attendants -= 1);
  }

  /** Oldest first. */
  list(user?: string): readonly PendingDialog[] {
    const all = [...this.waiting.values()].map(({ dialog }) => dialog);
    return user === undefined ? all : all.filter((dialog) => dialog.user === user);
  }

  /** @returns false when no dialog with this id waits @throws Error for a button that it does not have */
  answer(id: string, answer: DialogAnswer): boolean {
    const waiting = this.waiting.get(id);
    if (!waiting) return false;
    requireButton(waiting.dialog, answer);
    this.close(waiting.dialog);
    waiting.resolve(answer);
    return true;
  }

  async ask(
    execution: Execution,
    kind: DialogRequest['kind'],
    title: string,
    prompt: string,
    buttonSet: string,
  ): Promise<{ button: DialogButton; text: string }> {
    this.deps.suspend(execution);
    const buttons = buttonSet.split('_') as DialogButton[];
    const request: DialogRequest = { kind, user: execution.effectiveUser, title, prompt, buttons, execution };
    const answer = await this.whileIdle(request);
    requireButton(request, answer);
    return { button: answer.button, text: answer.text ?? '' };
  }

  /** While a person thinks, the execution is idle: its time does not run. */
  private async whileIdle(request: DialogRequest): Promise<DialogAnswer> {
    const { clock } = this.deps;
    const askedAt = clock.now();
    const wait = clock.wait(Infinity);
    request.execution.onEnd(() => wait.cancel());
    request.execution.suspend();
    try {
      return (await this.askHandlers(request)) ?? (await this.askPerson(request));
    } finally {
      wait.cancel();
      request.execution.resume(clock.now() - askedAt);
    }
  }

  private async askHandlers(request: DialogRequest): Promise<DialogAnswer | undefined> {
    for (const handler of this.handlers) {
      const answer = await handler(request);
      if (answer) return answer;
    }
    return undefined;
  }

  /** One that was killed meanwhile is never answered: its execution waits for nothing any more. */
  private askPerson(request: DialogRequest): Promise<DialogAnswer> {
    if (this.attendants === 0) throw new Error(unanswered(request));
    const dialog: PendingDialog = { ...request, id: String(this.nextId++) };
    return new Promise((resolve) => {
      this.waiting.set(dialog.id, { dialog, resolve });
      request.execution.onEnd(() => this.close(dialog));
      this.deps.opened(dialog);
    });
  }

  private close(dialog: PendingDialog): void {
    if (this.waiting.delete(dialog.id)) this.deps.closed(dialog);
  }
}

function requireButton({ prompt, buttons }: DialogRequest, { button }: DialogAnswer): void {
  if (button === 'CLOSE' || buttons.includes(button)) return;
  throw new Error(`The dialog "${prompt}" has no button ${button}, only ${buttons.join(', ')} and CLOSE`);
}

function unanswered({ kind, prompt }: DialogRequest): string {
  return `Nobody answered the ${kind} "${prompt}": this emulator runs without a person; answer dialogs with onDialog`;
}
