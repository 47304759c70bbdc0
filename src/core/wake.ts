/** The "wake" message: the tracker's hint that something has changed. What makes one believable; what is signed, and when it is too old. */

export interface WakeMessage {
  /** Given once; a second message with the same id is a replay. */
  readonly id: string;
  /** Seconds since 1970, by the tracker's clock. */
  readonly timestamp: number;
  /** The spreadsheet it is meant for. */
  readonly source: string;
  /** `v1,` and the base64 of the HMAC-SHA256. */
  readonly signature: string;
}

/** Characters of a body, and of the id and the signature in it. */
const LONGEST = { body: 2_000, id: 200, signature: 200 } as const;
/** Seconds that the two clocks, and the way between them, may differ. */
export const WAKE_WINDOW = 300;

/** @returns null for anything that is no wake message; says nothing of why */
export function parseWake(body: string): WakeMessage | null {
  if (body.length > LONGEST.body) return null;
  const json = parseJson(body) as Partial<Record<keyof WakeMessage | 'type', unknown>> | null;
  if (typeof json !== 'object' || json === null || json.type !== 'wake') return null;
  const { id, timestamp, source, signature } = json;
  if (typeof id !== 'string' || id === '' || id.length > LONGEST.id) return null;
  if (typeof timestamp !== 'number' || !Number.isInteger(timestamp)) return null;
  if (typeof source !== 'string' || source === '') return null;
  if (typeof signature !== 'string' || signature.length > LONGEST.signature) return null;
  return { id, timestamp, source, signature };
}

/** What the tracker signs. An id with a dot could be read in two ways; with any secret it is still only its own message. */
export function signedText({ id, timestamp, source }: WakeMessage): string {
  return `${id}.${timestamp}.${source}`;
}

/** @param expected base64 of the HMAC-SHA256 over `signedText` */
export function isSigned({ signature }: WakeMessage, expected: string): boolean {
  return sameText(signature, `v1,${expected}`);
}

/** @param now milliseconds since 1970 */
export function isFresh({ timestamp }: WakeMessage, now: number): boolean {
  return Math.abs(now / 1_000 - timestamp) <= WAKE_WINDOW;
}

/** Takes as long whatever the first difference is; the length is no secret. */
function sameText(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < right.length; index += 1)
    difference |= left.charCodeAt(index % Math.max(1, left.length)) ^ right.charCodeAt(index);
  return difference === 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
