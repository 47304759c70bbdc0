/** Builds the event object that a trigger's function gets, with ranges and users as objects of the script's own. */
import type { HostCall, WireRange } from '../bridge/protocol';
import { authModeValue } from './services/script-app';
import { UserFacade } from './services/session';
import { rangeFromWire, spreadsheetFromWire } from './spreadsheet';

/** `$range`, `$source`, `$user` and `$authMode` become objects; every other key is copied as it is. */
export interface WireEvent {
  readonly $authMode: 'NONE' | 'CUSTOM_FUNCTION' | 'LIMITED' | 'FULL';
  readonly $source?: true;
  readonly $range?: WireRange;
  readonly $user?: string;
  readonly [field: string]: unknown;
}

export function buildEvent(host: HostCall, wire: unknown): object {
  const { $authMode, $source, $range, $user, ...fields } = wire as WireEvent;
  return {
    ...fields,
    authMode: authModeValue($authMode),
    ...($source ? { source: spreadsheetFromWire(host) } : {}),
    ...($range ? { range: rangeFromWire(host, $range) } : {}),
    ...($user === undefined ? {} : { user: new UserFacade($user) }),
  };
}
