/** The script as a web app: requests become executions of doGet and doPost, answers are fetched in a second request. */
import type { PortableOutput } from '../context/services/output';
import type { EmulatorCore } from '../emulator';
import type { ExecutionReport } from '../runtime/report';
import { Rate } from '../services/rate';
import { Accounts } from './accounts';
import { echoed, errorPage, errorText, htmlPage, redirectTo, refusal, withoutOutput } from './answers';
import { devPath, execPath, mayCall, needsAccount, type Deployment } from './deployment';
import { EchoStore } from './echo-store';
import { httpListener, type HttpListener } from './http-listener';
import { eventOf, hasReservedParameter, type WebAppRequest, type WebAppResponse } from './request';
import { answerUserCallback, isUserCallback } from './user-callback';
import { Versions, type ScriptVersion } from './versions';

const ECHO = '/macros/echo';
const NOT_THERE = 'Sorry, unable to open the file at present. Please check the address and try again.';

const TOO_MANY_CALLS =
  'Service invoked too many times in a short time: exec qps. Try Utilities.sleep(1000) between calls.';

/** Which address was asked, by whom. */
interface Call {
  readonly request: WebAppRequest;
  readonly deployment: Deployment;
  /** `/dev`: what was loaded last, for those who may edit the script. */
  readonly isTest: boolean;
  readonly pathInfo: string;
  readonly caller: string | null;
}

export class WebApp {
  private readonly echo = new EchoStore();
  private readonly accounts: Accounts;
  private readonly programs: Versions;
  private readonly calls: Rate;
  /** Where this machine serves it, e.g. `http://127.0.0.1:3000`; '' makes redirects relative. */
  private origin = '';
  /** For a node:http server, or mounted in another program at its root. */
  readonly listener: HttpListener;

  constructor(private readonly core: EmulatorCore) {
    this.listener = httpListener((request) => this.handle(request), core.limits.fetchBody);
    this.calls = new Rate(() => core.clock.now());
    this.accounts = new Accounts(core, () => this.origin);
    this.programs = new Versions(
      () => core.program,
      () => core.clock.now(),
    );
  }

  /** What `ScriptApp.getService().getUrl()` gives; null = not deployed. */
  get url(): string | null {
    return this.core.webAppUrl;
  }

  /** Runs what was loaded last, for people who may edit the script; null = not deployed. */
  get devUrl(): string | null {
    const { deployment } = this.core;
    return this.url === null || deployment === null ? null : this.origin + devPath(deployment);
  }

  /** Deploys it at this origin, with what was loaded last. @returns its address, or null when the manifest has no `webapp` section */
  serveAt(origin: string): string | null {
    const { deployment } = this.core;
    if (deployment === null) return null;
    this.origin = origin;
    this.core.webAppUrl = origin + execPath(deployment);
    this.programs.deploy();
    return this.core.webAppUrl;
  }

  /** Takes it back: from now on the address does not exist. */
  undeploy(): void {
    this.core.webAppUrl = null;
  }

  /** Oldest first. */
  get versions(): readonly ScriptVersion[] {
    return this.programs.list;
  }

  /** The number of the version that callers of `/exec` get. */
  get deployedVersion(): number | null {
    return this.programs.deployed;
  }

  /** Keeps what was loaded last as a version, without deploying it. @throws Error beyond 200 versions */
  createVersion(description?: string): ScriptVersion {
    return this.programs.create(description);
  }

  /** Gives callers another version: a new one of what was loaded last, or an earlier one. @throws Error for one that is not there */
  deploy(version?: number): ScriptVersion {
    return this.programs.deploy(version);
  }

  async handle(request: WebAppRequest): Promise<WebAppResponse> {
    if (request.path === ECHO) return this.answerEcho(request);
    if (isUserCallback(request))
      return answerUserCallback(this.core, request, (report) => this.resultOf(report));
    const account = this.accounts.answer(request);
    if (account) return account;
    const call = this.callOf(request);
    if (call === null) return refusal(404, NOT_THERE);
    const busy = () =>
      this.calls.take('', this.core.limits.webAppCallsPerSecond) ? null : errorText(TOO_MANY_CALLS);
    return this.refused(call) ?? busy() ?? this.run(call);
  }

  private callOf(request: WebAppRequest): Call | null {
    const { deployment } = this.core;
    if (this.url === null || deployment === null) return null;
    for (const path of [execPath(deployment), devPath(deployment)]) {
      if (request.path !== path && !request.path.startsWith(`${path}/`)) continue;
      const isTest = path === devPath(deployment);
      const pathInfo = request.path.slice(path.length + 1);
      return { request, deployment, isTest, pathInfo, caller: this.accounts.callerOf(request) };
    }
    return null;
  }

  /** A refusal before the script hears of the request. */
  private refused({ request, deployment, isTest, caller }: Call): WebAppResponse | null {
    if (request.method === 'HEAD') return refusal(403, 'Forbidden');
    const allowed = request.method === 'GET' || request.method === 'POST';
    if (!allowed || hasReservedParameter(request)) return refusal(405, 'Method Not Allowed');
    if (!isTest && !needsAccount(deployment)) return null;
    if (caller === null) return this.accounts.toSignIn(request);
    const { people, owner, authorization } = this.core;
    if (isTest ? !people.mayEdit(caller) : !mayCall(deployment, caller, owner))
      return refusal(403, NOT_THERE);
    const asks = deployment.asCaller && authorization.isRequired(caller);
    return asks ? this.accounts.consentPage(request, caller) : null;
  }

  private async run({ request, deployment, isTest, pathInfo, caller }: Call): Promise<WebAppResponse> {
    const { owner, executions } = this.core;
    const effectiveUser = deployment.asCaller ? (caller ?? owner) : owner;
    const report = (await executions.start({
      functionName: request.method === 'POST' ? 'doPost' : 'doGet',
      entry: 'webapp',
      effectiveUser,
      // The owner is not told who calls, unless it is the owner.
      activeUser: caller === effectiveUser ? effectiveUser : '',
      args: [eventOf(request, pathInfo)],
      ...(isTest ? {} : { program: this.programs.program }),
    }).done) as ExecutionReport;
    return this.resultOf(report);
  }

  private resultOf(report: ExecutionReport): WebAppResponse {
    return report.status === 'completed' ? this.answer(report.returnValue) : errorPage(report);
  }

  private answer(returned: unknown): WebAppResponse {
    const output = asOutput(returned);
    if (output === null) return withoutOutput(returned);
    if (output.kind === 'HtmlOutput') return htmlPage(output);
    return redirectTo(`${this.origin}${ECHO}?user_content_key=${this.echo.keep(output)}`);
  }

  /** Content lies there for one GET; a client that repeats its POST at the new place is turned away. */
  private answerEcho({ method, query = '' }: WebAppRequest): WebAppResponse {
    if (method !== 'GET') return refusal(405, 'Method Not Allowed');
    const content = this.echo.take(new URLSearchParams(query).get('user_content_key') ?? '');
    return content === undefined ? refusal(404, 'Not Found') : echoed(content);
  }
}

function asOutput(value: unknown): PortableOutput | null {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return kind === 'TextOutput' || kind === 'HtmlOutput' ? (value as PortableOutput) : null;
}
