/** Everything that an emulator keeps between executions, as one JSON-able snapshot. */
import type { Authorization, AuthorizationSnapshot } from './authorization/authorization';
import type { Caches } from './services/cache';
import type { SentMail } from './services/mail';
import type { PropertyStores, PropertiesSnapshot } from './services/properties';
import type { Quotas } from './services/quotas';
import type { SeededRandom } from './services/random';
import type { People, PeopleSnapshot } from './people';
import type { Settings } from './settings';
import type { Switches } from './switches';
import type { UiService } from './services/ui';
import type { Clock } from './clock';
import type { Failure, FailureMails } from './triggers/failure-mails';
import type { TriggerStore, InstalledTrigger } from './triggers/store';
import type { Runner } from './runtime/runner';
import type { WorkbookSnapshot } from './workbook';

/** All but the workbook. */
export interface ServicesSnapshot {
  readonly format: 1;
  readonly now: number;
  readonly nextExecution: number;
  readonly random: number;
  readonly properties: PropertiesSnapshot;
  readonly triggers: readonly InstalledTrigger[];
  readonly caches: ReturnType<Caches['toSnapshot']>;
  readonly quotas: ReturnType<Quotas['toSnapshot']>;
  readonly menus: ReturnType<UiService['toSnapshot']>;
  readonly outbox: readonly SentMail[];
  /** Absent in states of earlier versions. */
  readonly authorization?: AuthorizationSnapshot;
  /** Absent in states of earlier versions. */
  readonly people?: PeopleSnapshot;
  /** Failures that a mail will tell of; absent in states of earlier versions. */
  readonly failures?: readonly Failure[];
  /** Those that were moved while it ran. */
  readonly switches?: Partial<Switches>;
}

export interface EmulatorSnapshot {
  readonly workbook: WorkbookSnapshot;
  readonly services: ServicesSnapshot;
}

export interface StatefulParts {
  readonly clock: Clock;
  readonly runner: Runner;
  readonly random: SeededRandom;
  readonly properties: PropertyStores;
  readonly triggers: TriggerStore;
  readonly caches: Caches;
  readonly quotas: Quotas;
  readonly ui: UiService;
  readonly outbox: SentMail[];
  readonly authorization: Authorization;
  readonly people: People;
  readonly failureMails: FailureMails;
  readonly settings: Settings;
}

export function servicesSnapshot(parts: StatefulParts): ServicesSnapshot {
  return {
    format: 1,
    now: parts.clock.now(),
    nextExecution: parts.runner.counter,
    random: parts.random.state,
    properties: parts.properties.toSnapshot(),
    triggers: parts.triggers.toSnapshot(),
    caches: parts.caches.toSnapshot(),
    quotas: parts.quotas.toSnapshot(),
    menus: parts.ui.toSnapshot(),
    outbox: [...parts.outbox],
    authorization: parts.authorization.toSnapshot(),
    people: parts.people.toSnapshot(),
    failures: parts.failureMails.toSnapshot(),
    switches: parts.settings.toSnapshot(),
  };
}

/** Time goes back too when it is virtual. */
export function restoreServices(parts: StatefulParts, snapshot: ServicesSnapshot): void {
  parts.clock.set(snapshot.now);
  parts.runner.counter = snapshot.nextExecution;
  parts.random.state = snapshot.random;
  parts.properties.restore(snapshot.properties);
  parts.triggers.restore(snapshot.triggers);
  parts.caches.restore(snapshot.caches);
  parts.quotas.restore(snapshot.quotas);
  parts.ui.restore(snapshot.menus);
  parts.authorization.restore(snapshot.authorization ?? []);
  parts.failureMails.restore(snapshot.failures ?? []);
  parts.people.restore(snapshot.people ?? []);
  parts.settings.restore(snapshot.switches ?? {});
  parts.outbox.splice(0, parts.outbox.length, ...snapshot.outbox);
}
