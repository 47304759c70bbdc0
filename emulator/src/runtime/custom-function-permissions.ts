/** What a function that a formula calls may use: services without anybody's data, and the spreadsheet for reading. */
import { ServiceError } from '../bridge/protocol';
import { classify } from './call-classes';
import { refuse } from './refuse';
import { scopesFor, SHEET_SCOPES } from './scopes';

const FETCH = /^UrlFetchApp\./;
const SHOWS = /^Spreadsheet\.toast$|\.(activate|setActive\w*|setCurrentCell)$/;
/** The same call of two cells runs once, so that it has no cell of its own here. */
const OWN_PLACE = /\.get(Active(Range|RangeList|Cell)|CurrentCell|Selection)$/;

export function requireAllowedInCustom(method: string): void {
  if (OWN_PLACE.test(method))
    throw new Error(`${method} in a custom function is not implemented by this emulator`);
  if (classify(method) === 'sheet write' || SHOWS.test(method))
    throw new ServiceError(`You do not have permission to call ${method}.`);
  const scopes = scopesFor(method);
  if (scopes.length > 0 && scopes !== SHEET_SCOPES && !FETCH.test(method)) refuse(method, scopes);
}
