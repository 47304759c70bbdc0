/** Turns what happens in the emulator into the stream's events; many changes of cells in one moment become one. */
import type { Emulator, EmulatorChange } from '../index';
import type { WorkbookEvent } from '../workbook';
import { structureSignature } from './structure-signature';
import type { EmulatorEvent } from './types';
import { endedView, runningView } from './views/execution-view';
import { dialogView, pageView, toastView } from './views/ui-views';

export type EventListener = (event: EmulatorEvent, user: string | null) => void;

/** Short enough to be seen as at once, long enough that a loop of writes is one event. */
const GATHER_MS = 10;

type Changed = Extract<EmulatorEvent, { type: 'changed' }>;

export class EventFeed {
  private readonly listeners = new Set<EventListener>();
  private readonly gathered = new Map<string, Changed>();
  private timer: NodeJS.Timeout | undefined;
  private signature: string;
  private readonly stop: () => void;

  constructor(private readonly emulator: Emulator) {
    this.signature = structureSignature(emulator.workbook);
    this.stop = emulator.on((change) => this.hear(change));
  }

  /** `user`: whom alone the event concerns. Returns a function that removes the listener. */
  on(listener: EventListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  close(): void {
    this.stop();
    clearTimeout(this.timer);
    this.listeners.clear();
  }

  private hear(change: EmulatorChange): void {
    if (change.type === 'workbook') return this.gather(change.event);
    this.flush();
    this.tell(...this.eventOf(change));
  }

  private eventOf(
    change: Exclude<EmulatorChange, { type: 'workbook' }>,
  ): [event: EmulatorEvent, user: string | null] {
    const { now, authorization } = this.emulator;
    switch (change.type) {
      case 'menus':
        return [{ type: 'menus' }, change.user];
      case 'toast':
        return [{ type: 'toast', toast: toastView(change.toast) }, change.toast.user];
      case 'dialog':
        return [{ type: 'dialog', dialog: dialogView(change.dialog) }, change.dialog.user];
      case 'dialog-closed':
        return [{ type: 'dialog-closed', id: change.dialog.id }, change.dialog.user];
      case 'page':
        return [{ type: 'page', page: pageView(change.page) }, change.page.user];
      case 'page-closed':
        return [{ type: 'page-closed', id: change.page.id }, change.page.user];
      case 'execution': {
        const { execution, report } = change;
        return [
          { type: 'execution', execution: report ? endedView(report) : runningView(execution, now) },
          null,
        ];
      }
      case 'authorization':
        return [{ type: 'authorization', authorization: authorization.of(change.user) }, change.user];
      case 'triggers':
      case 'properties':
      case 'outbox':
      case 'settings':
        return [{ type: change.type }, null];
    }
  }

  private gather(event: WorkbookEvent | null): void {
    const changed = this.changedOf(event);
    const key = `${changed.sheet} ${changed.by}`;
    const structure = changed.structure || this.gathered.get(key)?.structure === true;
    this.gathered.set(key, { ...changed, structure });
    this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  private changedOf(event: WorkbookEvent | null): Changed {
    const { revision } = this.emulator.workbook;
    if (event === null) return { type: 'changed', revision, sheet: null, structure: true, by: 'script' };
    const { sheetId, origin, user = '', change } = event;
    const by = origin === 'script' ? 'script' : user;
    const structure = sheetId === undefined || change?.type === 'structure';
    return { type: 'changed', revision, sheet: sheetId ?? null, structure, by };
  }

  /** Whether a script's write changed the structure shows in the structure alone. */
  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.gathered.size === 0) return;
    const signature = structureSignature(this.emulator.workbook);
    const structure = signature !== this.signature;
    this.signature = signature;
    const events = [...this.gathered.values()];
    this.gathered.clear();
    for (const event of events) this.tell({ ...event, structure: structure || event.structure }, null);
  }

  private tell(event: EmulatorEvent, user: string | null): void {
    for (const listener of [...this.listeners]) listener(event, user);
  }
}
