/** A memory survives its row in the hidden tab, whatever its ids look like; a damaged row is as good as none. */
import fc from 'fast-check';
import { TASK_STATUSES } from '../../src/contract';
import type { Memory } from '../../src/core/memory';
import { fromMemoryRow, MEMORY_HEADER, toMemoryRow } from '../../src/gas/memory-row';
import { aMemory } from './support/examples';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const version = fc.integer({ min: 1, max: 1_000_000 });
const status = fc.constantFrom(...TASK_STATUSES);
const agreed = fc.record({ lead: text, task: status, version });
const memories: fc.Arbitrary<Memory> = fc.record({
  leadId: text,
  taskId: text,
  agreed: fc.option(agreed),
  written: fc.record({ title: text, notes: text }),
  seen: fc.record({
    version,
    status,
    deleted: fc.boolean(),
    ownsTitle: fc.boolean(),
    ownsNotes: fc.boolean(),
  }),
  intent: fc.option(fc.record({ from: text, to: text, agreed })),
  asked: fc.option(text),
});

test('what was written is read back', () => {
  fc.assert(
    fc.property(memories, (memory) => {
      const row = toMemoryRow(memory);
      expect(row).toHaveLength(MEMORY_HEADER.length);
      expect(fromMemoryRow(row)).toEqual(memory);
    }),
  );
});

test.each(['00042', '42', '1e5', '=A1', '+49', 'TRUE', '2026-01-01', "'x", ''])(
  'an id like %j leaves no cell that a spreadsheet could take for a number, a date or a formula',
  (id) => {
    const memory = aMemory({ leadId: id, taskId: id, asked: `${id}|1` });
    for (const cell of toMemoryRow(memory)) expect(cell).toMatch(/^([#v{]|$)/);
    expect(fromMemoryRow(toMemoryRow(memory))?.leadId).toBe(id);
  },
);

describe('S23 a row that is not ours or was damaged is as good as none', () => {
  const good = toMemoryRow(aMemory({ intent: { from: 'NEW', to: 'LOST', agreed: aMemory().agreed! } }));
  const damaged = (column: number, value: unknown): unknown[] =>
    good.map((cell, index) => (index === column ? value : cell));

  test.each<[string, unknown[]]>([
    ['an empty row', []],
    ['blank cells', ['', '', '', '', '', '']],
    ['a lead without its mark', damaged(0, 'L1')],
    ['a task that became a number', damaged(1, 42)],
    ['task values cut off', damaged(4, good[4]!.slice(0, 20))],
    ['no task values', damaged(4, '')],
    ['an intent cut off', damaged(5, '{"from":"NE')],
    ['lead values cut off', damaged(3, '{"sta')],
  ])('%s', (_, cells) => {
    expect(fromMemoryRow(cells)).toBeNull();
  });

  test.each<[string, unknown[]]>([
    ['task values {}', damaged(4, '{}')],
    ['task values that are a list', damaged(4, '[]')],
    ['task values without what was seen', damaged(4, '{"status":"TODO","written":{"title":"","notes":""}}')],
    ['lead values {}', damaged(3, '{}')],
    ['a version that is no number', damaged(2, 'vx')],
  ])('%s: JSON that reads well and says too little', (_, cells) => {
    expect(fromMemoryRow(cells)).toBeNull();
  });

  test('a row without a base stays without one', () => {
    expect(fromMemoryRow(toMemoryRow(aMemory({ agreed: null })))?.agreed).toBeNull();
    expect(fromMemoryRow(damaged(2, ''))?.agreed).toBeNull();
  });
});
