/** Menus, dialogs and sidebars of the spreadsheet's window. */
import type { HostCall } from '../../bridge/protocol';
import { Facade, type EnumValue } from '../facade';
import { a, requireSignature, text } from '../signature';
import { BUTTON, BUTTON_SET, enumValue } from './enums';

type Button = GoogleAppsScript.Base.Button;
type Page = GoogleAppsScript.HTML.HtmlOutput;

/** What a menu holds when it is added. */
type MenuEntry =
  | { readonly kind: 'item'; readonly caption: string; readonly functionName: string }
  | { readonly kind: 'separator' }
  | { readonly kind: 'submenu'; readonly menu: MenuDefinition };
interface MenuDefinition {
  readonly caption: string;
  readonly entries: readonly MenuEntry[];
}
const DEFINITION = Symbol('definition');

export interface MenuFacade extends GoogleAppsScript.Base.Menu {}
export class MenuFacade extends Facade {
  readonly #host: HostCall;
  readonly #caption: string;
  readonly #entries: MenuEntry[] = [];

  constructor(host: HostCall, caption: string) {
    super('Menu', 'Ui');
    this.#host = host;
    this.#caption = caption;
  }
  /** The function is a name; whether it exists shows when the item is chosen. */
  addItem(...args: unknown[]): MenuFacade {
    requireSignature('Ui.Menu.addItem', args, [text, text]);
    this.#entries.push({ kind: 'item', caption: String(args[0]), functionName: String(args[1]) });
    return this;
  }
  addSeparator(): MenuFacade {
    this.#entries.push({ kind: 'separator' });
    return this;
  }
  addSubMenu(...args: unknown[]): MenuFacade {
    requireSignature('Ui.Menu.addSubMenu', args, [a('Ui.Menu')]);
    this.#entries.push({ kind: 'submenu', menu: (args[0] as MenuFacade)[DEFINITION]() });
    return this;
  }
  addToUi(): void {
    this.#host('Menu.addToUi', [this[DEFINITION]()]);
  }
  [DEFINITION](): MenuDefinition {
    return { caption: this.#caption, entries: [...this.#entries] };
  }
}

export interface PromptResponseFacade extends GoogleAppsScript.Base.PromptResponse {}
export class PromptResponseFacade extends Facade {
  readonly #button: string;
  readonly #text: string;

  constructor(answer: { readonly button: string; readonly text: string }) {
    super('PromptResponse', 'Ui');
    this.#button = answer.button;
    this.#text = answer.text;
  }
  getSelectedButton(): Button {
    return enumValue(BUTTON, this.#button);
  }
  getResponseText(): string {
    return this.#text;
  }
}

/** Dialogs take prompt; prompt and buttons; or title, prompt and buttons. */
function dialogArguments(
  method: string,
  args: readonly unknown[],
): [title: string, prompt: string, buttons: string] {
  const buttonSet = a('Ui.ButtonSet');
  requireSignature(`Ui.${method}`, args, [text], [text, buttonSet], [text, text, buttonSet]);
  const buttons = args.length === 1 ? 'OK' : (args[args.length - 1] as EnumValue).name();
  return args.length === 3 ? [String(args[0]), String(args[1]), buttons] : ['', String(args[0]), buttons];
}

function pageFields(page: Page, title?: string) {
  return {
    title: title ?? page.getTitle(),
    content: page.getContent(),
    width: page.getWidth(),
    height: page.getHeight(),
  };
}

export interface UiFacade extends GoogleAppsScript.Base.Ui {}
export class UiFacade extends Facade {
  readonly #host: HostCall;
  readonly Button = BUTTON as unknown as typeof GoogleAppsScript.Base.Button;
  readonly ButtonSet = BUTTON_SET as unknown as typeof GoogleAppsScript.Base.ButtonSet;

  constructor(host: HostCall) {
    super('Ui');
    this.#host = host;
  }
  createMenu(...args: unknown[]): MenuFacade {
    requireSignature('Ui.createMenu', args, [text]);
    return new MenuFacade(this.#host, String(args[0]));
  }
  createAddonMenu(): MenuFacade {
    return new MenuFacade(this.#host, 'Add-ons');
  }
  alert(...args: unknown[]): Button {
    const { button } = this.#host('Ui.alert', dialogArguments('alert', args)) as { button: string };
    return enumValue(BUTTON, button);
  }
  prompt(...args: unknown[]): PromptResponseFacade {
    const answer = this.#host('Ui.prompt', dialogArguments('prompt', args));
    return new PromptResponseFacade(answer as { button: string; text: string });
  }
  showSidebar(page: Page): void {
    this.#host('Ui.showSidebar', [pageFields(page)]);
  }
  showModalDialog(page: Page, title: string): void {
    this.#host('Ui.showModalDialog', [pageFields(page, title)]);
  }
  showModelessDialog(page: Page, title: string): void {
    this.#host('Ui.showModelessDialog', [pageFields(page, title)]);
  }
}
