/** Every operation of the API, in the order in which the reference lists them. */
import { keyOperations } from './access/keys/operations';
import { createKeyService } from './access/keys/service';
import { sessionOperations } from './access/sessions/operations';
import { createSessionService } from './access/sessions/service';
import { accessSettings } from './access/settings';
import type { AppDeps } from './app';
import { auditOperations } from './audit/operations';
import { boardOperations } from './board/operations';
import { createBoardService } from './board/service';
import { docsOperations } from './http/docs-operations';
import { healthOperations } from './http/health-operations';
import { openApiOperations } from './http/openapi-operations';
import type { Operation } from './http/operation';
import { leadOperations } from './leads/operations';
import { eventsOperations } from './live/events-operations';
import type { Metrics } from './metrics/metrics';
import { metricsOperations } from './metrics/operations';
import { settingsOperations } from './retention/settings';
import { syncOperations } from './sync/operations';
import { taskOperations } from './tasks/operations';
import { createTaskService } from './tasks/service';
import { transferOperations } from './transfer/operations';
import { webhookOperations } from './webhooks/operations';

export function operationsOf(deps: AppDeps & { readonly metrics: Metrics }): Operation[] {
  const operations: Operation[] = [
    ...taskOperations(createTaskService(deps)),
    ...boardOperations(createBoardService(deps)),
    ...eventsOperations(deps.live),
    ...syncOperations(deps),
    ...accessOperations(deps),
    ...webhookOperations(deps),
    ...auditOperations(deps.store),
    ...dataOperations(deps),
    ...healthOperations(deps.store, deps.isClosing),
    ...metricsOperations(deps.store, deps.metrics),
    ...openApiOperations(() => operations),
    ...docsOperations(() => operations),
  ];
  return operations;
}

function dataOperations({ store, maker }: AppDeps): Operation[] {
  const { now } = maker;
  return [
    ...transferOperations({ store, maker }),
    ...leadOperations({ store, now }),
    ...settingsOperations({ store, now }),
  ];
}

function accessOperations({ store, maker: { now }, access }: AppDeps): Operation[] {
  return [
    ...sessionOperations(createSessionService(store, now), accessSettings(access ?? {})),
    ...keyOperations(createKeyService(store, now), now),
  ];
}
