/** Bundles the sheet's page in memory when it is first asked for: hashed names, and the one HTML shell. */
import { createHash } from 'node:crypto';
import { extname, join } from 'node:path';
import { build, type OutputFile } from 'esbuild';

export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
  /** Of a file under `/assets/` the name changes with the content: it may be cached for good. The shell is asked for again. */
  readonly etag: string;
}

export interface PageAssets {
  readonly html: PageFile;
  /** By path, e.g. `/assets/sheet-4FJ2KQ7X.js`. */
  readonly files: ReadonlyMap<string, PageFile>;
}

/** What the page needs from its server: own files only, inline styles of elements, frames for the script's pages. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

let built: Promise<PageAssets> | undefined;

/** Built once in a process; a failed build is tried again. */
export function pageAssets(): Promise<PageAssets> {
  built ??= buildAssets().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return built;
}

async function buildAssets(): Promise<PageAssets> {
  const files = new Map((await bundle()).map((output) => [pathOf(output), fileOf(output)]));
  return { files, html: asFile('text/html; charset=utf-8', Buffer.from(shell([...files.keys()]))) };
}

async function bundle(): Promise<readonly OutputFile[]> {
  const page = join(__dirname, '..', 'page');
  const { outputFiles } = await build({
    entryPoints: { sheet: join(page, 'main.tsx'), theme: join(page, 'theme-boot.ts') },
    outdir: join(__dirname, 'assets'),
    entryNames: '[name]-[hash]',
    tsconfig: join(page, 'tsconfig.json'),
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles;
}

function pathOf({ path }: OutputFile): string {
  return `/assets/${path.split(/[/\\]/).at(-1)}`;
}

function fileOf({ path, contents }: OutputFile): PageFile {
  return asFile(TYPES[extname(path)] ?? 'application/octet-stream', Buffer.from(contents));
}

function asFile(type: string, body: Buffer): PageFile {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  return { type, body, etag };
}

/** The theme's script comes first and is waited for, or a dark page would flash white. */
function shell(paths: readonly string[]): string {
  const find = (name: string, extension: string) =>
    paths.find((path) => path.startsWith(`/assets/${name}-`) && path.endsWith(extension)) ?? '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Spreadsheet</title>
<link rel="icon" href="${ICON}">
<script src="${find('theme', '.js')}"></script>
<link rel="stylesheet" href="${find('sheet', '.css')}">
<script src="${find('sheet', '.js')}" defer></script>
</head>
<body>
<div id="app"></div>
<noscript>The spreadsheet needs JavaScript. Everything it does can also be done over the API: see docs/emulator.md.</noscript>
</body>
</html>
`;
}

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><rect x="2" y="1" width="18" height="20" rx="3" fill="#188038"/><path d="M6 8h10v9H6zM6 12.5h10M10.5 8v9" fill="none" stroke="#fff" stroke-width="1.6"/></svg>',
)}`;
