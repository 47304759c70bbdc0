/** Listens on loopback for an emulator's page and API. */
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../index';
import { createEmulatorApi, type EmulatorApiOptions } from './create-emulator-api';

export interface EmulatorServer {
  /** `http://localhost:<port>` */
  readonly url: string;
  /** Ends streams and connections at once. */
  readonly close: () => Promise<void>;
}

/** The port is taken by another program. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(readonly port: number) {
    super(`Port ${port} is taken by another program. End that one, or choose another port.`);
  }
}

/** @param port 0 takes a free one @throws PortTakenError */
export async function serveEmulator(
  emulator: Emulator,
  port: number,
  options: EmulatorApiOptions = {},
): Promise<EmulatorServer> {
  const { app, close } = createEmulatorApi(emulator, options);
  const server = app.listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
    );
  });
  const own = (server.address() as AddressInfo).port;
  emulator.webApp.serveAt(`http://127.0.0.1:${own}`);
  return {
    url: `http://localhost:${own}`,
    close: () => {
      close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
