/** What each user has allowed the script, to look at and to change. */
import { describeScope } from '../authorization/scope-descriptions';
import type { UserAuthorization } from '../authorization/user-authorization';
import type { EmulatorCore } from '../emulator';

export function authorizationOf({ authorization, tokens }: EmulatorCore) {
  return {
    of: (user: string): UserAuthorization => ({
      user,
      required: authorization.isRequired(user),
      scopes: authorization.scopes().map((scope) => ({
        scope,
        description: describeScope(scope),
        granted: authorization.isGranted(user, scope),
      })),
    }),
    /** Whether the user has ever granted or taken back anything. */
    hasAnswered: (user: string): boolean => authorization.hasAnswered(user),
    /** @throws RangeError for a scope that the script does not ask for */
    grant: (user: string, grant: 'all' | readonly string[]): void => authorization.grant(user, grant),
    revoke: (user: string): void => authorization.revoke(user),
    /** What a token of `ScriptApp.getOAuthToken` speaks for, for a test's own server; null when it is none, or over. */
    readToken: (token: string) => tokens.readAccess(token),
    /** Verifies tokens of `ScriptApp.getIdentityToken`. */
    identityKey: () => tokens.publicKey,
  };
}
