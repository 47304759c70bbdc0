/** appsscript.json: the V8 runtime, and no permission more than the four that the menu's paths need. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readBundle } from '../../local/build-bundle';
import { WholeSystem } from '../support/whole-system';

const PREFIX = 'https://www.googleapis.com/auth/';
const SCOPES = [
  'script.container.ui',
  'script.external_request',
  'script.scriptapp',
  'spreadsheets.currentonly',
].map((name) => PREFIX + name);

const { manifest } = readBundle();

it('is the one in the repository, for V8, with exactly these scopes', () => {
  const source = readFileSync(path.join(__dirname, '../../appsscript.json'), 'utf8');
  expect(manifest).toEqual(JSON.parse(source));
  expect(manifest['runtimeVersion']).toBe('V8');
  expect([...(manifest.oauthScopes ?? [])].sort()).toEqual(SCOPES);
});

/** Set-up and first sync with these scopes. @returns what was refused for want of one, in the platform's words */
async function refusals(oauthScopes: readonly string[]): Promise<string[]> {
  const system = await WholeSystem.start({
    leads: [['1', 'Ann Lee', 'ann@example.com', 'NEW', 'Web']],
    emulator: { manifest: { ...manifest, oauthScopes } },
  });
  try {
    await system.setUp();
    await system.sync('Initial sync');
  } catch {
    // Told by the executions, below.
  }
  const texts = system.emulator.executions.flatMap(({ logs, error }) => [
    ...logs.map(({ text }) => text),
    error?.message ?? '',
  ]);
  const tasks = await system.tasks();
  await system.close();
  const refused = texts.filter((text) => text.includes('You do not have permission to call '));
  expect(tasks).toHaveLength(refused.length === 0 ? 1 : 0);
  return refused;
}

it('set-up and first sync get on with these', async () => {
  expect(await refusals(SCOPES)).toEqual([]);
});

it.each(SCOPES)('and not without %s', async (scope) => {
  const refused = await refusals(SCOPES.filter((other) => other !== scope));
  expect(refused[0]).toMatch(new RegExp(`Required permissions: .*${scope}`));
});
