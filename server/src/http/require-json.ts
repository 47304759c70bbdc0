/** Reads a JSON body of at most 1 MB, and refuses any other content type before it is read. */
import express, { type RequestHandler } from 'express';
import { ProblemError } from '../errors';

const BODY_LIMIT_BYTES = 1_048_576;

const readBody = express.json({
  limit: BODY_LIMIT_BYTES,
  strict: false,
  type: () => true,
  // The body parser would read no bytes as `{}`, which is a valid change of nothing.
  verify: (_request, _response, bytes) => {
    if (bytes.length === 0) throw emptyBody();
  },
});

/** @param types the accepted content types, e.g. `application/json` */
export function requireJson(...types: readonly string[]): RequestHandler[] {
  return [refuseOtherTypes(types), refuseLargeBody, readBody, refuseEmptyBody];
}

function refuseOtherTypes(types: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    // Not `request.is`: it answers null for an empty body, whatever its type.
    const sent = (request.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (types.includes(sent)) {
      next();
      return;
    }
    const names = types.join(' or ');
    const headers = { [request.method === 'PATCH' ? 'Accept-Patch' : 'Accept-Post']: types.join(', ') };
    next(
      new ProblemError('unsupported_media_type', `Send the body as JSON with Content-Type: ${names}.`, {
        headers,
      }),
    );
  };
}

/** The body parser would read all of it before it refuses it. */
const refuseLargeBody: RequestHandler = (request, _response, next) => {
  const length = Number(request.headers['content-length'] ?? 0);
  next(length > BODY_LIMIT_BYTES ? tooLarge() : undefined);
};

export function tooLarge(): ProblemError {
  return new ProblemError('too_large', 'The body is larger than 1 MB. Send it in smaller parts.');
}

/** A request without length and chunks has no body to parse. */
const refuseEmptyBody: RequestHandler = (request, _response, next) => {
  next(request.body === undefined ? emptyBody() : undefined);
};

function emptyBody(): ProblemError {
  return new ProblemError('malformed_json', 'The body is empty. Send a JSON object.');
}
