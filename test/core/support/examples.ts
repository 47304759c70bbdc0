/** A lead, its task and what is remembered of both, in step; each test names only what matters to it. */
import type { SyncTask } from '../../../src/contract';
import type { Lead } from '../../../src/core/lead';
import { encodeState, type Memory } from '../../../src/core/memory';
import { DEFAULT_STATUS_MAP, StatusLens } from '../../../src/core/status-map';

export const lens = new StatusLens(DEFAULT_STATUS_MAP);

/** What the sync wrote into the task of `aLead()`. */
export const TEXT = { title: 'Follow up: Ada', notes: 'Source: Fair' };

export function aLead(values: Partial<Lead> = {}): Lead {
  return {
    row: 2,
    id: 'L1',
    name: 'Ada',
    email: 'ada@example.com',
    status: 'NEW',
    source: 'Fair',
    taskId: 'T1',
    ...values,
  };
}

export function aTask(values: Partial<SyncTask> = {}): SyncTask {
  return {
    id: 'T1',
    ...TEXT,
    status: 'TODO',
    lead_id: 'L1',
    version: 1,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    deleted: false,
    source_state: stateOf(),
    source_version: 1,
    ...values,
  };
}

export function aMemory(values: Partial<Memory> = {}): Memory {
  return {
    leadId: 'L1',
    taskId: 'T1',
    agreed: { lead: 'NEW', task: 'TODO', version: 1 },
    written: TEXT,
    seen: { version: 1, status: 'TODO', deleted: false, ownsTitle: true, ownsNotes: true },
    intent: null,
    asked: null,
    ...values,
  };
}

/** The state that a push of this lead left with the tracker. */
export function stateOf({
  lead = 'L1',
  agreed = { lead: 'NEW', task: 'TODO' } as const,
  written = TEXT,
}: {
  lead?: string;
  agreed?: Parameters<typeof encodeState>[1];
  written?: Parameters<typeof encodeState>[2];
} = {}): string {
  return encodeState(lead, agreed, written);
}
