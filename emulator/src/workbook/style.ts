/** Formats of cells. Equal styles are one shared object, so a sheet of 100,000 cells holds few of them. */

export interface Style {
  /** A pattern such as `0.00`; absent means automatic. */
  readonly numberFormat?: string;
  /** The pattern came from typed input and gives way to the next input's. */
  readonly fromInput?: true;
  readonly background?: string;
  readonly fontColor?: string;
  readonly fontFamily?: string;
  readonly fontSize?: number;
  readonly fontWeight?: string;
  readonly fontStyle?: string;
  readonly fontLine?: string;
  readonly horizontalAlignment?: string;
  readonly verticalAlignment?: string;
  readonly wrapStrategy?: WrapStrategy;
  readonly textDirection?: string;
  /** Degrees, -90 to 90. */
  readonly rotation?: number;
  /** Letters stand below each other. */
  readonly verticalText?: true;
  readonly borderTop?: Border;
  readonly borderLeft?: Border;
  readonly borderBottom?: Border;
  readonly borderRight?: Border;
}

export const WRAP_STRATEGIES = ['WRAP', 'OVERFLOW', 'CLIP'] as const;
export type WrapStrategy = (typeof WRAP_STRATEGIES)[number];

export const BORDER_STYLES = ['DOTTED', 'DASHED', 'SOLID', 'SOLID_MEDIUM', 'SOLID_THICK', 'DOUBLE'] as const;
export type BorderStyle = (typeof BORDER_STYLES)[number];

/** Style and colour, e.g. `SOLID #000000`: one text, so that equal styles are one object. */
export type Border = `${BorderStyle} ${string}`;

const KEYS: readonly (keyof Style)[] = [
  'numberFormat',
  'fromInput',
  'background',
  'fontColor',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'fontStyle',
  'fontLine',
  'horizontalAlignment',
  'verticalAlignment',
  'wrapStrategy',
  'textDirection',
  'rotation',
  'verticalText',
  'borderTop',
  'borderLeft',
  'borderBottom',
  'borderRight',
];

/** A change to a style; undefined sets a field back to the sheet's default. */
export type StyleChange = { readonly [Key in keyof Style]?: Style[Key] | undefined };

const shared = new Map<string, Style>();

/** The one object for these fields; undefined when all are defaults. */
export function internStyle(fields: StyleChange): Style | undefined {
  const set = KEYS.filter((key) => fields[key] !== undefined);
  if (!set.length) return undefined;
  const key = JSON.stringify(set.map((name) => [name, fields[name]]));
  let style = shared.get(key);
  if (!style) {
    style = Object.freeze(Object.fromEntries(set.map((name) => [name, fields[name]])));
    shared.set(key, style);
  }
  return style;
}

/** A style as an earlier version stored it, which knew wrapped and not wrapped only. */
export function storedStyle(fields: Style & { readonly wrap?: boolean }): Style | undefined {
  return internStyle(fields.wrap ? { ...fields, wrapStrategy: 'WRAP' } : fields);
}

export function changeStyle(style: Style | undefined, change: StyleChange): Style | undefined {
  return internStyle({ ...style, ...change });
}

/** What a script reads from a cell without a style of its own. */
export const STYLE_DEFAULTS = {
  numberFormat: '0.###############',
  background: '#ffffff',
  fontColor: '#000000',
  fontFamily: 'Arial',
  fontSize: 10,
  fontWeight: 'normal',
  fontStyle: 'normal',
  fontLine: 'none',
  horizontalAlignment: 'general',
  verticalAlignment: 'bottom',
  wrapStrategy: 'OVERFLOW',
  textDirection: null,
} as const;
