/** The administrators' page. */
import { useBench } from '../support/board-bench';
import { eventually } from '../support/eventually';

const bench = useBench();

test('a key is made, shown once, works, and is revoked', async () => {
  const admin = await bench.call<{ key: string }>('POST', '/keys', { name: 'admin', scopes: ['admin'] });
  const page = await bench.open('/admin');
  await page.getByLabel('Access key').fill(admin.key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('sheet');
  await page.getByRole('checkbox', { name: /sync/ }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = await page.getByTestId('secret').innerText();
  expect(await bench.call('GET', '/tasks', undefined, secret)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByTestId('secret').waitFor({ state: 'detached' });
  expect(await page.locator('body').innerText()).not.toContain(secret);

  await page.getByRole('button', { name: 'Revoke the key sheet' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('row', { name: /sheet/ }).getByText('Revoked').waitFor();
  await expect(bench.call('GET', '/tasks', undefined, secret)).rejects.toThrow('401');
});

test('the first key ends the open mode without locking out who made it', async () => {
  const page = await bench.open('/admin');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByText('This is the first key.').waitFor();
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = await page.getByTestId('secret').innerText();
  await page.getByRole('button', { name: 'Revoke the key admin' }).waitFor();
  expect(await page.getByTestId('secret').innerText()).toBe(secret);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await expect(bench.call('GET', '/tasks')).rejects.toThrow('401');
});

test('a sign-in link is made for a person', async () => {
  await bench.open('/admin?tab=links').then(async (page) => {
    await page.getByLabel('Name of the person').fill('Grace Hopper');
    await page.getByRole('button', { name: 'Make the link' }).click();
    expect(await page.getByTestId('secret').innerText()).toMatch(/\/sign-in#token=/);
  });
});

test('a webhook is added with its secret, turned off, given a new secret, and deleted', async () => {
  const page = await bench.open('/admin?tab=webhooks');
  await page.getByText('No webhooks yet.').waitFor();
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Address').fill('https://hooks.example.com/in');
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  const first = await page.getByTestId('secret').innerText();
  expect(first).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Turn off' }).click();
  await page.getByRole('button', { name: 'Turn on' }).waitFor();
  await page.getByRole('button', { name: 'Deliveries' }).click();
  await page.getByText('None.').waitFor();
  await page.getByRole('button', { name: 'New secret' }).click();
  await eventually(async () => {
    const second = await page.getByTestId('secret').innerText();
    expect(second).toMatch(/^whsec_/);
    expect(second).not.toBe(first);
  });
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No webhooks yet.').waitFor();
});

test('the audit log shows what was done, by whom and from where', async () => {
  await bench.call('POST', '/sign-in-links', { name: 'Grace Hopper', scopes: ['read'] });
  const page = await bench.open('/admin?tab=audit');
  const newest = page.getByRole('row').nth(1);
  await newest.getByText('Someone on this computer').waitFor();
  expect(await newest.innerText()).toContain('link');
});

test('what is typed while the settings are still on their way stays', async () => {
  const page = await bench.open('/admin?tab=keys');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/settings', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${bench.url}/admin?tab=data`);
  await page.getByLabel(/Days that/).fill('30');
  release();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await bench.call('GET', '/settings')).toMatchObject({ retention_days: 30 });
});

test('retention is set, and a lead is handed out and erased', async () => {
  await bench.make({ title: 'Call Ada', lead_id: 'L-1', notes: 'private' });
  const page = await bench.open('/admin?tab=data');
  await page.getByLabel(/Days that/).fill('400');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect(await bench.call('GET', '/settings')).toMatchObject({ retention_days: 400 });

  await page.getByLabel('Lead id').fill('L-1');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('lead-data.json');
  await page.getByRole('button', { name: 'Erase…' }).click();
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('Erased: 1 card of this lead.').waitFor();
  expect(JSON.stringify(await bench.call('GET', '/tasks'))).not.toContain('private');
});
