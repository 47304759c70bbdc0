/** The spreadsheet's page on loopback, with a link to the tracker's board. */
import { PortTakenError, serveEmulator, type EmulatorServer } from '../emulator/src/api/serve';
import { portTaken } from './free-port';
import type { LocalSystem } from './system';

export type SheetServer = EmulatorServer;

/** @throws UsageError when the port is taken */
export async function serveSheet(system: LocalSystem, port: number): Promise<SheetServer> {
  const links = [{ label: 'Task board', url: system.trackerUrl }];
  try {
    const server = await serveEmulator(system.emulator, port, { links });
    // The board's links to rows lead to this page.
    system.emulator.workbook.servedAt(`${server.url}/`);
    return server;
  } catch (error) {
    throw error instanceof PortTakenError ? portTaken(port, '--port') : error;
  }
}
