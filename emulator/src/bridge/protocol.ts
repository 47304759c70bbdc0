/** How a script's execution talks to the emulator: one synchronous call by name, plain data both ways. */

/**
 * Calls a service on the host and waits for its answer. `method` names what the script did, e.g. `Range.getValues`; it is also the
 * name under which the call is counted, listed with the execution, and matched by faults.
 * Throws ServiceError when the platform would throw. Arguments and results are structured-clone data; a Date crosses as WireDate.
 */
export type HostCall = (method: string, args: readonly unknown[]) => unknown;

/** Dates are rebuilt inside the script's context, where `instanceof Date` must hold. */
export interface WireDate {
  readonly $date: number;
}

/** What a cell may hold as seen by a script. Empty is ''. */
export type WireCell = string | number | boolean | WireDate;

/** A rectangle of one sheet, 1-based, checked against the grid when it is made. */
export interface WireRange {
  readonly sheetId: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** An error that the platform shows to scripts: `Exception: <message>`. */
export class ServiceError extends Error {
  override readonly name = 'Exception';
}

export function isWireDate(value: unknown): value is WireDate {
  return typeof value === 'object' && value !== null && typeof (value as WireDate).$date === 'number';
}
