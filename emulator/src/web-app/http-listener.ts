/** Serves a web app to node:http: reads the body, lets every request header but the content type fall, writes the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusal } from './answers';
import type { WebAppRequest, WebAppResponse } from './request';

export type HttpListener = (request: IncomingMessage, response: ServerResponse) => void;

/** @param largestBody bytes */
export function httpListener(
  handle: (request: WebAppRequest) => Promise<WebAppResponse>,
  largestBody: number,
): HttpListener {
  return (request, response) => {
    const answer = (given: WebAppResponse): void => write(request, response, given);
    readBody(request, largestBody)
      .then((body) => (body === null ? refusal(413, 'Too Large') : handle(requestOf(request, body))))
      .then(answer, () => answer(refusal(500, 'Internal Server Error')));
  };
}

function requestOf({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): WebAppRequest {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const { 'content-type': contentType = '', cookie = '' } = headers;
  return { method, path, query, body, contentType, cookie };
}

/** @returns null for a body that is larger than the limit */
async function readBody(request: IncomingMessage, largest: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function write(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: WebAppResponse,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': bytes.length, 'cache-control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
