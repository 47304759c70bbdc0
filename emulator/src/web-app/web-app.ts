/** The script as a web app: requests become executions of doGet and doPost, answers are fetched in a second request. */
import type { PortableOutput } from '../context/services/output';
import type { EmulatorCore } from '../emulator';
import type { ExecutionReport } from '../runtime/report';
import { echoed, errorPage, htmlPage, redirectTo, refusal, withoutOutput } from './answers';
import { execPath, type Deployment } from './deployment';
import { EchoStore } from './echo-store';
import { httpListener, type HttpListener } from './http-listener';
import { eventOf, hasReservedParameter, type WebAppRequest, type WebAppResponse } from './request';

const ECHO = '/macros/echo';
const SIGN_IN = 'https://accounts.google.com/ServiceLogin';

export class WebApp {
  private readonly echo = new EchoStore();
  /** Where this machine serves it, e.g. `http://127.0.0.1:3000`; '' makes redirects relative. */
  private origin = '';
  /** For a node:http server, or mounted in another program at its root. */
  readonly listener: HttpListener;

  constructor(private readonly core: EmulatorCore) {
    this.listener = httpListener((request) => this.handle(request), core.limits.fetchBody);
  }

  /** What `ScriptApp.getService().getUrl()` gives; null = not deployed. */
  get url(): string | null {
    return this.core.webAppUrl;
  }

  /** Deploys it at this origin. @returns its address, or null when the manifest has no `webapp` section */
  serveAt(origin: string): string | null {
    const deployment = this.core.deployment;
    if (deployment === null) return null;
    this.origin = origin;
    this.core.webAppUrl = origin + execPath(deployment.id);
    return this.core.webAppUrl;
  }

  /** Takes it back: from now on the address does not exist. */
  undeploy(): void {
    this.core.webAppUrl = null;
  }

  async handle(request: WebAppRequest): Promise<WebAppResponse> {
    if (request.path === ECHO) return this.answerEcho(request);
    const deployment = this.url === null ? null : this.core.deployment;
    const exec = deployment === null ? null : execPath(deployment.id);
    if (deployment === null || (request.path !== exec && !request.path.startsWith(`${exec}/`)))
      return refusal(
        404,
        'Sorry, unable to open the file at present. Please check the address and try again.',
      );
    return refused(request, deployment) ?? this.run(request, request.path.slice(exec?.length).slice(1));
  }

  private async run(request: WebAppRequest, pathInfo: string): Promise<WebAppResponse> {
    const report = (await this.core.start({
      functionName: request.method === 'POST' ? 'doPost' : 'doGet',
      entry: 'webapp',
      effectiveUser: this.core.owner,
      activeUser: '',
      args: [eventOf(request, pathInfo)],
    }).done) as ExecutionReport;
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

/** A refusal before the script hears of the request. */
function refused(request: WebAppRequest, { anonymous }: Deployment): WebAppResponse | null {
  if (request.method === 'HEAD') return refusal(403, 'Forbidden');
  const allowed = request.method === 'GET' || request.method === 'POST';
  if (!allowed || hasReservedParameter(request)) return refusal(405, 'Method Not Allowed');
  return anonymous ? null : redirectTo(`${SIGN_IN}?continue=${encodeURIComponent(request.path)}`);
}

function asOutput(value: unknown): PortableOutput | null {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return kind === 'TextOutput' || kind === 'HtmlOutput' ? (value as PortableOutput) : null;
}
