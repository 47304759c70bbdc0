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
  { singular: 'Wrap', plural: 'Wraps', field: 'wrap' },
  { singular: 'NumberFormat', plural: 'NumberFormats', field: 'numberFormat' },
] as const;
