/** Turns what users do, and the passing of time, into executions of the program's triggers. */
import type { WireRange } from '../bridge/protocol';
import type { Clock } from '../clock';
import type { ExecutionRequest } from '../runtime/execution';
import type { ExecutionReport } from '../runtime/report';
import type { StartedExecution } from '../runtime/runner';
import { activeUserOf } from '../runtime/identity';
import type { Limits } from '../options';
import type { Switches } from '../switches';
import type { EditChange, StructureChange, UserChange } from '../workbook';
import { changeFields, clockFields, editFields, installedEvent, openFields, simpleEvent } from './events';
import { SelectionBursts } from './selection-bursts';
import type { InstalledTrigger, SpreadsheetEventType, TriggerStore } from './store';

export interface TriggerRunnerDeps {
  readonly start: (request: ExecutionRequest) => StartedExecution;
  readonly triggers: TriggerStore;
  readonly switches: Switches;
  readonly limits: Limits;
  readonly clock: Clock;
  /** Whether the program declares this function. */
  readonly mentions: (functionName: string) => boolean;
  readonly log: (line: string) => void;
}

type Fields = Readonly<Record<string, unknown>>;
type Pending = Promise<ExecutionReport | null>;

export class TriggerRunner {
  private editRunning = false;
  private readonly waitingEdits: (() => void)[] = [];

  /** Who has opened the file since the program has `onSelectionChange`. */
  private readonly watched = new Set<string>();
  private readonly bursts: SelectionBursts;

  constructor(private readonly deps: TriggerRunnerDeps) {
    this.bursts = new SelectionBursts(deps.clock);
  }

  /** The file was opened by somebody who may edit it. */
  opened(user: string): Pending[] {
    if (this.deps.mentions('onSelectionChange')) this.watched.add(user);
    else this.watched.delete(user);
    return [this.simple('onOpen', openFields(), user), ...this.installed('ON_OPEN', openFields(), user)];
  }

  /** One user action, which may bring several changes (a move of rows brings two). */
  changed(changes: readonly UserChange[], user: string): Pending[] {
    const structural = changes.some(({ type }) => type === 'structure');
    return changes.flatMap((change) =>
      change.type === 'edit' ? this.edited(change, user, !structural) : this.restructured(change, user),
    );
  }

  /** Other cells were selected. The trigger is there once the file has been opened with it. */
  selected(range: WireRange, user: string): Pending[] {
    if (!this.watched.has(user)) return [];
    const fields = { ...openFields(), $range: range };
    return [this.bursts.selected(user, () => this.simple('onSelectionChange', fields, user))];
  }

  /** A form's answers arrived in `range`; onEdit does not run for them. */
  formSubmitted(fields: Fields, user: string): Pending[] {
    return [
      ...this.installed('ON_FORM_SUBMIT', fields, user),
      ...this.installed('ON_CHANGE', changeFields('OTHER'), user),
    ];
  }

  /** Only where the switch says that own writes reach onChange. */
  scriptWrote(user: string): Pending[] {
    return this.installed('ON_CHANGE', changeFields('EDIT'), user);
  }

  runClock(trigger: InstalledTrigger): Pending {
    this.deps.triggers.markRun(trigger);
    return this.startInstalled(trigger, clockFields(this.deps.clock.now()), undefined);
  }

  /** "Run now", whatever the trigger waits for. */
  runNow(trigger: InstalledTrigger): Pending {
    const fields = trigger.eventType === 'CLOCK' ? clockFields(this.deps.clock.now()) : openFields();
    return this.startInstalled(trigger, fields, trigger.creator);
  }

  private edited(change: EditChange, user: string, withChange: boolean): Pending[] {
    const bulk = ['sort', 'import', 'undo', 'replace'].includes(change.action);
    if (bulk && this.deps.switches.bulkEvents === 'none') return [];
    const fields = editFields(change);
    return [
      this.simpleEdit(fields, user),
      ...this.installed('ON_EDIT', fields, user),
      ...(withChange ? this.installed('ON_CHANGE', changeFields('EDIT'), user) : []),
    ];
  }

  private restructured(change: StructureChange, user: string): Pending[] {
    if (
      ['rename sheet', 'move sheet'].includes(change.action) &&
      this.deps.switches.renameTabEvent === 'none'
    )
      return [];
    if (change.action === 'undo' && this.deps.switches.bulkEvents === 'none') return [];
    return this.installed('ON_CHANGE', changeFields(change.changeType), user);
  }

  /** One at a time, few may wait: "The onEdit() trigger only queues up to 2 trigger events". */
  private simpleEdit(fields: Fields, user: string): Pending {
    if (!this.deps.mentions('onEdit')) return Promise.resolve(null);
    if (!this.editRunning) return this.runEdit(fields, user);
    if (this.waitingEdits.length >= this.deps.limits.pendingEdits) {
      this.deps.log(`onEdit: an event is lost, ${this.waitingEdits.length} were already waiting`);
      return Promise.resolve(null);
    }
    return new Promise((resolve) => this.waitingEdits.push(() => resolve(this.runEdit(fields, user))));
  }

  private async runEdit(fields: Fields, user: string): Pending {
    this.editRunning = true;
    const report = await this.simple('onEdit', fields, user);
    this.editRunning = false;
    this.waitingEdits.shift()?.();
    return report;
  }

  private simple(functionName: string, fields: Fields, user: string): Pending {
    if (!this.deps.mentions(functionName)) return Promise.resolve(null);
    const activeUser = activeUserOf('simple', user, user, this.deps.switches);
    const event = simpleEvent(fields, activeUser);
    const request = {
      functionName,
      entry: 'simple',
      effectiveUser: user,
      activeUser,
      keyboardUser: user,
    } as const;
    return this.deps.start({ ...request, args: [event], event: true, optional: true }).done;
  }

  private installed(eventType: SpreadsheetEventType, fields: Fields, user: string): Pending[] {
    return this.deps.triggers.forEvent(eventType).map((trigger) => {
      this.deps.triggers.markEvent(trigger);
      return this.startInstalled(trigger, fields, user);
    });
  }

  /** Whoever acts, the trigger runs with its creator's authority. */
  private startInstalled(
    { id, handler, creator, eventType }: InstalledTrigger,
    fields: Fields,
    user: string | undefined,
  ): Pending {
    const entry = eventType === 'CLOCK' ? 'clock' : 'installable';
    const activeUser = activeUserOf(entry, user ?? creator, creator, this.deps.switches);
    const event = installedEvent(fields, id, user === undefined ? undefined : activeUser);
    const request = {
      functionName: handler,
      entry,
      effectiveUser: creator,
      activeUser,
      triggerId: id,
    } as const;
    const keyboard = user === undefined ? {} : { keyboardUser: user };
    return this.deps.start({ ...request, ...keyboard, args: [event], event: true }).done;
  }
}
