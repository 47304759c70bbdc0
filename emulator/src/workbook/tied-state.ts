/** What is tied to places in the grid (names, protections, tags, conditional formats, filters), kept aside and put back as a whole. */
import type { Banding } from './banding';
import type { BasicFilter } from './filter';
import type { ConditionalFormat } from './conditional-format';
import type { Metadata } from './metadata';
import type { Protection } from './protection';
import type { Area } from './types';
import type { NamedRange, Workbook } from './workbook';

export interface TiedState {
  readonly namedRanges: readonly NamedRange[];
  readonly protections: readonly Protection[];
  readonly metadata: readonly Metadata[];
  readonly sheets: readonly {
    readonly id: number;
    readonly filter: BasicFilter | null;
    readonly conditionalFormats: readonly ConditionalFormat[];
    readonly merges: readonly Area[];
    readonly bandings: readonly Banding[];
  }[];
}

/** A copy: the workbook goes on changing its own. */
export function tiedState(workbook: Workbook): TiedState {
  const { namedRanges, protections, metadata } = workbook;
  const sheets = workbook.sheets.map(({ id, filter, conditionalFormats, merges, bandings }) => ({
    ...{ id, filter, conditionalFormats, merges, bandings },
  }));
  return structuredClone({ namedRanges, protections, metadata, sheets });
}

export function assignTied(workbook: Workbook, state: TiedState): void {
  const { namedRanges, protections, metadata, sheets } = structuredClone(state);
  workbook.namedRanges.splice(0, Infinity, ...namedRanges);
  workbook.protections.splice(0, Infinity, ...protections);
  workbook.metadata.splice(0, Infinity, ...metadata);
  for (const { id, filter, conditionalFormats, merges, bandings } of sheets) {
    const sheet = workbook.findSheet(id);
    if (!sheet) continue;
    sheet.filter = filter;
    sheet.conditionalFormats = [...conditionalFormats];
    sheet.merges = [...merges];
    sheet.bandings = [...bandings];
  }
}
