/** Emulators that end with their test, and small programs to run in them. */
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type RunOptions,
} from '../../../emulator/src/index';

const open: Emulator[] = [];

/** Closed after the test file's last test. */
export function emulate(source: string, options: Omit<EmulatorOptions, 'files'> = {}): Emulator {
  const emulator = createEmulator({ files: [{ name: 'Code.js', source }], seed: 1, ...options });
  open.push(emulator);
  return emulator;
}

afterAll(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

/** The return value, or the error as it would be printed. */
export async function valueOf(
  emulator: Emulator,
  functionName: string,
  options: RunOptions = {},
): Promise<unknown> {
  const { error, returnValue, status } = await emulator.run(functionName, options);
  if (error) return `${error.name}: ${error.message}`;
  return status === 'completed' ? returnValue : status;
}

/** Replaces the program by one function and runs it. */
export function evaluate(emulator: Emulator, body: string, options: RunOptions = {}): Promise<unknown> {
  emulator.load([{ name: 'Code.js', source: `function main() { ${body} }` }]);
  return valueOf(emulator, 'main', options);
}

export const SCOPES = 'https://www.googleapis.com/auth/';
