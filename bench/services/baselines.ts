/** The services that the tracker is measured against. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../options';
import { runProgram, startProcess, type ServiceProcess } from './process';

const BARE = path.join(__dirname, '..', 'baselines', 'bare-express.ts');
const PYTHON = path.join(__dirname, '..', 'python', 'service.py');
/** Debian's own: its packages are not seen by other Pythons on the machine. */
const INTERPRETER = '/usr/bin/python3';
const PACKAGES = 'python3-fastapi python3-sqlalchemy python3-uvicorn python3-uvloop python3-httptools';

interface Place {
  readonly file: string;
  readonly log: string;
}

export function startBare({ file, log }: Place): Promise<ServiceProcess> {
  return startProcess({ program: process.execPath, arguments: ['--require', 'tsx/cjs', BARE, file], log });
}

/** Endpoints in worker threads, as FastAPI documents it for a database session that blocks. */
export function startPython({ file, log }: Place): Promise<ServiceProcess> {
  return startProcess({ program: INTERPRETER, arguments: [PYTHON, file], log });
}

/** The same endpoints on the event loop: against the documentation, and quicker while SQLite answers quickly. */
export function startPythonOnLoop({ file, log }: Place): Promise<ServiceProcess> {
  return startProcess({ program: INTERPRETER, arguments: [PYTHON, file, '--on-the-loop'], log });
}

/** @throws UsageError saying what to install */
export async function requirePython(): Promise<void> {
  const imports = ['-c', 'import fastapi, sqlalchemy, uvicorn, uvloop, httptools'];
  const found =
    existsSync(INTERPRETER) &&
    (await runProgram({ program: INTERPRETER, arguments: imports }).then(
      () => true,
      () => false,
    ));
  if (found) return;
  throw new UsageError(
    `The Python baseline needs packages of Debian. Install them with: apt-get install ${PACKAGES} (or measure only /sync: npm run bench -- --only sync).`,
  );
}
