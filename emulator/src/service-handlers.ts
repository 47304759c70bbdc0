/** The host side of every service but the spreadsheet, over one emulator's state. */
import { randomUUID } from 'node:crypto';
import type { HandlerTable } from './bridge/host';
import { ServiceError } from './bridge/protocol';
import type { EmulatorCore } from './emulator';
import type { EmulatorOptions } from './options';
import type { Execution } from './runtime/execution';
import type { Program } from './runtime/program';
import { cacheHandlers } from './services/cache';
import { defineHandlers } from './services/define';
import { lockHandlers } from './services/lock-service';
import { mailHandlers } from './services/mail';
import { propertyHandlers } from './services/properties';
import { sessionHandlers } from './services/session';
import { utilitiesHandlers } from './services/utilities';
import { scriptAppHandlers } from './triggers/script-app';

const SCRIPT_ID = '1LocalScript000000000000000000000000000000000000000000000';

export function serviceHandlers(core: EmulatorCore, { seed }: EmulatorOptions): HandlerTable {
  const { limits, quotas, random, outbox } = core;
  const idle = (execution: Execution, ms: number) => core.idleFor(execution, ms);
  const timeZone = () => core.scriptZone;
  const uuid = () => (seed === undefined ? randomUUID() : random.uuid());
  return {
    ...propertyHandlers({ stores: core.properties, limits, quotas }),
    ...cacheHandlers(core.caches, limits),
    ...lockHandlers({ locks: core.locks, idle, limits, now: () => core.clock.now() }),
    ...sessionHandlers({ timeZone, locale: (user) => core.people.localeOf(user) ?? core.workbook.locale }),
    ...utilitiesHandlers({ idle, limits, uuid }),
    ...mailHandlers({ outbox, quotas, limits, now: () => core.clock.now() }),
    ...triggerHandlers(core, timeZone),
    ...core.tokens.handlers(),
    ...core.ui.handlers(),
    ...core.fetching.handlers(),
    ...defineHandlers({
      'HtmlService.getFile': (execution: Execution, name: string) =>
        findPage(execution.request.program ?? core.program, name),
      '$document.open': ({ entry }) => entry !== 'webapp',
      '$document.properties': ({ entry }) =>
        entry !== 'webapp' || core.switches.documentPropertiesInWebApp === 'bound',
    }),
  };
}

function triggerHandlers(core: EmulatorCore, timeZone: () => string): HandlerTable {
  const { triggers, random, limits, switches, manifest } = core;
  return scriptAppHandlers({
    triggers,
    random,
    limits,
    switches,
    timeZone,
    webAppUrl: () => core.webAppUrl,
    authorization: core.authorization,
    oauthScopes: manifest.oauthScopes,
    scriptId: SCRIPT_ID,
    spreadsheetId: () => core.workbook.id,
  });
}

function findPage(program: Program, name: string): string {
  const page = program.page(name);
  if (page === undefined) throw new ServiceError(`No HTML file named ${name} was found.`);
  return page;
}
