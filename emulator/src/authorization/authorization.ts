/** What each person has allowed the script to do: all of it from the start, or what they granted when they were asked. */

export interface AuthorizationDeps {
  /** `granted`: everybody has allowed everything until they take it back. `ask`: nobody has allowed anything yet. */
  readonly mode: 'granted' | 'ask';
  /** What the script asks for now. */
  readonly scopes: () => readonly string[];
  readonly changed: (user: string) => void;
}

/** A person's answer to the consent screen: what it listed, and what they ticked. */
interface Consent {
  readonly offered: readonly string[];
  readonly granted: readonly string[];
}

export type AuthorizationSnapshot = readonly (readonly [user: string, consent: Consent | null])[];

/** What an execution says that may not start; the platform's text. */
export const AUTHORIZATION_REQUIRED =
  'Authorization is required to perform that action. Please run the script again to authorize it.';

/** A person has to allow the script first; then they choose again what they wanted to do. */
export class AuthorizationRequiredError extends Error {
  override readonly name = 'AuthorizationRequiredError';

  constructor(readonly user: string) {
    super(`${user} has to allow this script to run first. Grant its permissions, then choose again.`);
  }
}

export class Authorization {
  /** null: taken back. */
  private consents = new Map<string, Consent | null>();

  constructor(private readonly deps: AuthorizationDeps) {}

  /** The person has not answered for the scopes that the script asks for now. */
  isRequired(user: string): boolean {
    const consent = this.consents.get(user);
    if (consent === undefined) return this.deps.mode === 'ask';
    return consent === null || this.deps.scopes().some((scope) => !consent.offered.includes(scope));
  }

  /** The person has said yes or no, once. */
  hasAnswered(user: string): boolean {
    return this.consents.has(user);
  }

  isGranted(user: string, scope: string): boolean {
    const consent = this.consents.get(user);
    if (consent === undefined) return this.deps.mode === 'granted';
    return consent?.granted.includes(scope) ?? false;
  }

  /** Everything that the script asks for is granted. */
  isComplete(user: string): boolean {
    return !this.isRequired(user) && this.deps.scopes().every((scope) => this.isGranted(user, scope));
  }

  scopes(): readonly string[] {
    return this.deps.scopes();
  }

  /** @throws RangeError for a scope that the script does not ask for */
  grant(user: string, grant: 'all' | readonly string[]): void {
    const offered = this.deps.scopes();
    const granted = grant === 'all' ? offered : grant;
    const stray = granted.find((scope) => !offered.includes(scope));
    if (stray !== undefined) throw new RangeError(`The script does not ask for ${stray}`);
    this.consents.set(user, { offered: [...offered], granted: [...granted] });
    this.deps.changed(user);
  }

  /** As on the account's page of connected apps: from now on nothing of this person's runs but simple triggers. */
  revoke(user: string): void {
    this.consents.set(user, null);
    this.deps.changed(user);
  }

  /** @throws AuthorizationRequiredError */
  require(user: string): void {
    if (this.isRequired(user)) throw new AuthorizationRequiredError(user);
  }

  toSnapshot(): AuthorizationSnapshot {
    return structuredClone([...this.consents]);
  }

  restore(snapshot: AuthorizationSnapshot): void {
    this.consents = new Map(structuredClone(snapshot));
  }
}
