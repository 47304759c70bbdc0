/** Protection of a range or sheet. */
import type { HostCall, WireRange } from '../../bridge/protocol';
import { UserFacade } from '../services/session';
import { enumValue, PROTECTION_TYPE } from './enums';
import { HOST, SpreadsheetObject, wireOf } from './handle';
import { rangeFromWire, type RangeFacade } from './range';

type Person = string | GoogleAppsScript.Base.User;
export const emailOf = (person: Person): string => (typeof person === 'string' ? person : person.getEmail());

export interface ProtectionFacade extends GoogleAppsScript.Spreadsheet.Protection {}
export class ProtectionFacade extends SpreadsheetObject {
  readonly #id: number;

  constructor(host: HostCall, id: number) {
    super('Protection', host);
    this.#id = id;
  }
  /** Without the owner, who can edit all the same. */
  getEditors(): UserFacade[] {
    return (this.#call('getEditors') as string[]).map((email) => new UserFacade(email));
  }
  addEditor(person: Person): ProtectionFacade {
    return this.#done('addEditors', [emailOf(person)]);
  }
  addEditors(emails: string[]): ProtectionFacade {
    return this.#done('addEditors', emails);
  }
  removeEditor(person: Person): ProtectionFacade {
    return this.#done('removeEditors', [emailOf(person)]);
  }
  removeEditors(people: readonly Person[]): ProtectionFacade {
    return this.#done('removeEditors', people.map(emailOf));
  }
  canEdit(): boolean {
    return this.#call('canEdit') as boolean;
  }
  getDescription(): string {
    return this.#call('getDescription') as string;
  }
  setDescription(description: string): ProtectionFacade {
    return this.#done('setDescription', description);
  }
  isWarningOnly(): boolean {
    return this.#call('isWarningOnly') as boolean;
  }
  setWarningOnly(warningOnly: boolean): ProtectionFacade {
    return this.#done('setWarningOnly', warningOnly);
  }
  getProtectionType(): GoogleAppsScript.Spreadsheet.ProtectionType {
    return enumValue(PROTECTION_TYPE, this.#call('getProtectionType') as string);
  }
  getRange(): RangeFacade {
    return rangeFromWire(this[HOST], this.#call('getRange') as WireRange);
  }
  getUnprotectedRanges(): RangeFacade[] {
    return (this.#call('getUnprotectedRanges') as WireRange[]).map((range) =>
      rangeFromWire(this[HOST], range),
    );
  }
  setUnprotectedRanges(ranges: readonly GoogleAppsScript.Spreadsheet.Range[]): ProtectionFacade {
    return this.#done('setUnprotectedRanges', ranges.map(wireOf));
  }
  /** Domains play no part here. */
  canDomainEdit(): boolean {
    return false;
  }
  setDomainEdit(): ProtectionFacade {
    return this;
  }
  remove(): void {
    this.#call('remove');
  }

  #call(method: string, ...args: readonly unknown[]): unknown {
    return this[HOST](`Protection.${method}`, [this.#id, ...args]);
  }
  #done(method: string, ...args: readonly unknown[]): ProtectionFacade {
    this.#call(method, ...args);
    return this;
  }
}
