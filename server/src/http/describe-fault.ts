/** What may be logged of an unforeseen error: its kind and place, never its message, which can quote people's data. */

export interface Fault {
  readonly name: string;
  readonly code?: string;
  readonly frames: readonly string[];
}

export function describeFault(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, ...(code !== undefined && { code }), frames: framesOf(error) };
}

function framesOf(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ')).slice(0, 10);
}
