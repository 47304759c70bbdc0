/** A spreadsheet with its script for Jest tests: what a person does, what happens, what stands in the cells. */
export { loadBundle, type Bundle, type BundleSource } from './load-bundle';
export type { Duration } from './duration';
export type { FakeAnswer, FakeFetch } from './fake-network';
export { ScriptFailure } from './script-failure';
export type { TestUser } from './test-user';
export { createWorkbook, type Cell, type TestWorkbook, type WorkbookOptions } from './test-workbook';
