/** Browser: the old dialogs, answered like Ui's. */
import type { HostCall } from '../../bridge/protocol';
import { EnumValue, Facade, enumOf } from '../facade';
import { requireSignature, text, type Accepts } from '../signature';

const Buttons = enumOf('Browser.Buttons', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL'] as const);
const buttons: Accepts = (value) => value instanceof EnumValue;

interface Answer {
  readonly button: string;
  readonly text: string;
}

export class BrowserFacade extends Facade {
  readonly Buttons = Buttons;
  readonly #host: HostCall;

  constructor(host: HostCall) {
    super('Browser');
    this.#host = host;
  }

  /** The pressed button in lower case. */
  msgBox(...args: unknown[]): string {
    return this.#ask('msgBox', args).button.toLowerCase();
  }

  /** The text, or `cancel`. */
  inputBox(...args: unknown[]): string {
    const { button, text: answer } = this.#ask('inputBox', args);
    return button === 'OK' ? answer : 'cancel';
  }

  #ask(method: string, args: readonly unknown[]): Answer {
    requireSignature(`Browser.${method}`, args, [text], [text, buttons], [text, text, buttons]);
    const [title, prompt] = args.length === 3 ? [String(args[0]), String(args[1])] : ['', String(args[0])];
    const set = args.length === 1 ? 'OK' : String(args.at(-1));
    return this.#host(`Browser.${method}`, [title, prompt, set]) as Answer;
  }
}
