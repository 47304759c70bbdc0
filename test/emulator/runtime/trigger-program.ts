/** A program that tells what its triggers see, and the two people who set them off. */
import { emulate, evaluate } from './harness';
import type { Emulator, EmulatorOptions, ExecutionReport } from '../../../emulator/src/index';

export const [ANN, BOB] = ['ann@example.com', 'bob@example.com'] as const;
/** Returns what the event holds, as the script sees it. */
export const SOURCE = `
function seen(e) { const { range, source, user, ...rest } = e; return { ...rest, a1: range && range.getA1Notation(), id: source && source.getId().length > 0, user: user && user.getEmail(), me: [Session.getEffectiveUser().getEmail(), Session.getActiveUser().getEmail()] } }
function onEdit(e) { return { value: e.value, oldValue: e.oldValue, has: ['value', 'oldValue'].filter((key) => key in e), a1: e.range.getA1Notation(), mode: String(e.authMode), json: JSON.stringify(e.range), uid: e.triggerUid, user: e.user.getEmail() } }
function onOpen(e) { return [String(e.authMode), e.source.getName(), e.triggerUid] }
function handleEdit(e) { return seen(e) }
function handleChange(e) { return seen(e) }
function tick(e) { return e }
function install() { const ss = SpreadsheetApp.getActive(); ScriptApp.newTrigger('handleEdit').forSpreadsheet(ss).onEdit().create(); ScriptApp.newTrigger('handleChange').forSpreadsheet(ss.getId()).onChange().create() }
function write() { SpreadsheetApp.getActiveSheet().getRange('A1').setValue(1) }
`;
export const emulateSheet = (options: Omit<EmulatorOptions, 'files'> = {}, source = SOURCE) =>
  emulate(source, { users: [ANN, BOB], clock: { start: new Date(Date.UTC(2024, 0, 1)) }, ...options });
export const names = (reports: readonly ExecutionReport[]) => reports.map((report) => report.functionName);
export const run = (emulator: Emulator, body: string) => evaluate(emulator, body);
