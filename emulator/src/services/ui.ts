/** Host side of Ui, Menu and toasts: what a person would see, and the answers that a handler gives in a person's place. */
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Clock } from '../clock';
import type { Execution } from '../runtime/execution';
import type { Switches } from '../switches';
import { defineHandlers } from './define';

export type MenuEntry =
  | { readonly kind: 'item'; readonly caption: string; readonly functionName: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'submenu'; readonly menu: MenuDefinition };

export interface MenuDefinition {
  readonly caption: string;
  readonly entries: readonly MenuEntry[];
}

export interface Toast {
  readonly user: string;
  readonly message: string;
  readonly title: string;
  /** null: until dismissed. */
  readonly seconds: number | null;
  readonly time: number;
}

/** A sidebar or dialog with HTML: shown, and the script goes on. */
export interface ShownPage {
  readonly kind: 'sidebar' | 'modal' | 'modeless';
  readonly user: string;
  readonly title: string;
  readonly content: string;
  readonly width: number | null;
  readonly height: number | null;
}

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

/** undefined: this handler has no answer. */
export type DialogHandler = (
  dialog: DialogRequest,
) => DialogAnswer | undefined | Promise<DialogAnswer | undefined>;

export interface UiDeps {
  readonly clock: Clock;
  readonly switches: Switches;
  /** Locks do not survive the suspension by a dialog. */
  readonly suspend: (execution: Execution) => void;
  readonly changed: () => void;
}

/** Shows what nobody sits before; the newest are kept. */
const KEPT = 200;

export class UiService {
  readonly toasts: Toast[] = [];
  readonly pages: ShownPage[] = [];
  private handlersOfDialogs: DialogHandler[] = [];
  private menusByUser = new Map<string, Map<string, MenuDefinition>>();

  constructor(private readonly deps: UiDeps) {}

  /** The newest handler is asked first. Returns a function that removes it. */
  onDialog(handler: DialogHandler): () => void {
    this.handlersOfDialogs.unshift(handler);
    return () => (this.handlersOfDialogs = this.handlersOfDialogs.filter((other) => other !== handler));
  }

  menus(user: string): readonly MenuDefinition[] {
    return [...(this.menusByUser.get(user)?.values() ?? [])];
  }

  /** Menus live as long as the file is open. */
  closeMenus(user: string): void {
    this.menusByUser.delete(user);
  }

  toSnapshot(): [string, MenuDefinition[]][] {
    return [...this.menusByUser].map(([user, menus]) => [user, [...menus.values()]]);
  }

  restore(snapshot: readonly [string, readonly MenuDefinition[]][]): void {
    this.menusByUser = new Map(
      snapshot.map(([user, menus]) => [user, new Map(menus.map((menu) => [menu.caption, menu]))]),
    );
  }

  handlers(): HandlerTable {
    return defineHandlers({
      // Whether there is a UI is checked with the permissions.
      'SpreadsheetApp.getUi': () => undefined,
      'Menu.addToUi': (execution: Execution, menu: MenuDefinition) => this.addMenu(execution, menu),
      'Spreadsheet.toast': (execution: Execution, message: string, title: string, seconds: number | null) =>
        this.toast(execution, message, title, seconds),
      'Ui.alert': (execution: Execution, title: string, prompt: string, buttons: string) =>
        this.ask(execution, 'alert', title, prompt, buttons),
      'Ui.prompt': (execution: Execution, title: string, prompt: string, buttons: string) =>
        this.ask(execution, 'prompt', title, prompt, buttons),
      'Browser.msgBox': (execution: Execution, title: string, prompt: string, buttons: string) =>
        this.ask(execution, 'alert', title, prompt, buttons),
      'Browser.inputBox': (execution: Execution, title: string, prompt: string, buttons: string) =>
        this.ask(execution, 'prompt', title, prompt, buttons === 'OK' ? 'OK_CANCEL' : buttons),
      'Ui.showSidebar': (execution: Execution, page: PageFields) => this.show(execution, 'sidebar', page),
      'Ui.showModalDialog': (execution: Execution, page: PageFields) => this.show(execution, 'modal', page),
      'Ui.showModelessDialog': (execution: Execution, page: PageFields) =>
        this.show(execution, 'modeless', page),
    });
  }

  /** A menu of the same name is replaced. */
  private addMenu({ effectiveUser }: Execution, menu: MenuDefinition): void {
    const menus = this.menusByUser.get(effectiveUser) ?? new Map<string, MenuDefinition>();
    menus.set(menu.caption, menu);
    this.menusByUser.set(effectiveUser, menus);
    this.deps.changed();
  }

  private toast(
    { entry, effectiveUser }: Execution,
    message: string,
    title: string,
    seconds: number | null,
  ): void {
    if (entry === 'clock' || entry === 'webapp') {
      if (this.deps.switches.toastWithoutUi === 'ignored') return;
      throw new ServiceError('Cannot call Spreadsheet.toast() from this context.');
    }
    const shownFor = seconds === null ? DEFAULT_TOAST_S : seconds < 0 ? null : seconds;
    this.toasts.push({ user: effectiveUser, message, title, seconds: shownFor, time: this.deps.clock.now() });
    if (this.toasts.length > KEPT) this.toasts.shift();
    this.deps.changed();
  }

  private show({ effectiveUser }: Execution, kind: ShownPage['kind'], page: PageFields): void {
    this.pages.push({ kind, user: effectiveUser, ...page });
    if (this.pages.length > KEPT) this.pages.shift();
    this.deps.changed();
  }

  private async ask(
    execution: Execution,
    kind: DialogRequest['kind'],
    title: string,
    prompt: string,
    buttonSet: string,
  ) {
    this.deps.suspend(execution);
    const buttons = buttonSet.split('_') as DialogButton[];
    const request: DialogRequest = { kind, user: execution.effectiveUser, title, prompt, buttons, execution };
    const answer = await this.answer(request);
    if (answer.button !== 'CLOSE' && !buttons.includes(answer.button)) {
      throw new Error(
        `The dialog "${prompt}" has no button ${answer.button}, only ${buttons.join(', ')} and CLOSE`,
      );
    }
    return { button: answer.button, text: answer.text ?? '' };
  }

  /** While a person thinks, the execution is idle: its time does not run. */
  private async answer(request: DialogRequest): Promise<DialogAnswer> {
    const { clock } = this.deps;
    const askedAt = clock.now();
    const wait = clock.wait(Infinity);
    request.execution.onEnd(() => wait.cancel());
    request.execution.suspend();
    try {
      for (const handler of this.handlersOfDialogs) {
        const answer = await handler(request);
        if (answer) return answer;
      }
    } finally {
      wait.cancel();
      request.execution.resume(clock.now() - askedAt);
    }
    const what = request.kind === 'alert' ? 'alert' : 'prompt';
    throw new Error(
      `Nobody answered the ${what} "${request.prompt}": this emulator runs without a person; answer dialogs with onDialog`,
    );
  }
}

type PageFields = Pick<ShownPage, 'title' | 'content' | 'width' | 'height'>;
const DEFAULT_TOAST_S = 5;
