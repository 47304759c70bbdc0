/** How the board's files are served: strict policy, hashed names, caching, compression. */
import { useBench } from '../support/board-bench';

const bench = useBench();

const PAGES = ['/', '/card/some-id', '/sign-in', '/admin'];

test.each(PAGES)(
  '%s is the shell, under a policy that allows nothing from elsewhere and nothing inline',
  async (path) => {
    const response = await fetch(bench.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    const html = await response.text();
    expect(html).not.toMatch(/ style=|<style|<script>|https?:\/\/(?!www\.w3\.org)/);
  },
);

test('a shell that has not changed is not sent again', async () => {
  const etag = (await fetch(bench.url)).headers.get('etag')!;
  const again = await fetch(bench.url, { headers: { 'if-none-match': `"other", W/${etag}` } });
  expect(again.status).toBe(304);
});

test('scripts and styles are named by their content, kept for ever, and compressed', async () => {
  const html = await (await fetch(bench.url)).text();
  const paths = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
  expect(paths.map((path) => path.replace(/-[A-Z0-9]{8}\./, '-#.')).sort()).toEqual([
    '/assets/board-#.css',
    '/assets/board-#.js',
    '/assets/theme-#.js',
  ]);
  for (const path of paths) {
    const encodings = new Map<string, string>();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const response = await fetch(bench.url + path, { headers: { 'accept-encoding': encoding } });
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      encodings.set(encoding, await response.text());
    }
    expect(new Set(encodings.values()).size).toBe(1);
  }
});

test('a file that is not there is a problem as everywhere', async () => {
  const response = await fetch(`${bench.url}/assets/board-OLD.js`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
});
