/** Who sits before this window: `/?user=<email>`, or the owner. Fixed until the page is loaded again. */
import { computed } from '@preact/signals';
import { workbook } from './workbook';

/** As the address says; null = the owner. Requests carry it. */
export const namedUser: string | null = new URLSearchParams(location.search).get('user');

/** The person's address; empty until the workbook is read. */
export const currentUser = computed(() => namedUser ?? workbook.value?.owner ?? '');

/** Opens the sheet as somebody else, in this window. */
export function switchUser(user: string): void {
  const address = new URL(location.href);
  if (user === workbook.peek()?.owner) address.searchParams.delete('user');
  else address.searchParams.set('user', user);
  location.assign(address);
}

/** `?user=…&more=…` for a GET; parts that are undefined are left out. */
export function userQuery(more: Readonly<Record<string, string | number | undefined>> = {}): string {
  const query = new URLSearchParams();
  if (namedUser !== null) query.set('user', namedUser);
  for (const [name, value] of Object.entries(more)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The `user` field of a body. */
export function asUser<T extends object>(body: T): T & { readonly user?: string } {
  return namedUser === null ? body : { ...body, user: namedUser };
}
