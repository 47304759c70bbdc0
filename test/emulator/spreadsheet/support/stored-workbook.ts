/** A workbook in a state folder, stored before each action is acknowledged, as the emulator does it. */
import { FileStore } from '../../../../emulator/src/storage/file-store';
import { WorkbookPart } from '../../../../emulator/src/storage/workbook-part';
import { Workbook } from '../../../../emulator/src/workbook';

export function openStored(folder: string) {
  const store = new FileStore(folder, () => undefined);
  const part = new WorkbookPart(store, folder);
  const workbook = part.load({}) ?? new Workbook();
  store.keepBy(
    () => workbook.revision,
    () => part.write(workbook),
  );
  return { workbook, flush: () => store.flush(), close: () => part.close() };
}
