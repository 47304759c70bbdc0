/** `String(value)` for values of any kind: what the platform does with arguments that should be text. */
export function asText(value: unknown): string {
  return typeof value === 'symbol' ? value.toString() : `${value as string}`;
}
