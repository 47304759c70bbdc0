/** Text of a cell with links, or with parts that look different: the parts that differ from the cell, in order. */

export interface TextLook {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly fontFamily?: string;
  readonly fontSize?: number;
  readonly foregroundColor?: string;
}

/** From `start` up to, not including, `end`. */
export interface TextRun extends TextLook {
  readonly start: number;
  readonly end: number;
  readonly link?: string;
}

export type RichText = readonly TextRun[];

export const LOOK_FIELDS = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'fontFamily',
  'fontSize',
  'foregroundColor',
] as const satisfies readonly (keyof TextLook)[];
