/** How text is made harmless: one function for each language that a page may hold. */

/** Stands where a value would have been another thing than a value; Closure's templates print the same. */
export const REFUSED = 'zSoyz';

const entity = (character: string): string => `&#${character.codePointAt(0) ?? 0};`;
const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);
const jsEscape = (unit: string): string => {
  const code = unit.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, entity);
}

/** Without quotes around it a value ends at a blank. */
export function escapeUnquoted(text: string): string {
  return text.replace(/[^\p{L}\p{N}_.-]/gu, entity);
}

/** Inside quotes of any kind, template literals included. */
export function escapeScriptString(text: string): string {
  return text.replace(/[\p{Cc}\\'"`$<>&=\u2028\u2029]/gu, jsEscape);
}

/** Where a script expects a value, text is a string of its own. */
export function scriptValue(text: string): string {
  return `'${escapeScriptString(text)}'`;
}

export function escapeScriptRegExp(text: string): string {
  return text.replace(/[^\w ]/g, jsEscape);
}

export function escapeStyleString(text: string): string {
  return text.replace(/[^\p{L}\p{N}_ .-]/gu, (character) => `\\${hex(character)} `);
}

const STYLE_VALUE = /^(?:[\w#.,%! +-]|(?<=\b(?:rgb|rgba|hsl|hsla))\([\d.,%/ ]*\))*$/i;
const STYLE_CODE = /expression|binding|javascript|--/i;

/** Lengths, colours, words: nothing that could end the declaration or start another. */
export function filterStyleValue(text: string): string {
  return STYLE_VALUE.test(text) && !STYLE_CODE.test(text) ? text : REFUSED;
}

const HARMLESS_URL = /^\s*(?:(?:https?|mailto|ftp|tel|sms):|[^&:/?#]*(?:[/?#]|$))/i;
const IMAGE_DATA =
  /^data:image\/(?:bmp|gif|jpe?g|png|tiff|webp|x-icon|vnd\.microsoft\.icon);base64,[a-z0-9+/]*=*$/i;

/** What stands before in the same address decides: its scheme, or a query that the value is a part of. */
export function escapeUrl(before: string, text: string, isMedia: boolean): string {
  if (/[?#]/.test(before)) return encodePart(text);
  if (isMedia && before === '' && IMAGE_DATA.test(text)) return text;
  return HARMLESS_URL.test(before + text) ? normalizeUrl(text) : `#${REFUSED}`;
}

/** A percent sign stays, so that an address that was encoded is not encoded twice. */
function normalizeUrl(text: string): string {
  return text.replace(/[^\w\-.~!*:/?#@&=+$,;%[\]]/gu, encode);
}

function encodePart(text: string): string {
  return text.replace(/[^\w\-.~]/gu, encode);
}

/** Half of a surrogate pair has no bytes. */
function encode(character: string): string {
  const bytes = encodeURIComponent(/\p{Cs}/u.test(character) ? '\ufffd' : character);
  return bytes.length > 1 ? bytes : `%${hex(character)}`;
}

const ATTRIBUTE =
  /^(?!on|src|(?:action|archive|background|cite|classid|codebase|data|formaction|href|http-equiv|longdesc|poster|style|usemap)$)[\w$:-]*$/i;
const ELEMENT =
  /^(?!base$|iframe$|link$|meta$|no|object$|embed$|script$|style$|textarea$|title$|xmp$)[a-z0-9-]*$/i;

export const filterAttributeName = (before: string, text: string): string =>
  ATTRIBUTE.test(before + text) ? text : REFUSED;
export const filterElementName = (before: string, text: string): string =>
  ELEMENT.test(before + text) ? text : REFUSED;
