/** The people of the spreadsheet, to look at and to share it with. */
import type { EmulatorCore } from '../emulator';
import type { Person, PersonOptions } from '../people';

export function peopleOf({ people }: EmulatorCore) {
  return {
    /** With their roles; the owner first. */
    list: (): readonly Person[] => people.list,
    /** Shares the file with somebody, or changes what somebody may do. @throws Error for another role of the owner */
    share: (person: PersonOptions): void => people.share(person),
  };
}
