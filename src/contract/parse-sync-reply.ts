/** Reads a `POST /sync` reply at the edge, so that nothing inside has to check it again. */
import { SYNC_OUTCOMES, type SyncReply, type SyncResult, type SyncTask } from './sync';
import { isTaskStatus } from './task';

/**
 * @param body the decoded JSON of a 200 answer
 * @returns the reply, or null when the body is not one (then the address is not a tracker's)
 */
export function parseSyncReply(body: unknown): SyncReply | null {
  if (!isRecord(body)) return null;
  const { results, changes, cursor, has_more, full } = body;
  if (!Array.isArray(results) || !results.every(isSyncResult)) return null;
  if (!Array.isArray(changes) || !changes.every(isSyncTask)) return null;
  if (cursor !== null && typeof cursor !== 'string') return null;
  if (typeof has_more !== 'boolean' || typeof full !== 'boolean') return null;
  return { results, changes, cursor, has_more, full };
}

function isSyncResult(value: unknown): value is SyncResult {
  if (!isRecord(value) || !SYNC_OUTCOMES.some((outcome) => outcome === value['outcome'])) return false;
  if (value['problem'] !== undefined && !isProblem(value['problem'])) return false;
  return value['task'] === null ? value['outcome'] === 'rejected' : isSyncTask(value['task']);
}

function isProblem(value: unknown): boolean {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string';
}

function isSyncTask(value: unknown): value is SyncTask {
  if (!isRecord(value)) return false;
  return (
    typeof value['id'] === 'string' &&
    typeof value['title'] === 'string' &&
    isTaskStatus(value['status']) &&
    isTextOrNull(value['lead_id']) &&
    typeof value['notes'] === 'string' &&
    Number.isInteger(value['version']) &&
    typeof value['created_at'] === 'string' &&
    typeof value['updated_at'] === 'string' &&
    typeof value['deleted'] === 'boolean' &&
    isTextOrNull(value['source_state']) &&
    (value['source_version'] === null || Number.isInteger(value['source_version']))
  );
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
