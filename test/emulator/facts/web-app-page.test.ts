/** What a page of HtmlService brings along when a web app answers with it. */
import { createEmulator, type WebAppResponse } from '../../../emulator/src/index';

async function page(expression: string): Promise<WebAppResponse> {
  const emulator = createEmulator({
    files: [
      {
        name: 'Code.gs',
        source: `function doGet() { return HtmlService.createHtmlOutput('<p>hi')${expression} }`,
      },
    ],
    manifest: { webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' } },
  });
  const address = emulator.webApp.serveAt('http://127.0.0.1:1') ?? '';
  const response = await emulator.webApp.handle({ method: 'GET', path: new URL(address).pathname });
  await emulator.close();
  return response;
}

test('a page may not be framed by other sites, unless the script allows it', async () => {
  expect((await page('')).headers['x-frame-options']).toBe('SAMEORIGIN');
  const allowed = await page('.setXFrameOptionsMode(HtmlService.XFrameOptionsMode.ALLOWALL)');
  expect(allowed.headers).not.toHaveProperty('x-frame-options');
});

test('title, icon and meta tags stand in its head, as text', async () => {
  const { body } = await page(
    `.setTitle('a & b').setFaviconUrl('https://a.example.dev/i.png').addMetaTag('viewport', 'width="1"')`,
  );
  expect(body).toBe(
    '<!DOCTYPE html><title>a &amp; b</title><link rel="icon" href="https://a.example.dev/i.png">' +
      '<meta name="viewport" content="width=&quot;1&quot;"><p>hi',
  );
});
