/** Reads a script project from files, in load order. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Manifest, SourceFile } from '../src/index';

export interface Bundle {
  readonly files: readonly SourceFile[];
  readonly manifest?: Manifest;
}

/** A path of a file or folder, or a file's text under a name. */
export type BundleSource = string | SourceFile;

const SCRIPT = /\.(gs|js|html?)$/i;
const MANIFEST = 'appsscript.json';

/**
 * Files and folders in load order (a folder by name); `.html` files are pages. The manifest is the second argument (an object or
 * a path), else an `appsscript.json` among the files; without one every scope is granted.
 */
export function loadBundle(
  sources: BundleSource | readonly BundleSource[],
  manifest?: Manifest | string,
): Bundle {
  const found = [sources].flat().flatMap((source) => readSource(source));
  const files = found.filter(({ name }) => name !== MANIFEST);
  if (files.length === 0)
    throw new Error('loadBundle found no .js, .gs or .html file: name the files or their folder');
  const given = typeof manifest === 'string' ? readFileSync(manifest, 'utf8') : undefined;
  const text = given ?? found.find(({ name }) => name === MANIFEST)?.source;
  const chosen =
    typeof manifest === 'object' ? manifest : text === undefined ? undefined : parseManifest(text);
  return { files, ...(chosen ? { manifest: chosen } : {}) };
}

function readSource(source: BundleSource): SourceFile[] {
  if (typeof source === 'object') return [source];
  if (!existsSync(source))
    throw new Error(
      `loadBundle finds no ${source} in ${process.cwd()}: build the project first, or name what is there`,
    );
  if (!statSync(source).isDirectory()) return [readFile(source, path.basename(source))];
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => SCRIPT.test(name) || name === MANIFEST)
    .sort()
    .map((name) => readFile(path.join(source, name), name.split(path.sep).join('/')));
}

function readFile(file: string, name: string): SourceFile {
  return { name, source: readFileSync(file, 'utf8') };
}

function parseManifest(text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new Error(`appsscript.json is no JSON: ${(error as Error).message}`, { cause: error });
  }
}
