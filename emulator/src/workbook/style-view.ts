/** Formats as the page shows and sets them, and as cells hold them. */
import type { StyleChange as StyleViewChange, StyleView } from '../api/types';
import type { Style, StyleChange } from './style';

export type { StyleViewChange };

const ALIGNMENTS = ['left', 'center', 'right'] as const;

const VERTICAL: Readonly<Record<string, Pick<StyleView, 'verticalAlign'>>> = {
  top: { verticalAlign: 'top' },
  middle: { verticalAlign: 'middle' },
};

function bordersOf({ borderTop, borderLeft, borderBottom, borderRight }: Style): Pick<StyleView, 'borders'> {
  const borders = { top: borderTop, left: borderLeft, bottom: borderBottom, right: borderRight };
  const drawn = Object.entries(borders).filter(([, border]) => border !== undefined);
  return drawn.length ? { borders: Object.fromEntries(drawn) } : {};
}

export function styleViewOf(style: Style): StyleView {
  const align = ALIGNMENTS.find((each) => each === style.horizontalAlignment);
  return {
    ...(style.background === undefined ? {} : { background: style.background }),
    ...(style.fontColor === undefined ? {} : { color: style.fontColor }),
    ...(style.fontWeight === 'bold' ? { bold: true } : {}),
    ...(style.fontStyle === 'italic' ? { italic: true } : {}),
    ...(style.fontLine?.includes('underline') ? { underline: true } : {}),
    ...(style.fontLine?.includes('line-through') ? { strikethrough: true } : {}),
    ...(align ? { align } : {}),
    ...(style.wrapStrategy === 'WRAP' ? { wrap: true } : {}),
    ...(style.wrapStrategy === 'CLIP' ? { clip: true } : {}),
    ...(VERTICAL[style.verticalAlignment ?? ''] ?? {}),
    ...(style.rotation ? { rotation: style.rotation } : {}),
    ...(style.verticalText ? { vertical: true } : {}),
    ...(style.textDirection === 'RIGHT_TO_LEFT' ? { rightToLeft: true } : {}),
    ...bordersOf(style),
    ...(style.fontSize === undefined ? {} : { fontSize: style.fontSize }),
    ...(style.fontFamily === undefined ? {} : { fontFamily: style.fontFamily }),
    ...(style.numberFormat === undefined ? {} : { numberFormat: style.numberFormat }),
  };
}

/** `null` sets a field back. A cell has one line only, as in Apps Script: the last one asked for. */
export function styleChangeOf(change: StyleViewChange): StyleChange {
  const has = (field: keyof StyleViewChange): boolean => field in change;
  const line = change.underline ? 'underline' : change.strikethrough ? 'line-through' : undefined;
  return {
    ...(has('background') ? { background: change.background ?? undefined } : {}),
    ...(has('color') ? { fontColor: change.color ?? undefined } : {}),
    ...(has('bold') ? { fontWeight: change.bold ? 'bold' : undefined } : {}),
    ...(has('italic') ? { fontStyle: change.italic ? 'italic' : undefined } : {}),
    ...(has('underline') || has('strikethrough') ? { fontLine: line } : {}),
    ...(has('align') ? { horizontalAlignment: change.align ?? undefined } : {}),
    ...(has('wrap') ? { wrapStrategy: change.wrap ? 'WRAP' : undefined } : {}),
    ...(has('fontSize') ? { fontSize: change.fontSize ?? undefined } : {}),
    ...(has('fontFamily') ? { fontFamily: change.fontFamily ?? undefined } : {}),
    ...(has('numberFormat') ? { numberFormat: change.numberFormat ?? undefined, fromInput: undefined } : {}),
  };
}
