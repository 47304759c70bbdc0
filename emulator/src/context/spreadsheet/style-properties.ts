/** Formats that a range reads and writes cell by cell, all in the same four ways: getX, getXs, setX, setXs. */

/** `singular` and `plural` as in getBackground and getBackgrounds; `field` of the stored style. */
export const STYLE_PROPERTIES = [
  { singular: 'Background', plural: 'Backgrounds', field: 'background' },
  { singular: 'FontColor', plural: 'FontColors', field: 'fontColor' },
  { singular: 'FontFamily', plural: 'FontFamilies', field: 'fontFamily' },
  { singular: 'FontSize', plural: 'FontSizes', field: 'fontSize' },
  { singular: 'FontWeight', plural: 'FontWeights', field: 'fontWeight' },
  { singular: 'FontStyle', plural: 'FontStyles', field: 'fontStyle' },
  { singular: 'FontLine', plural: 'FontLines', field: 'fontLine' },
  { singular: 'HorizontalAlignment', plural: 'HorizontalAlignments', field: 'horizontalAlignment' },
  { singular: 'VerticalAlignment', plural: 'VerticalAlignments', field: 'verticalAlignment' },
  { singular: 'NumberFormat', plural: 'NumberFormats', field: 'numberFormat' },
] as const;

/** The same, with values of an enum. */
export const ENUM_STYLE_PROPERTIES = [
  { singular: 'WrapStrategy', plural: 'WrapStrategies', field: 'wrapStrategy' },
  { singular: 'TextDirection', plural: 'TextDirections', field: 'textDirection' },
] as const;

/** Whether text wraps is the strategy, asked in another way. */
export const WRAP = { singular: 'Wrap', plural: 'Wraps' } as const;
