/** Keeps keys, mail addresses and lead texts out of log lines. */

const MAIL = /[^\s"'<>@:;,()]+@[^\s"'<>@:;,()]+/g;

/** @param secrets texts that must not appear: the key, and what the request said about leads */
export function redact(text: string, secrets: readonly string[] = []): string {
  const cleaned = secrets
    .flatMap((secret) => [secret, inJson(secret), inJson(inJson(secret)), html(secret)])
    .filter((secret) => secret.length >= 2)
    .sort((left, right) => right.length - left.length)
    .reduce((line, secret) => line.split(secret).join('[…]'), text);
  return cleaned.replace(MAIL, '[mail address]');
}

/** Within a string of JSON; twice for the state, which is JSON within JSON. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function html(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const LEAD_TEXTS = ['title', 'notes', 'lead_id', 'lead'];
/** Of the wake hook: who knows its secret can send wakes, and its address is nobody else's affair. */
const HOOK_TEXTS = ['url', 'secret'];

/** What a request body says about leads; a server or proxy may echo any of it in its error page. */
export function leadTextsOf(body: string | undefined): string[] {
  const texts = new Set<string>();
  if (body !== undefined) collect(JSON.parse(body), texts);
  return [...texts];
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === 'string' && HOOK_TEXTS.includes(name)) texts.add(item);
    else if (typeof item === 'string' && LEAD_TEXTS.includes(name))
      [item, item.replace(/^[^:]*: /, '')].forEach((text) => texts.add(text));
    else if (typeof item === 'string' && name === 'state' && item.startsWith('{'))
      collect(JSON.parse(item), texts);
    else collect(item, texts);
  }
}
