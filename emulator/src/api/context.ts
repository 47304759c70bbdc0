/** What every route works with: the emulator, and what the program around it offers. */
import type { Emulator } from '../index';
import { ApiError } from './api-error';

export interface ApiLink {
  readonly label: string;
  readonly url: string;
}

export interface ApiContext {
  readonly emulator: Emulator;
  readonly links: () => readonly ApiLink[];
}

/** The owner when nobody is named. @throws ApiError for a stranger */
export function knownUser({ emulator }: ApiContext, user: string | undefined): string {
  const [owner = ''] = emulator.users;
  if (user === undefined) return owner;
  if (emulator.users.includes(user)) return user;
  throw new ApiError('bad_request', `user: there is no ${user} here, only ${emulator.users.join(' and ')}.`);
}
