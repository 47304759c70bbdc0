/** Host side of Ui, Menu and toasts: what a person would see. */
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Changes } from '../changes';
import type { Clock } from '../clock';
import type { Execution } from '../runtime/execution';
import type { Switches } from '../switches';
import { defineHandlers } from './define';
import { Dialogs } from './dialogs';
import { OpenPages, type ShownPage } from './open-pages';

export type { DialogAnswer, DialogHandler, DialogRequest } from './dialogs';
export type { OpenPage, ShownPage } from './open-pages';

export type MenuEntry =
  | {
      readonly kind: 'item';
      readonly caption: string;
      readonly functionName: string;
      /** Of a macro, e.g. `Ctrl+Alt+Shift+1`. */
      readonly shortcut?: string;
    }
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

export interface UiDeps {
  /** Of the manifest's macros: there before the script has run, for those who may run it. */
  readonly fixedMenus: (user: string) => readonly MenuDefinition[];
  readonly clock: Clock;
  readonly switches: Switches;
  readonly changes: Changes;
  /** Locks do not survive the suspension by a dialog. */
  readonly suspend: (execution: Execution) => void;
  readonly changed: () => void;
}

type PageFields = Pick<ShownPage, 'title' | 'content' | 'width' | 'height'>;
const DEFAULT_TOAST_S = 5;
/** Shows what nobody sits before; the newest are kept. */
const KEPT = 200;

export class UiService {
  readonly toasts: Toast[] = [];
  /** All that were shown, closed ones too. */
  readonly pages: ShownPage[] = [];
  readonly openPages: OpenPages;
  readonly dialogs: Dialogs;
  private menusByUser = new Map<string, Map<string, MenuDefinition>>();

  constructor(private readonly deps: UiDeps) {
    const { clock, changes, suspend } = deps;
    this.openPages = new OpenPages({
      opened: (page) => changes.tell({ type: 'page', page }),
      closed: (page) => changes.tell({ type: 'page-closed', page }),
    });
    this.dialogs = new Dialogs({
      clock,
      suspend,
      opened: (dialog) => changes.tell({ type: 'dialog', dialog }),
      closed: (dialog) => changes.tell({ type: 'dialog-closed', dialog }),
    });
  }

  menus(user: string): readonly MenuDefinition[] {
    return [...(this.menusByUser.get(user)?.values() ?? []), ...this.deps.fixedMenus(user)];
  }

  /** Menus live as long as the file is open. */
  closeMenus(user: string): void {
    if (this.menusByUser.delete(user)) this.deps.changes.tell({ type: 'menus', user });
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
    const ask =
      (kind: 'alert' | 'prompt') => (execution: Execution, title: string, prompt: string, buttons: string) =>
        this.dialogs.ask(execution, kind, title, prompt, buttons);
    const show = (kind: ShownPage['kind']) => (execution: Execution, page: PageFields) =>
      this.show(execution, kind, page);
    return defineHandlers({
      // Whether there is a UI is checked with the permissions.
      'SpreadsheetApp.getUi': () => undefined,
      'Menu.addToUi': (execution: Execution, menu: MenuDefinition) => this.addMenu(execution, menu),
      'Spreadsheet.toast': (execution: Execution, message: string, title: string, seconds: number | null) =>
        this.toast(execution, message, title, seconds),
      'Ui.alert': ask('alert'),
      'Ui.prompt': ask('prompt'),
      'Browser.msgBox': ask('alert'),
      'Browser.inputBox': (execution: Execution, title: string, prompt: string, buttons: string) =>
        ask('prompt')(execution, title, prompt, buttons === 'OK' ? 'OK_CANCEL' : buttons),
      'Ui.showSidebar': show('sidebar'),
      'Ui.showModalDialog': show('modal'),
      'Ui.showModelessDialog': show('modeless'),
    });
  }

  /** A menu of the same name is replaced. */
  private addMenu({ effectiveUser }: Execution, menu: MenuDefinition): void {
    const menus = this.menusByUser.get(effectiveUser) ?? new Map<string, MenuDefinition>();
    menus.set(menu.caption, menu);
    this.menusByUser.set(effectiveUser, menus);
    this.deps.changed();
    this.deps.changes.tell({ type: 'menus', user: effectiveUser });
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
    const toast = { user: effectiveUser, message, title, seconds: shownFor, time: this.deps.clock.now() };
    this.toasts.push(toast);
    if (this.toasts.length > KEPT) this.toasts.shift();
    this.deps.changed();
    this.deps.changes.tell({ type: 'toast', toast });
  }

  private show({ effectiveUser }: Execution, kind: ShownPage['kind'], page: PageFields): void {
    const shown: ShownPage = { kind, user: effectiveUser, ...page };
    this.pages.push(shown);
    if (this.pages.length > KEPT) this.pages.shift();
    this.openPages.open(shown);
  }
}
