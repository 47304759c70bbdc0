/** Bundles the board's page in memory, once at start: hashed names, and every file ready in three encodings. */
import { createHash } from 'node:crypto';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type OutputFile } from 'esbuild';

export interface AssetFile {
  readonly type: string;
  readonly body: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
}

export interface BoardAssets {
  /** The one shell that every page of the board begins with. */
  readonly html: AssetFile & { readonly etag: string };
  /** By path, e.g. `/assets/board-4FJ2KQ7X.js`. */
  readonly files: ReadonlyMap<string, AssetFile>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

export async function buildBoardAssets(): Promise<BoardAssets> {
  const outputs = await bundle();
  const files = new Map<string, AssetFile>();
  for (const output of outputs) files.set(pathOf(output), await toAsset(output));
  const html = shell([...files.keys()]);
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 16)}"`;
  return { files, html: { ...(await encode('text/html; charset=utf-8', Buffer.from(html))), etag } };
}

async function bundle(): Promise<readonly OutputFile[]> {
  const page = join(__dirname, 'page');
  const { outputFiles } = await build({
    entryPoints: { board: join(page, 'main.tsx'), theme: join(page, 'theme-boot.ts') },
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

function toAsset({ path, contents }: OutputFile): Promise<AssetFile> {
  return encode(TYPES[extname(path)] ?? 'application/octet-stream', Buffer.from(contents));
}

async function encode(type: string, body: Buffer): Promise<AssetFile> {
  const [brotli, zipped] = await Promise.all([
    // Level 9 of 11: the last two take seconds at start for two per cent.
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(body, { level: 9 }),
  ]);
  return { type, body, brotli, gzip: zipped };
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
<title>Work Tracker</title>
<link rel="icon" href="${ICON}">
<script src="${find('theme', '.js')}"></script>
<link rel="stylesheet" href="${find('board', '.css')}">
<script src="${find('board', '.js')}" defer></script>
</head>
<body>
<div id="app"></div>
<noscript>The board needs JavaScript. Everything it does can also be done over the API: see /docs.</noscript>
</body>
</html>
`;
}

const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22"><rect x="1" y="1" width="20" height="20" rx="5.5" fill="#4f46e5"/><path d="M6 6.5v9M11 6.5v5.5M16 6.5V9" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>',
)}`;
