/** HtmlService: pages for sidebars, dialogs and web apps, and their templates. */
import type { HostCall } from '../../bridge/protocol';
import { EnumValue, Facade, enumOf } from '../facade';
import { exception, requireSignature, signatureError, type Accepts } from '../signature';
import { BlobFacade, blobOf } from './blob';
import { utf8 } from './bytes';
import { PagePosition } from './html-escaping/page-position';
import { runTemplate, TemplateOutput, templateCode } from './html-template';
import { registerOutput } from './output';

type Html = GoogleAppsScript.HTML.HtmlService;
const SandboxMode = enumOf('HtmlService.SandboxMode', ['EMULATED', 'IFRAME', 'NATIVE'] as const);
const XFrameOptionsMode = enumOf('HtmlService.XFrameOptionsMode', ['ALLOWALL', 'DEFAULT'] as const);

const mode: Accepts = (value) => value instanceof EnumValue;
/** Those that may be set; others belong into the page itself. */
const META_TAGS = [
  'apple-mobile-web-app-capable',
  'google-site-verification',
  'mobile-web-app-capable',
  'viewport',
];

export interface HtmlOutputFacade extends GoogleAppsScript.HTML.HtmlOutput {}
export class HtmlOutputFacade extends Facade {
  readonly #host: HostCall;
  readonly #tags: [string, string][] = [];
  #content: string;
  #title = '';
  #width: number | null = null;
  #height: number | null = null;
  #favicon: string | null = null;
  #framed = false;

  constructor(host: HostCall, content: string) {
    super('HtmlOutput', 'HtmlService');
    this.#host = host;
    this.#content = content;
    registerOutput(this, () => ({
      kind: 'HtmlOutput',
      content: this.#content,
      title: this.#title,
      metaTags: this.#tags,
      faviconUrl: this.#favicon,
      framed: this.#framed,
    }));
  }

  addMetaTag(name: string, content: string): this {
    if (!META_TAGS.includes(String(name)))
      throw exception('The meta tag you specified is not allowed in this context.');
    this.#tags.push([String(name), String(content)]);
    return this;
  }
  append(addedContent: string): this {
    this.#content += String(addedContent);
    return this;
  }
  /** Escaped for the place where the content ends, e.g. inside a script. */
  appendUntrusted(addedContent: string): this {
    const position = new PagePosition();
    position.write(this.#content);
    return this.append(position.print(String(addedContent)));
  }
  asTemplate(): HtmlTemplateFacade {
    return new HtmlTemplateFacade(this.#host, this.#content);
  }
  clear(): this {
    return this.setContent('');
  }
  getBlob(): BlobFacade {
    return new BlobFacade(this.#host, utf8(this.#content), 'text/html', null);
  }
  getAs(contentType: string): BlobFacade {
    return this.getBlob().getAs(contentType);
  }
  getContent(): string {
    return this.#content;
  }
  getFaviconUrl(): string {
    return this.#favicon as string;
  }
  /** null unless set, which the published type leaves out. */
  getHeight(): number {
    return this.#height as number;
  }
  getWidth(): number {
    return this.#width as number;
  }
  getTitle(): string {
    return this.#title;
  }
  getMetaTags(): GoogleAppsScript.HTML.HtmlOutputMetaTag[] {
    return this.#tags.map(([name, content]) => ({ getName: () => name, getContent: () => content }));
  }
  setContent(content: string): this {
    this.#content = String(content);
    return this;
  }
  setFaviconUrl(iconUrl: string): this {
    this.#favicon = String(iconUrl);
    return this;
  }
  setHeight(height: number): this {
    this.#height = height;
    return this;
  }
  setWidth(width: number): this {
    this.#width = width;
    return this;
  }
  setTitle(title: string): this {
    this.#title = String(title);
    return this;
  }
  /** IFRAME is the only mode there is. */
  setSandboxMode(...args: [mode: unknown]): this {
    requireSignature('HtmlService.HtmlOutput.setSandboxMode', args, [mode]);
    return this;
  }
  /** Whether a web app's page may be framed; dialogs and sidebars do not ask. */
  setXFrameOptionsMode(...args: [mode: unknown]): this {
    requireSignature('HtmlService.HtmlOutput.setXFrameOptionsMode', args, [mode]);
    this.#framed = args[0] === XFrameOptionsMode.ALLOWALL;
    return this;
  }
}

/** Properties that the script sets are the template's variables. */
export interface HtmlTemplateFacade extends GoogleAppsScript.HTML.HtmlTemplate {}
export class HtmlTemplateFacade extends Facade {
  readonly #host: HostCall;
  readonly #source: string;

  constructor(host: HostCall, source: string) {
    super('HtmlTemplate', 'HtmlService');
    this.#host = host;
    this.#source = source;
  }

  evaluate(): HtmlOutputFacade {
    const service = new HtmlServiceFacade(this.#host);
    return runTemplate(this.#source, { ...this }, service) as HtmlOutputFacade;
  }
  getCode(): string {
    return templateCode(this.#source);
  }
  getRawContent(): string {
    return this.#source;
  }
}

export interface HtmlServiceFacade extends Html {}
export class HtmlServiceFacade extends Facade {
  readonly SandboxMode = SandboxMode as unknown as Html['SandboxMode'];
  readonly XFrameOptionsMode = XFrameOptionsMode as unknown as Html['XFrameOptionsMode'];
  readonly #host: HostCall;

  constructor(host: HostCall) {
    super('HtmlService');
    this.#host = host;
  }

  createHtmlOutput(...args: [html?: unknown]): HtmlOutputFacade {
    return new HtmlOutputFacade(this.#host, args.length === 0 ? '' : contentOf('createHtmlOutput', args[0]));
  }
  createHtmlOutputFromFile(filename: string): HtmlOutputFacade {
    return new HtmlOutputFacade(this.#host, this.#file(filename));
  }
  createTemplate(html: unknown): HtmlTemplateFacade {
    return new HtmlTemplateFacade(this.#host, contentOf('createTemplate', html));
  }
  createTemplateFromFile(filename: string): HtmlTemplateFacade {
    return new HtmlTemplateFacade(this.#host, this.#file(filename));
  }
  /** Not published, but what the published code of templates begins with. */
  initTemplate(): TemplateOutput<HtmlOutputFacade> {
    return new TemplateOutput((content) => new HtmlOutputFacade(this.#host, content));
  }

  #file(name: string): string {
    return this.#host('HtmlService.getFile', [String(name)]) as string;
  }
}

function contentOf(method: string, source: unknown): string {
  if (typeof source === 'string') return source;
  const blob = blobOf(source);
  if (!blob) throw signatureError(`HtmlService.${method}`, [source]);
  return blob.getDataAsString();
}
