/** Who calls a web app: people of the spreadsheet sign in on a page of this machine, and a cookie remembers them. */
import type { EmulatorCore } from '../emulator';
import { escaped, formPage, redirectTo, refusal } from './answers';
import type { WebAppRequest, WebAppResponse } from './request';

const SIGN_IN = '/macros/sign-in';
const CONSENT = '/macros/consent';
const COOKIE = 'emulator_account';

export class Accounts {
  constructor(
    private readonly core: EmulatorCore,
    private readonly origin: () => string,
  ) {}

  /** null: nobody, or somebody who is not among the people. */
  callerOf({ account, cookie = '' }: WebAppRequest): string | null {
    const named = account ?? cookieIn(cookie);
    return named !== null && this.core.users.includes(named) ? named : null;
  }

  /** undefined: the request is none of these pages'. */
  answer(request: WebAppRequest): WebAppResponse | undefined {
    if (request.path !== SIGN_IN && request.path !== CONSENT) return undefined;
    const given = new URLSearchParams(request.method === 'POST' ? String(request.body ?? '') : request.query);
    const target = safePath(given.get('continue'));
    if (request.method === 'GET' && request.path === SIGN_IN) return this.signInPage(target);
    if (request.method !== 'POST') return refusal(405, 'Method Not Allowed');
    return request.path === SIGN_IN
      ? this.signIn(given.get('account') ?? '', target)
      : this.consent(request, target);
  }

  toSignIn({ path, query = '' }: WebAppRequest): WebAppResponse {
    const target = query === '' ? path : `${path}?${query}`;
    return redirectTo(`${this.origin()}${SIGN_IN}?continue=${encodeURIComponent(target)}`);
  }

  /** The caller has to allow the script first. */
  consentPage({ path, query = '' }: WebAppRequest, caller: string): WebAppResponse {
    const scopes = this.core.authorization.scopes().map((scope) => `<li>${escaped(scope)}</li>`);
    const target = query === '' ? path : `${path}?${query}`;
    return formPage(
      'Authorization needed',
      `<p>This app needs your permission to access your data, ${escaped(caller)}:</p><ul>${scopes.join('')}</ul>
       <form method="post" action="${CONSENT}"><input type="hidden" name="continue" value="${escaped(target)}"><button>Allow</button></form>`,
    );
  }

  private signInPage(target: string): WebAppResponse {
    const buttons = this.core.users.map(
      (email) => `<p><button name="account" value="${escaped(email)}">${escaped(email)}</button></p>`,
    );
    return formPage(
      'Sign in',
      `<form method="post" action="${SIGN_IN}"><input type="hidden" name="continue" value="${escaped(target)}">${buttons.join('')}</form>`,
    );
  }

  private signIn(account: string, target: string): WebAppResponse {
    if (!this.core.users.includes(account))
      return refusal(403, `${account} is not among the people of this spreadsheet.`);
    const cookie = `${COOKIE}=${encodeURIComponent(account)}; Path=/macros; HttpOnly; SameSite=Strict`;
    const { headers, ...answer } = redirectTo(this.origin() + target, 303);
    return { ...answer, headers: { ...headers, 'set-cookie': cookie } };
  }

  private consent(request: WebAppRequest, target: string): WebAppResponse {
    const caller = this.callerOf(request);
    if (caller === null) return this.toSignIn({ method: 'GET', path: target });
    this.core.authorization.grant(caller, 'all');
    return redirectTo(this.origin() + target, 303);
  }
}

/** Back to a web app of this machine, and nowhere else. */
function safePath(path: string | null): string {
  return path !== null && /^\/macros\/s\/[^\\\s]*$/.test(path) ? path : SIGN_IN;
}

function cookieIn(header: string): string | null {
  const found = header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${COOKIE}=`));
  try {
    return found === undefined ? null : decodeURIComponent(found.slice(COOKIE.length + 1));
  } catch {
    return null;
  }
}
