/** Keeps a link that came with the data from being a script. */

/** @returns the address when it is one of the web, else null */
export function safeUrl(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}
