/** How the text of a cell looks: between the cell's style, and the parts of its text that differ from it. */
import { normaliseColor } from './colors';
import { LOOK_FIELDS, type RichText, type TextLook, type TextRun } from './rich-text';
import { STYLE_DEFAULTS, type Style, type StyleChange } from './style';

/** All fields, as a script reads them. */
export function lookOfCell(style: Style | undefined): Required<TextLook> {
  return {
    bold: style?.fontWeight === 'bold',
    italic: style?.fontStyle === 'italic',
    underline: style?.fontLine === 'underline',
    strikethrough: style?.fontLine === 'line-through',
    fontFamily: style?.fontFamily ?? STYLE_DEFAULTS.fontFamily,
    fontSize: style?.fontSize ?? STYLE_DEFAULTS.fontSize,
    foregroundColor: style?.fontColor ?? STYLE_DEFAULTS.fontColor,
  };
}

/** What the look changes of a cell's style; null changes nothing. */
export function cellStyleOf(look: TextLook | null): StyleChange {
  const { bold, italic, underline, strikethrough, fontFamily, fontSize, foregroundColor } = look ?? {};
  const line = underline ? 'underline' : strikethrough ? 'line-through' : undefined;
  return {
    ...(bold === undefined ? {} : { fontWeight: bold ? 'bold' : undefined }),
    ...(italic === undefined ? {} : { fontStyle: italic ? 'italic' : undefined }),
    ...(underline === undefined && strikethrough === undefined ? {} : { fontLine: line }),
    ...(fontFamily === undefined ? {} : { fontFamily }),
    ...(fontSize === undefined ? {} : { fontSize }),
    ...(foregroundColor === undefined ? {} : { fontColor: normaliseColor(foregroundColor) as string }),
  };
}

/** The runs of a text as a cell with this style keeps them: without what is the cell's anyway, and without empty ones. */
export function runsToKeep(runs: readonly TextRun[], style: Style | undefined): RichText | undefined {
  const own = lookOfCell(style);
  const kept = runs.flatMap((run) => {
    const { start, end, link } = run;
    const differing = LOOK_FIELDS.filter((field) => run[field] !== undefined && run[field] !== own[field]);
    if (start >= end || (!differing.length && link === undefined)) return [];
    const look = Object.fromEntries(differing.map((field) => [field, run[field]])) as TextLook;
    return [{ start, end, ...(link === undefined ? {} : { link }), ...look }];
  });
  return kept.length ? kept : undefined;
}
