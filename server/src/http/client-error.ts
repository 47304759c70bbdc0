/** Answers what is no HTTP, has too many headers, or takes too long to come: as problem details, like every other error. */
import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError } from '../errors';
import { toProblemDetails } from './problem';

export function answerClientErrors(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }, response) => answers.set(socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket);
    // In the middle of another answer this one would be read as a part of it.
    const isBusy = answer !== undefined && answer.headersSent && !answer.writableFinished;
    if (isBusy || !socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else socket.end(toMessage(problemOf(error.code)), () => socket.destroy());
  });
}

function problemOf(code: string | undefined): ProblemError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemError(
        'headers_too_large',
        'The headers are larger than 16 KB. Send fewer or shorter ones.',
      );
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemError('request_timeout', 'The request took too long to come. Send it again.');
    default:
      return new ProblemError('invalid_request', 'This is no HTTP request that can be read. Correct it.');
  }
}

function toMessage(error: ProblemError): string {
  const problem = toProblemDetails(error);
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
