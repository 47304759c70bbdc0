/** What the platform's front answers: redirects, error pages with status 200, and refusals before any script runs. */
import type { PortableOutput } from '../context/services/output';
import type { ExecutionReport } from '../runtime/report';
import type { EchoContent } from './echo-store';
import type { WebAppResponse } from './request';

const MIME_TYPES: Readonly<Record<string, string>> = {
  ATOM: 'application/atom+xml',
  CSV: 'text/csv',
  ICAL: 'text/calendar',
  JAVASCRIPT: 'text/javascript',
  JSON: 'application/json',
  RSS: 'application/rss+xml',
  TEXT: 'text/plain',
  VCARD: 'text/vcard',
  XML: 'text/xml',
};

export function redirectTo(location: string, status: 302 | 303 = 302): WebAppResponse {
  return { ...page(status, 'Moved Temporarily'), headers: { ...HTML, location } };
}

/** Says nothing of what happened to programs: it is a page for people, with status 200. */
export function errorPage({ status, error }: ExecutionReport): WebAppResponse {
  if (status === 'killed') return page(200, 'The script was ended.');
  const { name, message } = error ?? { name: 'Exception', message: 'Unknown error' };
  const missing = message.startsWith('Script function not found: ');
  return page(200, missing ? message : `${name}: ${message}`);
}

/** What the platform itself says, without any script. */
export function errorText(message: string): WebAppResponse {
  return page(200, `Exception: ${message}`);
}

export function withoutOutput(returned: unknown): WebAppResponse {
  const nothing = returned === undefined || returned === null;
  return page(
    200,
    nothing
      ? 'The script completed but did not return anything.'
      : 'The script completed but the returned value is not a supported return type.',
  );
}

type HtmlPage = Extract<PortableOutput, { kind: 'HtmlOutput' }>;

export function htmlPage(output: HtmlPage): WebAppResponse {
  const frames = output.framed ? {} : { 'x-frame-options': 'SAMEORIGIN' };
  return {
    status: 200,
    headers: { ...HTML, ...frames },
    body: `<!DOCTYPE html>${headOf(output)}${output.content}`,
  };
}

function headOf({ title, metaTags, faviconUrl }: HtmlPage): string {
  const tags = metaTags.map(
    ([name, content]) => `<meta name="${escaped(name)}" content="${escaped(content)}">`,
  );
  const icon = faviconUrl === null ? '' : `<link rel="icon" href="${escaped(faviconUrl)}">`;
  return [title === '' ? '' : `<title>${escaped(title)}</title>`, icon, ...tags].join('');
}

export function echoed({ mimeType, content, fileName }: EchoContent): WebAppResponse {
  const type = `${MIME_TYPES[mimeType] ?? 'text/plain'}; charset=utf-8`;
  const download =
    fileName === null
      ? {}
      : { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` };
  return { status: 200, headers: { 'content-type': type, ...download }, body: content };
}

/** A page of this machine's own, with a form. */
export function formPage(title: string, content: string): WebAppResponse {
  const head = `<!DOCTYPE html><html lang="en"><head><title>${escaped(title)}</title></head>`;
  return {
    status: 200,
    headers: { ...HTML, 'x-frame-options': 'DENY' },
    body: `${head}<body><h1>${escaped(title)}</h1>${content}</body></html>`,
  };
}

export function refusal(status: 403 | 404 | 405 | 413 | 500, text: string): WebAppResponse {
  return page(status, text);
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

function page(status: number, text: string): WebAppResponse {
  const title = status === 200 ? 'Error' : String(status);
  return {
    status,
    headers: HTML,
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${escaped(text)}</body></html>`,
  };
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
