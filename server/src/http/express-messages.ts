/**
 * Requests and answers that are Express's from the start. Otherwise Express changes the prototypes of both in every request, whereupon V8
 * gives each of them a shape of its own, and whoever reads or writes one of their members has to search: more than half of the time of
 * a small request.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';

/** For `createServer`, in place of Node's own. */
export interface Messages {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: typeof ServerResponse<IncomingMessage>;
}

/** They belong to this application: call it once, when its prototypes have what they shall have. */
export function expressMessages(app: Express): Messages {
  class ExpressRequest extends IncomingMessage {}
  class ExpressResponse extends ServerResponse {}
  Object.setPrototypeOf(ExpressRequest.prototype, app.request);
  Object.setPrototypeOf(ExpressResponse.prototype, app.response);
  // What Express compares with: it finds nothing to change.
  Object.assign(app, { request: ExpressRequest.prototype, response: ExpressResponse.prototype });
  return { IncomingMessage: ExpressRequest, ServerResponse: ExpressResponse };
}
