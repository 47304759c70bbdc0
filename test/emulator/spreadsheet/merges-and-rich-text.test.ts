/** Merged cells, texts with links and parts that look different, borders and banding. */
import { open, type Values } from './support/open';
import { fromSnapshot } from '../../../emulator/src/workbook';
import { viewCells, viewSheet } from '../../../emulator/src/workbook/view';

const BLOCK: Values = [
  ['a', 'b', 'c'],
  ['d', 'e', 'f'],
];

type Opened = ReturnType<typeof open>;
const texts = ({ sheet }: Opened, range: string) => sheet.getRange(range).getValues() as unknown[][];
const merges = ({ sheet }: Opened, range = 'A1:Y100') =>
  sheet.getRange(range).getMergedRanges().map((each) => each.getA1Notation()); // prettier-ignore
/** What the page is told of a cell. */
const shown = ({ workbook, sheet }: Opened, row = 1, column = 1) =>
  viewCells(workbook, workbook.sheet(sheet.getSheetId()), { row, column, rows: 1, columns: 1 });
const styleOf = (opened: Opened, row = 1, column = 1) => {
  const { cells, styles } = shown(opened, row, column);
  return styles[cells[0]?.[0]?.style ?? -1];
};

describe('merged cells', () => {
  test('keep the value of the top left cell only, and tell where they are', () => {
    const opened = open();
    opened.fill(BLOCK);
    opened.sheet.getRange('A1:B2').merge();
    expect(texts(opened, 'A1:C2')).toEqual([['a', '', 'c'], ['', '', 'f']]); // prettier-ignore
    expect(merges(opened, 'B2:C3')).toEqual(['A1:B2']);
    expect([opened.sheet.getRange('B2').isPartOfMerge(), opened.sheet.getRange('C1').isPartOfMerge()]).toEqual([true, false]); // prettier-ignore
  });

  test('go across, down, and apart again', () => {
    const opened = open();
    opened.sheet.getRange('A1:B2').mergeAcross();
    opened.sheet.getRange('D1:E2').mergeVertically();
    expect(merges(opened)).toEqual(['A1:B1', 'A2:B2', 'D1:D2', 'E1:E2']);
    opened.sheet.getRange('A1:B2').breakApart();
    opened.sheet.getRangeList(['D1:D2', 'E1:E2']).breakApart();
    expect(merges(opened)).toEqual([]);
  });

  test('are merged anew or taken apart as a whole only', () => {
    const { sheet } = open();
    sheet.getRange('A1:B2').merge();
    const refusal = 'You must select all cells in a merged range to merge or unmerge them.';
    expect(() => sheet.getRange('B2:C3').merge()).toThrow(refusal);
    expect(() => sheet.getRange('A1').breakApart()).toThrow(refusal);
    expect(() => sheet.getRange('A1:C3').merge()).not.toThrow();
  });

  test('move, grow and shrink with rows and columns', () => {
    const opened = open();
    opened.sheet.getRange('B2:C3').merge();
    opened.sheet.insertRowBefore(1).insertRowAfter(3);
    expect(merges(opened)).toEqual(['B3:C5']);
    opened.sheet.deleteColumn(3);
    expect(merges(opened)).toEqual(['B3:B5']);
    opened.sheet.deleteRows(4, 2);
    expect(merges(opened)).toEqual([]);
  });

  test('of one row are sorted with it, over several rows they stop a sort, and a move that would tear them', () => {
    const opened = open();
    const { sheet } = opened;
    opened.fill([['b', 1, ''], ['a', 2, '']]); // prettier-ignore
    sheet.getRange('B1:C1').merge();
    sheet.getRange('A1:C2').sort(1);
    expect([merges(opened), texts(opened, 'A1:B2')]).toEqual([['B2:C2'], [['a', 2], ['b', 1]]]); // prettier-ignore
    sheet.getRange('A1:A2').merge();
    expect(() => sheet.getRange('A1:C2').sort(2)).toThrow('cannot be sorted. Unmerge them first');
    expect(() => sheet.moveRows(sheet.getRange('A1'), 5)).toThrow('cut through merged cells');
  });

  test('stay when a sheet is cleared, and go along with a copy, a copied tab and the stored state', () => {
    const opened = open();
    const { sheet, file, workbook } = opened;
    sheet.getRange('A1:B1').merge().setValue('head');
    sheet.getRange('A1:B1').copyTo(sheet.getRange('D4'));
    sheet.clear();
    expect(merges(opened)).toEqual(['A1:B1', 'D4:E4']);
    const copy = sheet.copyTo(file);
    expect(copy.getRange('A1').isPartOfMerge()).toBe(true);
    expect(fromSnapshot(workbook.toSnapshot()).sheet('Sheet1').merges).toEqual(
      workbook.sheet('Sheet1').merges,
    );
  });

  test('made by a person can be taken back, values included', () => {
    const opened = open();
    opened.fill(BLOCK);
    opened.user.merge('Sheet1', 'A1:C2');
    expect(texts(opened, 'A1:C2').flat().join('')).toBe('a');
    opened.user.undo();
    expect([merges(opened), texts(opened, 'A1:C2')]).toEqual([[], BLOCK]);
    opened.user.redo();
    opened.user.unmerge('Sheet1', 'A1:C2');
    expect(merges(opened)).toEqual([]);
    opened.user.undo();
    expect(merges(opened)).toEqual(['A1:C2']);
  });

  test('of a deleted row, of a sort and of a cut come back with them', () => {
    const opened = open();
    const { sheet, user } = opened;
    opened.fill([['b', '', ''], ['a', '', '']]); // prettier-ignore
    sheet.getRange('A1:B1').merge();
    user.sort('Sheet1', 'A1:C2', 1);
    expect(merges(opened)).toEqual(['A2:B2']);
    user.undo();
    user.deleteRows('Sheet1', 1);
    user.undo();
    user.cut('Sheet1', 'A1:B1', 'E5');
    expect(merges(opened)).toEqual(['E5:F5']);
    user.undo();
    expect(merges(opened)).toEqual(['A1:B1']);
  });
});

describe('rich text', () => {
  const build = ({ SpreadsheetApp }: Opened) => {
    const bold = SpreadsheetApp.newTextStyle().setBold(true).setFontSize(14).build();
    return SpreadsheetApp.newRichTextValue()
      .setText('see here now')
      .setLinkUrl(4, 8, 'https://a.test/')
      .setTextStyle(0, 3, bold)
      .build();
  };

  test('has links and styles of its parts, and is read back so', () => {
    const opened = open();
    const value = opened.sheet.getRange('A1').setRichTextValue(build(opened)).getRichTextValue();
    expect(value?.getRuns().map((run) => [run.getText(), run.getStartIndex(), run.getLinkUrl()])).toEqual([
      ['see', 0, null],
      [' ', 3, null],
      ['here', 4, 'https://a.test/'],
      [' now', 8, null],
    ]);
    expect([value?.getText(), value?.getLinkUrl(), value?.getLinkUrl(4, 8)]).toEqual(['see here now', null, 'https://a.test/']); // prettier-ignore
    expect([value?.getTextStyle(0, 3).isBold(), value?.getTextStyle(4, 8).isBold(), value?.getTextStyle().isBold()]).toEqual([true, false, null]); // prettier-ignore
    expect(value?.getTextStyle(4, 8).isUnderline()).toBe(true);
    expect(opened.sheet.getRange('A1').getValue()).toBe('see here now');
  });

  test('a link over the whole text is its link; a text set anew has none', () => {
    const { SpreadsheetApp } = open();
    const linked = SpreadsheetApp.newRichTextValue().setText('x').setLinkUrl('https://a.test/');
    expect(linked.build().getLinkUrl()).toBe('https://a.test/');
    expect(linked.setText('y').build().getLinkUrl()).toBeNull();
    expect(() => linked.setLinkUrl(0, 5, 'https://a.test/')).toThrow('Illegal argument.');
  });

  test('is null where no text stands, empty where nothing stands', () => {
    const { sheet } = open();
    sheet.getRange('A1:B1').setValues([[5, true]]);
    expect(sheet.getRange('A1:B1').getRichTextValues()).toEqual([[null, null]]);
    expect(sheet.getRange('C1').getRichTextValue()?.getText()).toBe('');
  });

  test('goes when another value is written, and with its cell when rows are sorted, copied or stored', () => {
    const opened = open();
    const { sheet, workbook } = opened;
    opened.fill([['z'], ['y']]);
    sheet.getRange('A1').setRichTextValue(build(opened));
    sheet.getRange('A1:A2').setValues([['see here now'], ['b']]);
    expect(sheet.getRange('A1').getRichTextValue()?.getLinkUrl(4, 8)).toBeNull();
    sheet.getRange('A1').setRichTextValues([[build(opened)]]);
    sheet.getRange('A1:A2').sort(1);
    sheet.getRange('A2').copyTo(sheet.getRange('C7'));
    const stored = fromSnapshot(JSON.parse(JSON.stringify(workbook.toSnapshot())) as never);
    for (const [row, column] of [
      [2, 1],
      [7, 3],
    ] as const)
      // prettier-ignore
      expect(stored.sheet('Sheet1').get('richTexts', row, column)?.[1]?.link).toBe('https://a.test/');
    expect(sheet.getRange('A1').getRichTextValue()?.getRuns()).toHaveLength(1);
  });

  test('a text style is set on whole cells, too', () => {
    const { sheet, SpreadsheetApp } = open();
    const style = SpreadsheetApp.newTextStyle().setItalic(true).setForegroundColor('red').build();
    sheet.getRange('A1:B1').setTextStyle(style);
    expect([sheet.getRange('B1').getFontStyle(), sheet.getRange('A1').getFontColor()]).toEqual(['italic', '#ff0000']); // prettier-ignore
    expect(sheet.getRange('A1').getTextStyle().isItalic()).toBe(true);
  });

  test('the page is given links of the web and of mail, and no others', () => {
    const opened = open();
    const { sheet, SpreadsheetApp } = opened;
    const linkTo = (url: string) => SpreadsheetApp.newRichTextValue().setText('x').setLinkUrl(url).build();
    sheet.getRange('A1:B1').setRichTextValues([[linkTo('mailto:a@a.test'), linkTo('javascript:alert(1)')]]);
    expect([1, 2].map((column) => shown(opened, 1, column).cells[0]?.[0]?.runs?.[0]?.link)).toEqual(['mailto:a@a.test', undefined]); // prettier-ignore
  });
});

describe('borders', () => {
  test('null keeps, true draws, false takes away; style and colour as asked, else solid black', () => {
    const opened = open();
    const { sheet, SpreadsheetApp } = opened;
    sheet.getRange('A1:B2').setBorder(true, null, null, true, null, true);
    expect(styleOf(opened)).toEqual({ borders: { top: 'SOLID #000000', bottom: 'SOLID #000000' } });
    expect(styleOf(opened, 2, 2)).toEqual({ borders: { top: 'SOLID #000000', right: 'SOLID #000000' } });
    sheet.getRange('A1').setBorder(false, true, null, null, null, null, 'red', SpreadsheetApp.BorderStyle.DOUBLE); // prettier-ignore
    expect(styleOf(opened)).toEqual({ borders: { left: 'DOUBLE #ff0000', bottom: 'SOLID #000000' } });
    expect(() => sheet.getRange('A1').setBorder(1 as never, true, true, true, true, true)).toThrow(
      "(number,Boolean,Boolean,Boolean,Boolean,Boolean) don't match the method signature for SpreadsheetApp.Range.setBorder.",
    );
  });

  test('the line between two cells is one: who comes last draws it or takes it away', () => {
    const opened = open();
    const { sheet } = opened;
    sheet.getRange('A1').setBorder(null, null, true, true, null, null);
    sheet.getRange('A2').setBorder(false, null, null, null, null, null);
    sheet.getRangeList(['B1']).setBorder(null, true, null, null, null, null, 'blue', null);
    expect([styleOf(opened), styleOf(opened, 1, 2)]).toEqual([undefined, { borders: { left: 'SOLID #0000ff' } }]); // prettier-ignore
  });

  test('are not pasted where borders are left out', () => {
    const opened = open();
    const { sheet, SpreadsheetApp } = opened;
    sheet.getRange('A1').setBorder(true, true, true, true, null, null).setFontWeight('bold');
    const kind = SpreadsheetApp.CopyPasteType.PASTE_NO_BORDERS;
    sheet.getRange('A1').copyTo(sheet.getRange('C3'), kind, false);
    expect(styleOf(opened, 3, 3)).toEqual({ bold: true });
  });
});

describe('banding', () => {
  test('colours rows in turn, below a header, unless cells have a colour of their own', () => {
    const opened = open();
    const { sheet, SpreadsheetApp } = opened;
    const banding = sheet.getRange('A1:B4').applyRowBanding(SpreadsheetApp.BandingTheme.GREEN, true, true);
    sheet.getRange('A3').setBackground('red');
    expect([1, 2, 3, 4].map((row) => styleOf(opened, row, 2)?.background)).toEqual(['#63d297', '#ffffff', '#e7f9ef', '#afe9ca']); // prettier-ignore
    expect(styleOf(opened, 3)?.background).toBe('#ff0000');
    expect([banding.getHeaderRowColor(), banding.getFirstColumnColor()]).toEqual(['#63d297', null]);
    sheet.insertRowBefore(1);
    expect(sheet.getBandings()[0]?.getRange().getA1Notation()).toBe('A2:B5');
  });

  test('is one for a range; it can be recoloured and removed', () => {
    const opened = open();
    const range = opened.sheet.getRange('A1:B4');
    const banding = range.applyColumnBanding();
    expect(() => range.applyRowBanding()).toThrow('already has alternating background colors');
    banding.setSecondColumnColor('#abc').setHeaderColumnColor(null);
    expect([1, 2].map((column) => styleOf(opened, 1, column)?.background)).toEqual(['#ffffff', '#aabbcc']);
    banding.remove();
    expect([styleOf(opened), range.getBandings()]).toEqual([undefined, []]);
    expect(() => banding.getRange()).toThrow('The banding was removed.');
  });
});

test('wrapping, turning and direction of text are read back; wrapped rows are as high as their text', () => {
  const { sheet, SpreadsheetApp, workbook } = open();
  const { CLIP, OVERFLOW, WRAP } = SpreadsheetApp.WrapStrategy;
  const range = sheet
    .getRange('A1:B1')
    .setWrapStrategies([[CLIP, WRAP]])
    .setTextRotation(45);
  expect(range.getWrapStrategies()).toEqual([[CLIP, WRAP]]);
  expect([range.getWrap(), range.getWraps(), range.setWrap(false).getWrapStrategy()]).toEqual([false, [[false, true]], OVERFLOW]); // prettier-ignore
  expect([range.getTextRotation().getDegrees(), range.setVerticalText(true).getTextRotation().isVertical()]).toEqual([45, true]); // prettier-ignore
  expect(() => range.setTextRotation(91)).toThrow('between -90 and 90');
  range.setTextDirection(SpreadsheetApp.TextDirection.RIGHT_TO_LEFT);
  expect([range.getTextDirection(), range.setTextDirection(null).getTextDirection()]).toEqual([SpreadsheetApp.TextDirection.RIGHT_TO_LEFT, null]); // prettier-ignore
  const heights = () => viewSheet(workbook, workbook.sheet('Sheet1'), '').rowHeights;
  sheet.getRange('A3').setValue('word '.repeat(12)).setWrap(true);
  sheet.setRowHeight(4, 60);
  expect(heights()).toEqual({ 3: 93, 4: 60 });
  sheet.setRowHeightsForced(3, 1, 21).autoResizeRows(4, 1);
  expect(heights()).toEqual({ 3: 21 });
});

test('places by what stands around: data region, next cell with data; copies that turn or fill', () => {
  const opened = open();
  const { sheet, SpreadsheetApp } = opened;
  const { DOWN, NEXT, UP } = SpreadsheetApp.Direction;
  sheet.getRange('B2:C3').setValues([[1, 2], [3, 4]]); // prettier-ignore
  expect(sheet.getRange('B2').getDataRegion().getA1Notation()).toBe('B2:C3');
  expect(sheet.getRange('B2').getDataRegion(SpreadsheetApp.Dimension.ROWS).getA1Notation()).toBe('B2:B3');
  expect([['B1', DOWN], ['B2', NEXT], ['C3', DOWN], ['B9', UP]].map(([cell, to]) => sheet.getRange(cell as string).getNextDataCell(to as never).getA1Notation())).toEqual(['B2', 'C2', 'C1000', 'B3']); // prettier-ignore
  sheet.getRange('B2:C3').copyTo(sheet.getRange('E1'), SpreadsheetApp.CopyPasteType.PASTE_VALUES, true);
  expect(texts(opened, 'E1:F2')).toEqual([[1, 3], [2, 4]]); // prettier-ignore
  sheet.getRange('B2:B3').autoFill(sheet.getRange('B2:B5'), SpreadsheetApp.AutoFillSeries.DEFAULT_SERIES);
  sheet.getRange('B2').copyValuesToRange(sheet, 8, 8, 1, 2);
  expect([texts(opened, 'B4:B5'), texts(opened, 'H1:H2')]).toEqual([[[5], [7]], [[1], [1]]]); // prettier-ignore
});
