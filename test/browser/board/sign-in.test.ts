/** Signing in by key and by link, and what a key may do. */
import { cardLink, live, useBench } from '../support/board-bench';

const bench = useBench();

interface MadeKey {
  readonly id: string;
  readonly key: string;
}

function makeKey(name: string, scopes: string[], as?: string): Promise<MadeKey> {
  return bench.call<MadeKey>('POST', '/keys', { name, scopes }, as);
}

test('with a key the board asks who one is, and comes back to the page that was wanted', async () => {
  const admin = await makeKey('admin', ['admin']);
  await bench.make({ title: 'Call Ada' }, admin.key);
  const page = await bench.open('/?q=ada');
  await page.getByLabel('Access key').fill(admin.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await cardLink(page, 'Call Ada').waitFor();
  expect(new URL(page.url()).search).toBe('?q=ada');
  await live(page);
  await page.reload();
  await cardLink(page, 'Call Ada').waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.locator('.card').count()).toBe(0);

  await bench.make({ title: 'Thank Ada' }, admin.key);
  await page.getByLabel('Access key').fill(admin.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await cardLink(page, 'Thank Ada').waitFor();
  await live(page);
  await bench.make({ title: 'Ask Ada' }, admin.key);
  await cardLink(page, 'Ask Ada').waitFor();
});

test('after signing out nothing of the board is kept: the next to sign in reads it anew', async () => {
  const admin = await makeKey('admin', ['admin']);
  await bench.make({ title: 'Call Ada' }, admin.key);
  const page = await bench.open();
  const signIn = async () => {
    await page.getByLabel('Access key').fill(admin.key);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await signIn();
  await cardLink(page, 'Call Ada').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await bench.make({ title: 'Thank Ada' }, admin.key);
  // Without the live stream only a board that was read anew can show it.
  await page.route('**/events*', (route) => route.abort());
  await signIn();
  await cardLink(page, 'Thank Ada').waitFor();
});

test('a wrong key is refused in words, and not shown again', async () => {
  await makeKey('admin', ['admin']);
  const page = await bench.open();
  await page.getByLabel('Access key').fill('not-a-key');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const problem = page.locator('#sign-in-problem.form-error');
  await problem.waitFor();
  expect(await problem.innerText()).not.toContain('not-a-key');
});

test('a link signs one person in, once', async () => {
  const admin = await makeKey('admin', ['admin']);
  const body = { name: 'Grace Hopper', scopes: ['write'] };
  const { url } = await bench.call<{ url: string }>('POST', '/sign-in-links', body, admin.key);
  const path = url.slice(new URL(url).origin.length);
  const page = await bench.open(path);
  await page.getByRole('button', { name: 'Sign in to the board' }).click();
  await page.locator('.who').getByText('Grace Hopper').waitFor();
  expect(page.url()).not.toContain('token');
  await page.getByRole('button', { name: 'New card', exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0);

  const second = await bench.open(path);
  await second.getByRole('button', { name: 'Sign in to the board' }).click();
  await second.locator('#sign-in-problem.form-error').waitFor();
});

test('a key that may only read gets a board without controls that change', async () => {
  const admin = await makeKey('admin', ['admin']);
  await bench.make({ title: 'Call Ada' }, admin.key);
  const reader = await makeKey('reader', ['read'], admin.key);
  const page = await bench.open();
  await page.getByLabel('Access key').fill(reader.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await cardLink(page, 'Call Ada').focus();
  expect(await page.getByRole('button', { name: /New card/ }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /Move to/ }).count()).toBe(0);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+ArrowRight');
  await page.getByTestId('announcer').filter({ hasText: 'Your key may only read.' }).waitFor();
  expect(await bench.call('GET', '/tasks', undefined, admin.key)).toMatchObject([
    { title: 'Call Ada', version: 1 },
  ]);
  await page.goto(`${bench.url}/admin`);
  await page.getByRole('heading', { name: 'This page is for administrators' }).waitFor();
});

test('a revoked key ends the session at the next request', async () => {
  const admin = await makeKey('admin', ['admin']);
  await bench.make({ title: 'Call Ada' }, admin.key);
  const writer = await makeKey('writer', ['write'], admin.key);
  const page = await bench.open();
  await page.getByLabel('Access key').fill(writer.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await cardLink(page, 'Call Ada').waitFor();
  await bench.call('DELETE', `/keys/${writer.id}`, undefined, admin.key);
  await page.getByRole('button', { name: 'Move to: Call Ada' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await page.getByLabel('Access key').waitFor();
});
