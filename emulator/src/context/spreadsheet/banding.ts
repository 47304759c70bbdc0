/** Banding: alternating colours of a range, held by their id. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { a, orNull, requireSignature, text } from '../signature';
import { addMethods, hide, HOST, SpreadsheetObject, wireOf } from './handle';
import { rangeFromWire, type RangeFacade } from './range';

const ID = Symbol('id');

export interface BandingFacade extends GoogleAppsScript.Spreadsheet.Banding {}
export class BandingFacade extends SpreadsheetObject {
  declare readonly [ID]: number;

  constructor(host: HostCall, id: number) {
    super('Banding', host);
    hide(this, ID, id);
  }
  getRange(): RangeFacade {
    return rangeFromWire(this[HOST], this[HOST]('Banding.getRange', [this[ID]]) as WireRange);
  }
  setRange(...args: unknown[]): BandingFacade {
    requireSignature('SpreadsheetApp.Banding.setRange', args, [a('SpreadsheetApp.Range')]);
    this[HOST]('Banding.setRange', [this[ID], wireOf(args[0])]);
    return this;
  }
  copyTo(...args: unknown[]): BandingFacade {
    requireSignature('SpreadsheetApp.Banding.copyTo', args, [a('SpreadsheetApp.Range')]);
    const id = this[HOST]('Banding.copyTo', [this[ID], wireOf(args[0])]) as number;
    return new BandingFacade(this[HOST], id);
  }
  remove(): void {
    this[HOST]('Banding.remove', [this[ID]]);
  }
}

/** getHeaderRowColor, setSecondColumnColor and their like. */
function colorMethods(): Record<string, (this: BandingFacade, ...args: unknown[]) => unknown> {
  const methods: Record<string, (this: BandingFacade, ...args: unknown[]) => unknown> = {};
  for (const part of ['Header', 'First', 'Second', 'Footer']) {
    for (const axis of ['Row', 'Column']) {
      const place = [axis.toLowerCase(), part.toLowerCase()];
      methods[`get${part}${axis}Color`] = function () {
        return this[HOST]('Banding.getColor', [this[ID], ...place]);
      };
      methods[`set${part}${axis}Color`] = function (...args) {
        requireSignature(`SpreadsheetApp.Banding.set${part}${axis}Color`, args, [orNull(text)]);
        this[HOST]('Banding.setColor', [this[ID], ...place, args[0] ?? null]);
        return this;
      };
    }
  }
  return methods;
}

addMethods(BandingFacade, colorMethods());
