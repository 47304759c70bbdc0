/** Exactly one on-edit and one time-driven trigger per spreadsheet, whoever sets it up. */
import { HANDLERS } from './names';
import { documentProperties, PROPERTY, USER_PROPERTY, userProperties } from './settings-store';

export const MINUTES = [1, 5, 10, 15, 30] as const;
export type Minutes = (typeof MINUTES)[number];

/** Milliseconds; installing takes a few seconds. */
const LONGEST_WAIT = 30_000;

/** Which two triggers count. A person cannot see the triggers of another, so it is written down. */
export interface TriggerRecord {
  /** A random id of who installed them; says nothing about the person. */
  readonly person: string;
  readonly minutes: Minutes;
  readonly edit: string;
  readonly scheduled: string;
}

export function readTriggerRecord(): TriggerRecord | null {
  const text = documentProperties().getProperty(PROPERTY.triggers);
  return text === null ? null : (JSON.parse(text) as TriggerRecord);
}

export function isMine(record: TriggerRecord): boolean {
  return record.person === userProperties().getProperty(USER_PROPERTY.person);
}

/** Replaces this person's triggers by a fresh pair. Those of another person take their leave when they next fire. */
export function installTriggers(
  spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet,
  minutes: Minutes,
): void {
  const person = myId();
  alone(() => {
    deleteMyTriggers();
    const edit = ScriptApp.newTrigger(HANDLERS.edit).forSpreadsheet(spreadsheet).onEdit().create();
    const scheduled = ScriptApp.newTrigger(HANDLERS.scheduled).timeBased().everyMinutes(minutes).create();
    const record: TriggerRecord = {
      person,
      minutes,
      edit: edit.getUniqueId(),
      scheduled: scheduled.getUniqueId(),
    };
    documentProperties().setProperty(PROPERTY.triggers, JSON.stringify(record));
  });
}

/** @returns how many were removed; another person's stop as soon as they fire */
export function uninstallTriggers(): number {
  const removed = deleteMyTriggers();
  documentProperties().deleteProperty(PROPERTY.triggers);
  return removed;
}

/** Is this the trigger that counts? One that does not (somebody else has taken over) deletes itself, as the person it runs as. */
export function isCurrentTrigger(uniqueId: string): boolean {
  return isWrittenDown(uniqueId) || alone(() => isWrittenDown(uniqueId) || leave(uniqueId));
}

function isWrittenDown(uniqueId: string): boolean {
  const record = readTriggerRecord();
  return record !== null && (record.edit === uniqueId || record.scheduled === uniqueId);
}

function leave(uniqueId: string): false {
  for (const trigger of ScriptApp.getProjectTriggers())
    if (trigger.getUniqueId() === uniqueId) ScriptApp.deleteTrigger(trigger);
  return false;
}

/** A trigger may fire before it is written down: it waits here until it is. No sync holds this lock: runs take the script's. */
function alone<T>(work: () => T): T {
  const lock = LockService.getDocumentLock();
  lock.waitLock(LONGEST_WAIT);
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
}

function deleteMyTriggers(): number {
  const mine = myTriggers();
  mine.forEach((trigger) => ScriptApp.deleteTrigger(trigger));
  return mine.length;
}

function myTriggers(): GoogleAppsScript.Script.Trigger[] {
  const handlers: string[] = Object.values(HANDLERS);
  return ScriptApp.getProjectTriggers().filter((trigger) => handlers.includes(trigger.getHandlerFunction()));
}

function myId(): string {
  const properties = userProperties();
  const known = properties.getProperty(USER_PROPERTY.person);
  if (known !== null) return known;
  const id = Utilities.getUuid();
  properties.setProperty(USER_PROPERTY.person, id);
  return id;
}
