/** Who runs the script and where: Session, and the facts about its users that triggers and events share. */
import { createHash } from 'node:crypto';
import type { HandlerTable } from '../bridge/host';
import type { Execution } from '../runtime/execution';
import { defineHandlers } from './define';

export interface SessionDeps {
  readonly timeZone: () => string;
  /** The active user's language, e.g. `en`. */
  readonly locale: (user: string) => string;
}

export function sessionHandlers({ timeZone, locale }: SessionDeps): HandlerTable {
  return defineHandlers({
    'Session.getActiveUser': ({ activeUser }: Execution) => activeUser,
    'Session.getEffectiveUser': ({ effectiveUser }: Execution) => effectiveUser,
    'Session.getScriptTimeZone': () => timeZone(),
    'Session.getActiveUserLocale': ({ effectiveUser }: Execution) => locale(effectiveUser).slice(0, 2),
    'Session.getTemporaryActiveUserKey': ({ activeUser, effectiveUser }: Execution) =>
      createHash('sha256')
        .update(activeUser || effectiveUser)
        .digest('base64'),
  });
}
