/** Makes tasks as a sheet does: by the exchange, in batches of what one may carry. */
import { SYNC_LIMITS, type SyncOperation, type TaskStatus } from '../../../src/contract';
import type { BoardBench } from './board-bench';

export interface Lead {
  readonly lead_id: string;
  readonly title: string;
  readonly status?: TaskStatus;
  readonly notes?: string;
}

export async function syncLeads(
  bench: BoardBench,
  source: string,
  leads: readonly Lead[],
  sheet?: { readonly name: string; readonly url: string },
): Promise<void> {
  const operations = leads.map(({ status = 'TODO', notes = '', ...lead }): SyncOperation => ({
    op: 'create',
    status,
    notes,
    state: '{}',
    ...lead,
  }));
  for (let from = 0, run = 1; from < operations.length; from += SYNC_LIMITS.operations, run += 1) {
    const batch = operations.slice(from, from + SYNC_LIMITS.operations);
    const request = { source, run, cursor: null, limit: 0, operations: batch, ...(sheet && { sheet }) };
    await bench.call('POST', '/sync', request);
  }
}
