/** `serve`: a project's spreadsheet as a page in the browser, until Ctrl-C. */
import path from 'node:path';
import { serveEmulator } from './api/serve';
import type { ServeCommand } from './cli-options';
import { createEmulator, type EmulatorOptions } from './index';
import { DEFAULT_USER } from './options';

const COLLEAGUE = 'colleague@example.com';

/** Stays up; the process ends at Ctrl-C, with the state stored. */
export async function serveUntilInterrupted(
  command: ServeCommand,
  project: Pick<EmulatorOptions, 'files' | 'libraries' | 'manifest'>,
  print: (line: string) => void,
): Promise<void> {
  const { dataDir, tunnels, users, viewers, authorization, port } = command;
  const emulator = createEmulator({
    ...project,
    tunnels,
    users: [
      ...(users.length > 0 ? users : [DEFAULT_USER, COLLEAGUE]),
      ...viewers.map((email) => ({ email, role: 'viewer' }) as const),
    ],
    authorization,
    log: print,
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  const server = await serveEmulator(emulator, port).catch(async (error: unknown) => {
    await emulator.close();
    throw error;
  });
  emulator.workbook.servedAt(`${server.url}/`);
  const kept =
    dataDir === undefined ? 'Nothing is kept (--data DIR keeps it).' : `State: ${path.resolve(dataDir)}.`;
  print(`Spreadsheet  ${server.url}\n${kept} Ctrl-C ends it.`);
  await interrupted();
  await server.close();
  await emulator.close();
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
