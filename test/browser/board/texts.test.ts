/** Whatever people type comes back as text: on cards, pages, histories, menus and messages. */
import { cardLink, useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';
import { syncLeads } from '../support/sync-leads';

const bench = useBench();

const HTML = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const SQL = `'); DROP TABLE tasks; --`;

test('HTML and SQL in every field are shown as they were typed', async () => {
  const task = await bench.make({ title: HTML, lead_id: HTML, notes: HTML + SQL });
  await bench.call('PATCH', `/tasks/${task.id}`, { title: HTML + SQL });
  const page = await bench.open();
  await cardLink(page, HTML + SQL).waitFor();
  await page.getByRole('button', { name: /Move to/ }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await page.locator('.toast', { hasText: '<img src=x' }).waitFor();
  await cardLink(page, HTML + SQL).click();
  await page.getByRole('heading', { name: HTML + SQL }).waitFor();
  expect(await page.getByRole('region', { name: 'Notes' }).innerText()).toBe(HTML + SQL);
  await page.locator('.history-change del', { hasText: HTML }).waitFor();
  expect(await page.locator('main img, main script').count()).toBe(0);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('names of sheets and searches are text, and a script is no link', async () => {
  const sheet = { name: HTML, url: 'https://docs.google.com/spreadsheets/d/abc' };
  await syncLeads(bench, HTML, [{ lead_id: '1', title: 'Follow up' }], sheet);
  const page = await bench.open(`/?q=${encodeURIComponent(HTML)}`);
  await page.getByText('No card matches.').first().waitFor();
  expect(await page.getByLabel('Search titles and notes').inputValue()).toBe(HTML);
  await page.getByRole('button', { name: 'Clear' }).click();
  await cardLink(page, 'Follow up').waitFor();
  await eventually(async () => expect(await page.locator('.source-name').first().innerText()).toBe(HTML));
  expect(await page.locator('main img, main script').count()).toBe(0);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});

test('a return address of another site is not followed after signing in', async () => {
  const admin = await bench.call<{ key: string }>('POST', '/keys', { name: 'admin', scopes: ['admin'] });
  const page = await bench.open(`/sign-in?next=${encodeURIComponent('//evil.example/')}`);
  await page.getByLabel('Access key').fill(admin.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Nothing to do.').waitFor();
  expect(page.url()).toBe(`${bench.url}/`);
});
