/** A real server behind a tunnel, and an emulator whose scripts fetch from it: one of each for a test file. */
import type { Emulator } from '../../../../emulator/src/index';
import { emulate, evaluate } from '../harness';
import { TestServer } from '../server';

export const PUBLIC = 'https://tracker.example.dev';

export interface FetchBench {
  readonly server: TestServer;
  readonly emulator: Emulator;
  /** What the emulator has logged. */
  readonly lines: string[];
  /** The text that one fetch gives, or the error as it would be printed. */
  fetchText(params: string, path?: string): Promise<unknown>;
}

/** Runs the bench around the tests of a file; each test finds a server that answers `ok`. */
export function useFetchBench(): FetchBench {
  let server: TestServer;
  let emulator: Emulator;
  const lines: string[] = [];
  beforeAll(async () => {
    server = await TestServer.start();
    emulator = emulate('', {
      tunnels: [{ publicUrl: PUBLIC, target: server.origin }],
      log: (line) => lines.push(line),
    });
  });
  beforeEach(() => {
    server.seen.length = 0;
    server.respond = (_request, response) => void response.end('ok');
  });
  afterEach(() => emulator.network.setFault(undefined));
  afterAll(() => server.stop());
  return {
    get server() {
      return server;
    },
    get emulator() {
      return emulator;
    },
    lines,
    fetchText: (params, path = '/tasks') =>
      evaluate(emulator, `return UrlFetchApp.fetch('${PUBLIC}${path}', ${params}).getContentText()`),
  };
}
