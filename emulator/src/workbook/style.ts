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
  readonly wrap?: boolean;
}

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
  'wrap',
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
  wrap: false,
} as const;
