/** Which properties are not shown without being asked for, and how long values are cut. */

const SECRET_NAME = /key|secret|token|password/i;
export const LONGEST_VALUE = 140;

export function isSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** The same for every secret, so that it tells nothing of its length. */
export const MASK = '••••••••';

export function shortened(value: string): string {
  return value.length <= LONGEST_VALUE ? value : `${value.slice(0, LONGEST_VALUE)}…`;
}
