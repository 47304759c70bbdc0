/** Builds state tokens: a call back that a service elsewhere brings about, e.g. at the end of its sign-in. */
import type { HostCall } from '../../bridge/protocol';
import { Facade } from '../facade';
import { integer, requireSignature, text } from '../signature';

const CLASS = 'ScriptApp.StateTokenBuilder';
const DEFAULT_SECONDS = 60;

export interface StateTokenBuilderFacade extends GoogleAppsScript.Script.StateTokenBuilder {}
export class StateTokenBuilderFacade extends Facade {
  readonly #host: HostCall;
  readonly #args = new Map<string, string>();
  #method = 'callback';
  #seconds = DEFAULT_SECONDS;

  constructor(host: HostCall) {
    super('StateTokenBuilder', 'ScriptApp');
    this.#host = host;
  }

  withMethod(...args: [method: string]): this {
    requireSignature(`${CLASS}.withMethod`, args, [text]);
    this.#method = String(args[0]);
    return this;
  }
  withArgument(...args: [name: string, value: string]): this {
    requireSignature(`${CLASS}.withArgument`, args, [text, text]);
    this.#args.set(String(args[0]), String(args[1]));
    return this;
  }
  withTimeout(...args: [seconds: number]): this {
    requireSignature(`${CLASS}.withTimeout`, args, [integer]);
    this.#seconds = args[0];
    return this;
  }
  createToken(): string {
    const request = { method: this.#method, args: Object.fromEntries(this.#args), seconds: this.#seconds };
    return this.#host('StateTokenBuilder.createToken', [request]) as string;
  }
}
