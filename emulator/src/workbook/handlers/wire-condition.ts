/** Conditions between scripts, where dates are dates, and the workbook, where they are serials. */
import { isWireDate, type WireCell } from '../../bridge/protocol';
import { BOOLEAN_CRITERIA, type Condition } from '../condition';
import { instantOfSerial, serialOfInstant } from '../time-zone';

export interface WireCondition {
  readonly criteria: string;
  readonly values: readonly WireCell[];
}

export function conditionFromWire({ criteria, values }: WireCondition, timeZone: string): Condition {
  const known = BOOLEAN_CRITERIA.find((each) => each === criteria);
  if (!known)
    throw new Error(`SpreadsheetApp.BooleanCriteria.${criteria} is not implemented by this emulator`);
  return {
    criteria: known,
    values: values.map((value) => {
      if (isWireDate(value)) return Math.floor(serialOfInstant(value.$date, timeZone));
      return typeof value === 'boolean' ? String(value) : value;
    }),
  };
}

export function conditionToWire({ criteria, values }: Condition, timeZone: string): WireCondition {
  const dated = criteria.startsWith('DATE_');
  return {
    criteria,
    values: values.map((value) =>
      dated && typeof value === 'number' ? { $date: instantOfSerial(value, timeZone) } : value,
    ),
  };
}
