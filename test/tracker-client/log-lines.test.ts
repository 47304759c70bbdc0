/** A log line says enough to find the fault, and nothing about the people in the sheet. */
import type { CreateOperation, SyncOperation } from '../../src/contract';
import { redact } from '../../src/tracker/redact';
import { decideLead } from '../../src/core/decide';
import { aLead, aMemory, lens } from '../core/support/examples';
import { ADDRESS, Client, KEY } from './support/client';

const OPERATION: CreateOperation = {
  op: 'create',
  lead_id: 'ACME-0042',
  title: 'Follow up: Ada Lovelace',
  status: 'TODO',
  notes: 'Source: Trade fair Hannover',
  state: '{"lead":"ACME-0042"}',
};

/** The line that an answer leaves in the log. */
function lineFor(body: string, operations: readonly SyncOperation[] = [OPERATION]): string {
  const client = new Client(() => ({ status: 400, body }));
  client.refusal(operations);
  expect(client.log).toHaveLength(1);
  return client.log[0]!;
}

describe('a log line', () => {
  test('names method, address, status and what was answered', () => {
    expect(lineFor('{"detail":"title must be text."}')).toBe(
      `POST ${ADDRESS}/sync → 400 {"detail":"title must be text."}`,
    );
  });

  test('of a request that nobody answered says so, with the reason', () => {
    const client = new Client(() => new Error('Address unavailable'));
    client.refusal();
    expect(client.log[0]).toBe(`POST ${ADDRESS}/sync → no answer: Address unavailable`);
  });

  test('is written for every attempt', () => {
    const client = new Client(() => ({ status: 503 }));
    client.refusal();
    expect(client.log).toHaveLength(4);
  });

  test.each([
    ['a redirect', 302],
    ['a friendly page of something else', 200],
  ])('is written for %s too: it is refused, and somebody will want to know what answered', (_, status) => {
    const client = new Client(() => ({ status, body: '<html>Sign in</html>' }));
    client.refusal();
    expect(client.log).toEqual([`POST ${ADDRESS}/sync → ${status} <html>Sign in</html>`]);
  });

  test('of a whole error page stays short', () => {
    expect(lineFor('<p>x</p>'.repeat(1_000)).length).toBeLessThan(600);
  });

  test('that is cut is cleaned first, so that no half of a secret is left at its end', () => {
    expect(lineFor(`${'.'.repeat(495)}${KEY}`)).not.toContain(KEY.slice(0, 5));
  });
});

describe('a log line never repeats', () => {
  test.each<[string, string]>([
    ['the key', KEY],
    ['a title', OPERATION.title],
    ['a name', 'Ada Lovelace'],
    ['notes', OPERATION.notes],
    ['a source', 'Trade fair Hannover'],
    ['a lead id', OPERATION.lead_id],
    ['a mail address', 'ada.lovelace+leads@mail.example.co.uk'],
    ['an international mail address', 'josé@bücher.example'],
  ])('%s that the answer echoes', (_, secret) => {
    const line = lineFor(`before ${secret} after <${secret}>`);
    expect(line).not.toContain(secret);
    expect(line).toMatch(/before \[.*\] after <\[.*\]>/);
  });

  test('the key that an error of the platform holds', () => {
    const client = new Client(() => new Error(`Bad header: Bearer ${KEY}, ada@example.com`));
    client.refusal();
    expect(client.log.join()).not.toMatch(/sk-very|ada@/);
  });

  test('a name that the answer echoes inside JSON, where quotes and backslashes are escaped', () => {
    const name = 'Ada "Countess" Lovelace\\King';
    const operation = { ...OPERATION, title: `Follow up: ${name}` };
    expect(lineFor(JSON.stringify({ received: operation.title }), [operation])).not.toMatch(/Countess|King/);
  });

  test('a name that the answer echoes as HTML', () => {
    const operation = { ...OPERATION, title: 'Follow up: Smith & Sons' };
    expect(lineFor('<p>Follow up: Smith &amp; Sons</p>', [operation])).not.toContain('Sons');
  });

  test.each(['create', 'update', 'update that leaves the title', 'link'])(
    'anything of a whole request (%s)',
    (what) => {
      const lead = aLead({ id: 'ACME-0042', name: 'Ada Lovelace', source: 'Hannover', taskId: 'T1' });
      const memory = aMemory({
        leadId: lead.id,
        written: { title: 'Follow up: Ada Lovelace', notes: 'Source: Hannover' },
      });
      const rules = { lens, policy: 'sheet' } as const;
      const decisions = {
        create: decideLead(rules, { ...lead, taskId: '' }, null),
        update: decideLead(rules, { ...lead, name: 'Ada King' }, memory),
        'update that leaves the title': decideLead(rules, { ...lead, status: 'LOST' }, memory),
        link: decideLead(rules, lead, null),
      };
      const { push } = decisions[what as keyof typeof decisions];
      expect(lineFor(JSON.stringify(push!.operation), [push!.operation])).not.toMatch(
        /Ada|Hannover|ACME|King/,
      );
    },
  );

  test('the longer of two names in pieces', () => {
    const operations = [
      { ...OPERATION, lead_id: 'Ada' },
      { ...OPERATION, lead_id: 'Ada Lovelace-Byron' },
    ];
    expect(lineFor('Ada Lovelace-Byron', operations)).not.toMatch(/Byron/);
  });
});

test('what is no secret stays readable', () => {
  expect(redact('cursor must be null', ['', 'x'])).toBe('cursor must be null');
  expect(redact('a @ b, 5@, @home')).toBe('a @ b, 5@, @home');
});
