/** Mistakes at the command line: one line that says what to do, exit 1, and nothing on disk is touched. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import path from 'node:path';
import { readOptions, UsageError } from '../../../local/options';
import { once, temporaryFolder } from './support/run-start';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const inFolder = (name: string): string => path.join(folder.path, name);

function file(name: string, text: string): string {
  writeFileSync(inFolder(name), text);
  return inFolder(name);
}

const MAP = {
  leads: { Open: 'TODO', Busy: 'IN_PROGRESS', Won: 'DONE' },
  tasks: { TODO: 'Open', IN_PROGRESS: 'Busy', DONE: 'Won' },
};

describe('reading the options', () => {
  it('gives the documented defaults', () => {
    expect(readOptions([])).toEqual({
      leads: null,
      statusMap: null,
      port: 3000,
      trackerPort: 8000,
      dataDir: path.resolve('.lead-sync/sample'),
      fresh: false,
      once: false,
    });
  });

  it('keeps the state of each leads file apart, by its name', () => {
    const leads = file('customers.v2.csv', 'id\n');
    expect(readOptions(['--leads', leads])?.dataDir).toBe(path.resolve('.lead-sync/customers.v2'));
  });

  it('takes a status map', () => {
    const options = readOptions(['--status-map', file('map.json', JSON.stringify(MAP))]);
    expect(options?.statusMap).toEqual({ ...MAP, terminal: [] });
  });

  it.each([['--help'], ['-h'], ['--port', '1', '--help']])('%s asks for the help', (...args) => {
    expect(readOptions(args)).toBeNull();
  });

  const refused: readonly [string[], RegExp][] = [
    [['--bogus'], /^Unknown option '--bogus'\. See npm start -- --help\.$/],
    [['leads.csv'], /^Unexpected argument 'leads\.csv'\. See npm start -- --help\.$/],
    [['--port'], /^Option '--port <value>' argument missing\. See npm start -- --help\.$/],
    [['--port', '-1'], /^Option '--port' argument is ambiguous\. See npm start -- --help\.$/],
    [['--fresh=yes'], /^Option '--fresh' does not take an argument\. See npm start -- --help\.$/],
    ...['eighty', '', '1.5', '0x10', '70000', ' 80'].map((port): [string[], RegExp] => [
      [`--port=${port}`],
      /^--port must be a number from 0 to 65535 \(0 takes a free port\)\.$/,
    ]),
    [['--tracker-port=-1'], /^--tracker-port must be a number from 0 to 65535/],
    [['--leads', 'no-such.csv'], /^--leads: there is no file no-such\.csv\. Check the path\.$/],
    [['--data', ''], /^--data needs the name of a folder/],
    [['--data', inFolder('plain')], /^--data: .*plain is a file\. Give the name of a folder/],
    [['--status-map', 'no-such.json'], /^--status-map: there is no file no-such\.json\. Check the path\.$/],
    [['--status-map', folder.path], /^--status-map: .* is a folder\. Give the path of a JSON file\.$/],
    [['--status-map', inFolder('half.json')], /^--status-map: .*half\.json is not JSON: .*\.$/],
    [['--status-map', inFolder('lines.json')], /^--status-map: .*lines\.json is not JSON: .*\.$/],
    [['--status-map', inFolder('list.json')], /^--status-map .*: The status map must be an object\. /],
    [['--status-map', inFolder('later.json')], /^--status-map .*: "leads" must map "Open" to one of TODO, /],
  ];
  beforeAll(() => {
    file('plain', 'a file');
    file('half.json', '{"leads": {');
    file('lines.json', '{"leads":\n nobody\n}\n');
    file('list.json', '[]');
    file('later.json', '{"leads": {"Open": "LATER"}, "tasks": {}}');
  });
  it.each(refused)('refuses %j', (args, says) => {
    const read = (): unknown => readOptions(args);
    expect(read).toThrow(UsageError);
    expect(read).toThrow(says);
    expect(read).toThrow(/^[^\n]+$/);
  });
});

describe('the program', () => {
  it('is started by node itself, so that Ctrl-C gives it the time it needs to end', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const name of ['start', 'walkthrough', 'tracker', 'emulator'])
      expect(scripts[name]).toMatch(/^node /);
  });

  it('explains itself with --help, and does nothing else', async () => {
    const { code, stdout, stderr } = await once('--help', '--data', inFolder('help'));
    expect([code, stderr, existsSync(inFolder('help'))]).toEqual([0, '', false]);
    for (const option of [
      '--leads',
      '--status-map',
      '--port',
      '--tracker-port',
      '--data',
      '--fresh',
      '--once',
      '--help',
    ])
      expect(stdout).toContain(`  ${option} `);
  });

  const refused: readonly [string, string[], RegExp][] = [
    ['a bad option', ['--bogus'], /^Unknown option '--bogus'/],
    ['a missing file', ['--leads', 'no-such.csv'], /^--leads: there is no file no-such\.csv/],
    [
      'a folder in place of a file',
      ['--leads', 'test/data'],
      /^test\/data is a folder: give the path of a CSV/,
    ],
    ['an empty file', ['--leads', inFolder('empty.csv')], /empty\.csv is empty/],
  ];
  beforeAll(() => {
    file('empty.csv', '');
  });
  it.each(refused)('says in one line what is wrong with %s', async (_name, args, says) => {
    const data = inFolder('kept');
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'worktracker.db'), 'state');
    const { code, stdout, stderr } = await once('--data', data, '--fresh', ...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toMatch(says);
    expect(readdirSync(data)).toEqual(['worktracker.db']);
  });
});

describe('a busy port', () => {
  let busy: Server;
  beforeAll(async () => {
    busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => busy.close(resolve)));

  it.each(['--port', '--tracker-port'])(
    '%s: names the port and the option; --fresh has deleted nothing',
    async (option) => {
      const data = inFolder(`busy${option}`);
      mkdirSync(data);
      writeFileSync(path.join(data, 'worktracker.db'), 'state');
      const { port } = busy.address() as AddressInfo;
      const { code, stderr } = await once('--data', data, '--fresh', option, String(port));
      expect([code, stderr]).toEqual([
        1,
        `Port ${port} is taken by another program. End that one, or choose another port with ${option}.\n`,
      ]);
      expect(readdirSync(data)).toEqual(['worktracker.db']);
    },
  );

  it('the same port for both', async () => {
    const { port } = busy.address() as AddressInfo;
    await new Promise((resolve) => busy.close(resolve));
    const both = ['--port', String(port), '--tracker-port', String(port)];
    const { code, stderr } = await once('--data', inFolder('both'), ...both);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^--port and --tracker-port must differ\.\n$/)]);
  });
});
