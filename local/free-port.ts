/** Ports that are taken are found out before anything is started or deleted. */
import { createServer } from 'node:net';
import { UsageError } from './options';

type PortOption = '--port' | '--tracker-port';

/** @throws UsageError when something listens on the port already */
export async function requireFreePort(port: number, option: PortOption): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port, option) : error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

export function portTaken(port: number, option: PortOption): UsageError {
  return new UsageError(
    `Port ${port} is taken by another program. End that one, or choose another port with ${option}.`,
  );
}
