/** What a person can do, as the API takes it: every action with its fields, checked. */
import { z } from 'zod';
import type { UserAction } from './types';

const sheet = z.union([z.number().int(), z.string().min(1)], {
  error: 'expected the id or the name of a tab',
});
const a1 = z.string({ error: 'expected A1 notation, e.g. A1:C3' }).min(1).max(100);
const ranges = z.string({ error: 'expected A1 notation, e.g. A1:C3, or a list: A1:C3,E5' }).min(1).max(5_000);
const line = z.number().int().min(1).max(10_000_000);
const count = z.number().int().min(1).max(100_000).optional();
const text = z.string().max(50_000);
const rows = z.array(z.array(text).max(10_000)).min(1).max(100_000);

const style = z
  .strictObject({
    background: z.string().max(30).nullable(),
    color: z.string().max(30).nullable(),
    bold: z.literal(true).nullable(),
    italic: z.literal(true).nullable(),
    underline: z.literal(true).nullable(),
    strikethrough: z.literal(true).nullable(),
    align: z.enum(['left', 'center', 'right']).nullable(),
    wrap: z.literal(true).nullable(),
    fontSize: z.number().min(1).max(400).nullable(),
    fontFamily: z.string().max(100).nullable(),
    numberFormat: z.string().max(500).nullable(),
  })
  .partial();

const action = <Name extends UserAction['do'], Fields extends z.ZodRawShape>(name: Name, fields: Fields) =>
  z.strictObject({ do: z.literal(name), ...fields });

const OPTIONS = [
  action('edit', { sheet, cell: a1, value: z.string() }),
  action('paste', { sheet, cell: a1, rows }),
  action('copy', { sheet, from: a1, cell: a1, to: sheet.optional() }),
  action('cut', { sheet, from: a1, cell: a1, to: sheet.optional() }),
  action('fill', { sheet, from: a1, range: a1 }),
  action('clear', { sheet, range: ranges }),
  action('sort', { sheet, column: line, range: a1.optional(), ascending: z.boolean().optional() }),
  action('insertRows', { sheet, before: line, count }),
  action('insertColumns', { sheet, before: line, count }),
  action('deleteRows', { sheet, first: line, count }),
  action('deleteColumns', { sheet, first: line, count }),
  action('moveRows', { sheet, first: line, count, before: line }),
  action('moveColumns', { sheet, first: line, count, before: line }),
  action('addSheet', { name: z.string().min(1).max(100).optional() }),
  action('renameSheet', { sheet, name: z.string().min(1).max(100) }),
  action('moveSheet', { sheet, position: line }),
  action('deleteSheet', { sheet }),
  action('hideSheet', { sheet }),
  action('showSheet', { sheet }),
  action('format', { sheet, range: ranges, style }),
  action('merge', { sheet, range: a1, kind: z.enum(['all', 'across', 'down']).optional() }),
  action('unmerge', { sheet, range: a1 }),
  action('note', { sheet, range: a1, note: text }),
  action('freeze', {
    sheet,
    rows: z.number().int().min(0).optional(),
    columns: z.number().int().min(0).optional(),
  }),
  action('columnWidth', { sheet, column: line, width: z.number().int().min(2).max(2_000) }),
  action('filter', { sheet, range: a1.nullable() }),
  action('filterColumn', { sheet, column: line, hiddenValues: z.array(text).max(100_000) }),
  action('replace', {
    sheet,
    find: text.min(1),
    replacement: text,
    range: a1.optional(),
    matchCase: z.boolean().optional(),
    wholeCell: z.boolean().optional(),
  }),
  action('select', { sheet, range: ranges.optional() }),
  action('undo', {}),
  action('redo', {}),
] as const;

/** The same words as the wire contract; the compiler holds the two together (perform-action.ts). */
export const actionSchema = z.discriminatedUnion('do', OPTIONS);
