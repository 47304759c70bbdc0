/** Turns an error status into the platform's exception, unless the script muted it. */
import { ServiceError } from '../../bridge/protocol';
import type { PreparedRequest, WireResponse } from './types';

/** Where the text cuts the server's answer. */
const SHOWN_BODY = 100;

export function requireSuccess({ url, mute }: PreparedRequest, response: WireResponse): WireResponse {
  if (mute || response.code < 400) return response;
  const { text, code } = response;
  const shown = text.length > SHOWN_BODY ? `${text.slice(0, SHOWN_BODY)}...` : text;
  throw new ServiceError(
    `Request failed for ${url.origin} returned code ${code}. Truncated server response: ${shown} ` +
      '(use muteHttpExceptions option to examine full response)',
  );
}
