/** Sends a wake to a sheet's web app: signed in the body, because an Apps Script sees no headers, and with that platform's redirect. */
import { createHmac } from 'node:crypto';
import { failed, type Outcome } from './delivery-error';
import { sendRequest, type ReceivedAnswer, type SendOptions } from './send-request';
import { USER_AGENT, type Message } from './send-webhook';

/** Where Apps Script keeps the answer of a web app. */
const CONTENT_HOST = /(^|\.)googleusercontent\.com$/;

/** The script answers `{"ok":true}`. Its errors come as HTML with status 200, so a status alone says nothing. */
export async function sendWake(message: Message, now: Date, options: SendOptions): Promise<Outcome> {
  const url = new URL(message.endpoint.url);
  const first = await sendRequest(
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT },
      body: wakeBody(message, now),
    },
    options,
  );
  if (first.status === 410) return { kind: 'gone', status: first.status };
  if (!isRedirect(first)) return outcomeOf(first);
  const next = contentAddress(first, url);
  if (next === null) return failed('redirect', first.status);
  // doPost has run by now; with GET its answer is fetched, and a second POST would be refused there.
  const answer = { method: 'GET', url: next, headers: { 'user-agent': USER_AGENT } } as const;
  return outcomeOf(await sendRequest(answer, options));
}

/** Each attempt has an id of its own: the script takes one that it has seen for a replay, also when its run then failed. */
function wakeBody({ endpoint, delivery }: Message, now: Date): string {
  const id = `${delivery.event_id}_${delivery.attempts + 1}`;
  const timestamp = Math.floor(now.getTime() / 1_000);
  const source = endpoint.source ?? '';
  const mac = createHmac('sha256', endpoint.secret).update(`${id}.${timestamp}.${source}`, 'utf8');
  return JSON.stringify({ type: 'wake', id, timestamp, source, signature: `v1,${mac.digest('base64')}` });
}

function isRedirect({ status }: ReceivedAnswer): boolean {
  return status === 302 || status === 303;
}

/** @returns null for a redirect that leads anywhere but to the script's answer */
function contentAddress({ headers }: ReceivedAnswer, from: URL): URL | null {
  const location = headers.location ?? '';
  if (!URL.canParse(location, from.href)) return null;
  const to = new URL(location, from);
  if (to.protocol !== from.protocol || to.username !== '' || to.password !== '') return null;
  return to.host === from.host || CONTENT_HOST.test(to.hostname) ? to : null;
}

function outcomeOf({ status, text }: ReceivedAnswer): Outcome {
  if (status < 200 || status >= 300) return failed('unexpected_status', status);
  return isConfirmed(text) ? { kind: 'accepted', status } : failed('not_confirmed', status);
}

function isConfirmed(text: string): boolean {
  try {
    return (JSON.parse(text) as { ok?: unknown } | null)?.ok === true;
  } catch {
    return false;
  }
}
