/** The runs of a rich text: changed over a part of it, and asked for a part of it. */
import type { WireRichText } from '../../workbook/handlers/rich-text';
import { LOOK_FIELDS, type TextLook, type TextRun } from '../../workbook/rich-text';

type RunChange = TextLook & { readonly link?: string | undefined };
type Fields = Omit<TextRun, 'start' | 'end'>;

const FIELDS = [...LOOK_FIELDS, 'link'] as const;

function fieldsAt(runs: readonly TextRun[], at: number): Fields {
  const run = runs.find(({ start, end }) => at >= start && at < end);
  const present = FIELDS.filter((field) => run?.[field] !== undefined);
  return Object.fromEntries(present.map((field) => [field, run?.[field]]));
}

/** Places where the look may change, in order. */
function edgesOf(runs: readonly TextRun[], start: number, end: number): number[] {
  const inside = runs.flatMap((run) => [run.start, run.end]).filter((edge) => edge > start && edge < end);
  return [...new Set([start, ...inside, end])].sort((one, other) => one - other);
}

/** Runs with some fields changed from `start` up to `end`; neighbours that are the same become one. */
export function changeRuns(
  runs: readonly TextRun[],
  start: number,
  end: number,
  change: RunChange,
): TextRun[] {
  if (start >= end) return [...runs];
  const last = Math.max(end, ...runs.map((run) => run.end));
  const edges = [...new Set([...edgesOf(runs, 0, last), start, end])].sort((one, other) => one - other);
  const changed: TextRun[] = [];
  edges.slice(0, -1).forEach((edge, index) => {
    const next = edges[index + 1] as number;
    const before = fieldsAt(runs, edge);
    const fields = edge >= start && edge < end ? defined({ ...before, ...change }) : before;
    const previous = changed.at(-1);
    if (previous?.end === edge && isSame(fieldsAt([previous], edge - 1), fields))
      changed[changed.length - 1] = { ...previous, end: next };
    else if (Object.keys(fields).length) changed.push({ ...fields, start: edge, end: next });
  });
  return changed;
}

const defined = (fields: RunChange): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const isSame = (one: Fields, other: Fields): boolean => FIELDS.every((field) => one[field] === other[field]);

/** The link of the part, if all of it has the same one. */
export function linkIn({ runs }: WireRichText, start: number, end: number): string | null {
  const links = edgesOf(runs, start, end)
    .slice(0, -1)
    .map((edge) => fieldsAt(runs, edge).link);
  return links.length && links.every((link) => link === links[0]) ? (links[0] ?? null) : null;
}

/** What all of the part has in common; other fields are not there. */
export function lookIn({ look, runs }: WireRichText, start: number, end: number): TextLook {
  const edges = edgesOf(runs, start, end);
  const looks = (edges.length > 1 ? edges.slice(0, -1) : edges).map((edge) => ({
    ...look,
    ...fieldsAt(runs, edge),
  }));
  const [first] = looks;
  const common = LOOK_FIELDS.filter((field) => looks.every((each) => each[field] === first?.[field]));
  return Object.fromEntries(common.map((field) => [field, first?.[field]]));
}
