/** Tokens that ScriptApp gives out: who holds one can find out here what it stands for, and nowhere else. */
import {
  createHash,
  createHmac,
  createSign,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { Authorization } from '../authorization/authorization';
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Execution } from '../runtime/execution';
import { defineHandlers } from './define';

export interface TokenDeps {
  readonly now: () => number;
  readonly authorization: Authorization;
}

/** What an access token speaks for. */
export interface AccessToken {
  readonly user: string;
  readonly scopes: readonly string[];
}

/** What a script wants to be called back with. */
export interface StateRequest {
  readonly method: string;
  readonly args: Readonly<Record<string, string>>;
  readonly seconds: number;
}

export interface StateToken extends StateRequest {
  readonly user: string;
}

interface Sealed {
  readonly kind: 'access' | 'state';
  readonly until: number;
  readonly content: unknown;
}

const ACCESS_MS = 60 * 60_000;
const LONGEST_STATE_SECONDS = 3_600;
const CLIENT = '000000000000-local.apps.googleusercontent.com';
const PREFIX = 'https://www.googleapis.com/auth/';

export class Tokens {
  /** A new one each time: nobody outside can make a token, and none outlives the emulator. */
  private readonly secret = randomBytes(32);
  private keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

  constructor(private readonly deps: TokenDeps) {}

  handlers(): HandlerTable {
    return defineHandlers({
      'ScriptApp.getOAuthToken': ({ effectiveUser }: Execution) => this.access(effectiveUser),
      'ScriptApp.getIdentityToken': ({ effectiveUser }: Execution) => this.identity(effectiveUser),
      'ScriptApp.invalidateAuth': ({ effectiveUser }: Execution) =>
        this.deps.authorization.revoke(effectiveUser),
      'StateTokenBuilder.createToken': ({ effectiveUser }: Execution, request: StateRequest) =>
        this.state(effectiveUser, request),
    });
  }

  /** null: not given out here, over, or its person has taken the authorisation back. */
  readAccess(token: string): AccessToken | null {
    const read = this.open('access', token.replace(/^ya29\./, '')) as AccessToken | null;
    if (read === null) return null;
    const scopes = read.scopes.filter((scope) => this.deps.authorization.isGranted(read.user, scope));
    return scopes.length > 0 || read.scopes.length === 0 ? { ...read, scopes } : null;
  }

  readState(token: string): StateToken | null {
    return this.open('state', token) as StateToken | null;
  }

  /** Verifies identity tokens. */
  get publicKey(): KeyObject {
    return this.keyPair.publicKey;
  }

  private access(user: string): string {
    return `ya29.${this.seal('access', ACCESS_MS, { user, scopes: this.granted(user) })}`;
  }

  private granted(user: string): readonly string[] {
    const { authorization } = this.deps;
    return authorization.scopes().filter((scope) => authorization.isGranted(user, scope));
  }

  private state(user: string, request: StateRequest): string {
    const { seconds } = request;
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_STATE_SECONDS)
      throw new ServiceError('Invalid argument: seconds');
    return this.seal('state', seconds * 1_000, { ...request, user });
  }

  /** A JSON Web Token; null unless the manifest asks for `openid` and the person has granted it. */
  private identity(user: string): string | null {
    const scopes = this.granted(user);
    if (!scopes.includes('openid')) return null;
    const seconds = Math.floor(this.deps.now() / 1_000);
    const claims = {
      ...{ iss: 'https://accounts.google.com', azp: CLIENT, aud: CLIENT, sub: subjectOf(user) },
      ...(scopes.includes(`${PREFIX}userinfo.email`) && { email: user, email_verified: true }),
      ...(scopes.includes(`${PREFIX}userinfo.profile`) && { name: user.split('@')[0] }),
      ...{ iat: seconds, exp: seconds + ACCESS_MS / 1_000 },
    };
    const signed = [{ alg: 'RS256', kid: 'local', typ: 'JWT' }, claims].map(encoded).join('.');
    const signature = createSign('RSA-SHA256').update(signed).sign(this.keyPair.privateKey, 'base64url');
    return `${signed}.${signature}`;
  }

  private get keyPair() {
    return (this.keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
  }

  private seal(kind: Sealed['kind'], lastsMs: number, content: unknown): string {
    const sealed: Sealed = { kind, until: this.deps.now() + lastsMs, content };
    const text = encoded(sealed);
    return `${text}.${this.sign(text)}`;
  }

  private open(kind: Sealed['kind'], token: string): unknown {
    const [text = '', signature] = token.split('.');
    if (signature !== this.sign(text)) return null;
    const sealed = JSON.parse(Buffer.from(text, 'base64url').toString()) as Sealed;
    return sealed.kind === kind && this.deps.now() < sealed.until ? sealed.content : null;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Twenty-one digits, the same for one person each time. */
function subjectOf(user: string): string {
  const number = BigInt(`0x${createHash('sha256').update(user).digest('hex').slice(0, 16)}`);
  return `1${String(number).padStart(20, '0')}`;
}
