/** A script that is set up for the tab at hand, beside a tracker in memory that answers its fetches. */
import { synchronise } from '../../../src/app/sync';
import type { SyncRequest } from '../../../src/contract';
import type { RunReport } from '../../../src/core/report';
import type { SyncSettings } from '../../../src/core/settings';
import { makePorts } from '../../../src/gas/compose';
import { documentProperties, loadSettings, PROPERTY } from '../../../src/gas/settings-store';
import { InMemoryTracker } from '../../simulation/in-memory-tracker';
import { openScript } from './script';

export type SyncedScript = ReturnType<typeof openSyncedScript>;

/** @param table header and rows of the leads tab */
export function openSyncedScript(table: readonly (readonly unknown[])[]) {
  const tracker = new InMemoryTracker();
  const requests: SyncRequest[] = [];
  const meanwhile: { act: (number: number) => void } = { act: () => undefined };
  const script = openScript({
    fetch: ({ body }) => {
      const request = JSON.parse(body) as SyncRequest;
      requests.push(request);
      meanwhile.act(requests.length);
      return { status: 200, body: JSON.stringify(tracker.exchange(request)) };
    },
  });
  script.fill(table);
  documentProperties().setProperties({
    [PROPERTY.source]: script.spreadsheet.getId(),
    [PROPERTY.address]: 'https://tracker.example.dev',
    [PROPERTY.leadsTab]: String(script.sheet.getSheetId()),
  });
  return {
    ...script,
    tracker,
    requests,
    /** What people do while the tracker is asked; set by the test. Gets the number of the request. */
    meanwhile,
    /** A whole run with small batches. */
    run: (settings: Partial<SyncSettings> = {}): RunReport => {
      const stored = loadSettings(script.spreadsheet.getId());
      const ports = makePorts(script.spreadsheet, stored);
      return synchronise(ports, { ...stored.sync, batchSize: 1, ...settings }, { kind: 'all' });
    },
  };
}
