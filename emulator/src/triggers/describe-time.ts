/** A moment as the platform's mails write it: `1/31/24 9:05 AM`. */

export function describeTime(time: number, timeZone: string): string {
  const parts = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat('en-US', parts)
    .format(time)
    .replace(',', '')
    .replace(/\u202f/g, ' ');
}
