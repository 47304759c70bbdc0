/** Every operation of the API, in the order in which the reference lists them. */
import type { AppDeps } from './app';
import { healthOperations } from './http/health-operations';
import type { Operation } from './http/operation';
import { syncOperations } from './sync/operations';
import { taskOperations } from './tasks/operations';
import { createTaskService } from './tasks/service';

export function operationsOf(deps: AppDeps): Operation[] {
  return [
    ...taskOperations(createTaskService(deps)),
    ...syncOperations(deps),
    ...healthOperations(deps.store),
  ];
}
