/** The platform's text for a call that needs a scope which the execution does not have. */
import { ServiceError } from '../bridge/protocol';
import { listScopes } from './scopes';

export function refuse(method: string, scopes: readonly string[]): never {
  throw new ServiceError(
    `You do not have permission to call ${method}. Required permissions: ${listScopes(scopes)}`,
  );
}
