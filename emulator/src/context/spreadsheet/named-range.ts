/** NamedRange. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { HOST, SpreadsheetObject, wireOf } from './handle';
import { rangeFromWire, type RangeFacade } from './range';

export interface NamedRangeFacade extends GoogleAppsScript.Spreadsheet.NamedRange {}
export class NamedRangeFacade extends SpreadsheetObject {
  #name: string;

  constructor(host: HostCall, name: string) {
    super('NamedRange', host);
    this.#name = name;
  }
  getName(): string {
    return this.#name;
  }
  getRange(): RangeFacade {
    return rangeFromWire(this[HOST], this[HOST]('Spreadsheet.getRangeByName', [this.#name]) as WireRange);
  }
  setRange(range: GoogleAppsScript.Spreadsheet.Range): NamedRangeFacade {
    this[HOST]('Spreadsheet.setNamedRange', [this.#name, wireOf(range)]);
    return this;
  }
  setName(name: string): NamedRangeFacade {
    const range = wireOf(this.getRange());
    this.remove();
    this[HOST]('Spreadsheet.setNamedRange', [name, range]);
    this.#name = name;
    return this;
  }
  remove(): void {
    this[HOST]('Spreadsheet.removeNamedRange', [this.#name]);
  }
}

export function namedRanges(host: HostCall): NamedRangeFacade[] {
  const found = host('Spreadsheet.getNamedRanges', []) as { readonly name: string }[];
  return found.map(({ name }) => new NamedRangeFacade(host, name));
}
