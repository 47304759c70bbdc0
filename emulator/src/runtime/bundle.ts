/** The two texts that every execution starts from, made once per process: the worker's program and the context's. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';

export interface RuntimeTexts {
  readonly workerText: string;
  /** An expression whose value is the context's boot function. */
  readonly contextText: string;
}

const STRICT = { js: "'use strict';" };

let cached: RuntimeTexts | undefined;

export function runtimeTexts(): RuntimeTexts {
  cached ??= {
    // Strict, so that a script cannot take the worker's functions from the frames of a stack trace.
    workerText: bundle('runtime/worker-main', {
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      banner: STRICT,
    }),
    contextText: asExpression(
      bundle('context/entry', {
        platform: 'neutral',
        format: 'iife',
        globalName: 'emulator',
        target: 'es2022',
      }),
    ),
  };
  return cached;
}

/** No global of the bundle's own may remain in the context. */
function asExpression(iife: string): string {
  return `(() => { ${iife}\nreturn emulator.boot; })()`;
}

function bundle(entry: string, options: BuildOptions): string {
  const base = path.join(__dirname, '..', entry);
  const result = buildSync({
    ...options,
    entryPoints: [existsSync(`${base}.ts`) ? `${base}.ts` : `${base}.js`],
    absWorkingDir: path.join(__dirname, '..'),
    bundle: true,
    write: false,
    charset: 'utf8',
    logLevel: 'silent',
    tsconfigRaw: '{}',
  });
  const file = result.outputFiles?.[0];
  if (!file) throw new Error(`Bundling ${entry} gave no output`);
  return file.text;
}
