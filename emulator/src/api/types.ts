/** The JSON API between an emulator and its page, tests and scripts: what is asked, answered and told. Documented in docs/emulator.md. */
export * from './types/actions';
export * from './types/errors';
export * from './types/events';
export * from './types/people';
export * from './types/script';
export * from './types/settings';
export * from './types/workbook';
