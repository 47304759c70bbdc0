/** Builds the program that is pushed to Apps Script and reads it back, exactly as it would be pushed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import webpack from 'webpack';
import type { Manifest, SourceFile } from '../emulator/src';

const ROOT = path.join(__dirname, '..');

export interface Bundle {
  readonly files: readonly SourceFile[];
  readonly manifest: Manifest;
}

export async function buildBundle(): Promise<Bundle> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the build is configured in JavaScript, for webpack's own command
  const compiler = webpack(require('../webpack.config.js') as webpack.Configuration);
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
      else compiler.close(() => resolve());
    });
  });
  return readBundle();
}

/** What the last build made. */
export function readBundle(): Bundle {
  const read = (name: string): string => readFileSync(path.join(ROOT, 'dist', name), 'utf8');
  return {
    files: [{ name: 'Code.js', source: read('Code.js') }],
    manifest: JSON.parse(read('appsscript.json')) as Manifest,
  };
}
