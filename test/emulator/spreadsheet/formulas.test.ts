/** Formula cells are formula cells: their text is kept, their results follow, their references move. */
import type { FormulaEngine } from '../../../emulator/src/workbook';
import { shiftReferences } from '../../../emulator/src/workbook/formula-references';
import { open } from './support/open';

const evaluate = (formula: string): unknown => {
  const { sheet, fill } = open({ now: () => Date.UTC(2026, 0, 2, 12) });
  fill([[1, 'a', true], [2, 'B', ''], [3, 'c d', '=1/0']]); // prettier-ignore
  return sheet.getRange('E5').setFormula(formula).getValue() as unknown;
};

test.each([
  ['=1+2*3', 7],
  ['=(1+2)*3', 9],
  ['=2^3', 8],
  ['=-A1', -1],
  ['=10%', 0.1],
  ['="a""b"', 'a"b'],
  ['="x"&A1&B1', 'x1a'],
  ['=A1=1', true],
  ['="A"="a"', true],
  ['=A1<>A2', true],
  ['=2<=1', false],
  ['=A1', 1],
  ['=$A$2', 2],
  ['=Sheet1!A3', 3],
  ["='Sheet1'!A3", 3],
  ['=Z99', 0],
  ['=SUM(A1:A3)', 6],
  ['=SUM(A:A)', 6],
  ['=SUM(A2:A,10)', 15],
  ['=AVERAGE(A1:A3)', 2],
  ['=MAX(A1:A3)-MIN(A1:A3)', 2],
  ['=COUNT(A1:B3)', 3],
  ['=COUNTA(A1:C2)', 5],
  ['=COUNTIF(A1:A3,">1")', 2],
  ['=COUNTIF(B1:B3,"b")', 1],
  ['=IF(A1=1,"yes","no")', 'yes'],
  ['=IF(FALSE,1)', false],
  ['=IF(C1,"on",1/0)', 'on'],
  ['=IFERROR(C3,"none")', 'none'],
  ['=AND(TRUE,A1=1)', true],
  ['=OR(FALSE,NOT(TRUE))', false],
  ['=CONCATENATE(A1:A3,"!")', '123!'],
  ['=CONCAT(B1,B2)', 'aB'],
  ['=UPPER(B3)&LOWER(B2)', 'C Db'],
  ['=TRIM("  a   b ")', 'a b'],
  ['=LEN(B3)+LEN(LEFT(B3,2))', 5],
  ['=MID("abcdef",2,3)&RIGHT("abc")', 'bcdc'],
  ['=SUBSTITUTE(B3," ","-")', 'c-d'],
  ['=ROUND(2.345,2)', 2.35],
  ['=ABS(-2)', 2],
  ['=ROW()&"/"&COLUMN()', '5/5'],
  ['=ROW(A7)', 7],
  ['=ISBLANK(D1)', true],
  ['=HYPERLINK("https://x.test","label")', 'label'],
  ['=TODAY()', new Date('2026-01-02T00:00:00Z')],
  ['=TODAY()-TODAY()+1', 1],
])('%s is %p', (formula, expected) => {
  expect(evaluate(formula)).toEqual(expected);
});

test.each([
  ['=1/0', '#DIV/0!'],
  ['=C3+1', '#DIV/0!'],
  ['=SUM(C1:C3)', '#DIV/0!'],
  ['=B1+1', '#VALUE!'],
  ['=UNKNOWN(1)', '#NAME?'],
  ['=nonsense', '#NAME?'],
  ['=1+', '#ERROR!'],
  ['=(1', '#ERROR!'],
  ['=Nowhere!A1', '#REF!'],
  ['=A1001', '#REF!'],
  ['=E5+1', '#REF!'],
  ['=9^999', '#NUM!'],
])('%s reads as %s', (formula, expected) => {
  expect(evaluate(formula)).toBe(expected);
});

test('a formula recalculates when what it looks at changes', () => {
  const { sheet, user } = open();
  sheet.getRange('A1:C1').setValues([[1, '=A1*2', '=B1+1']]);
  expect(sheet.getRange('C1').getValue()).toBe(3);
  user.edit('Sheet1', 'A1', '10');
  expect(sheet.getRange('A1:C1').getValues()).toEqual([[10, 20, 21]]);
});

test('getFormula is empty for plain cells, and a formula ends only when somebody writes', () => {
  const { sheet } = open();
  sheet.getRange('A1:B1').setFormulas([['=1+1', '']]);
  expect(sheet.getRange('A1:B1').getFormulas()).toEqual([['=1+1', '']]);
  expect(sheet.getRange('A1').setFormula('SUM(1,2)').getFormula()).toBe('=SUM(1,2)');
  sheet.getRange('A1').setNumberFormat('0.00').setNote('note');
  expect(sheet.getRange('A1').getFormula()).toBe('=SUM(1,2)');
  expect(sheet.getRange('A1').setValue(3).getFormula()).toBe('');
});

test('the values that getValues gives are results: writing them back flattens formulas', () => {
  const { sheet } = open();
  const range = sheet.getRange('A1:B1').setValues([[2, '=A1*2']]);
  range.setValues(range.getValues());
  expect([sheet.getRange('B1').getFormula(), sheet.getRange('B1').getValue()]).toEqual(['', 4]);
});

describe('references', () => {
  test.each([
    [2, 1, '=A1+A3+SUM(A1:A6)'],
    [1, 2, '=A3+A4+SUM(A3:A7)'],
    [6, 3, '=A1+A2+SUM(A1:A5)'],
  ])('move with rows inserted before %i (%i of them)', (at, count, expected) => {
    const { sheet } = open();
    sheet.getRange('C1').setFormula('=A1+A2+SUM(A1:A5)');
    sheet.insertRowsBefore(at, count);
    expect(sheet.getRange('C:C').getFormulas().flat().filter(Boolean)).toEqual([expected]);
  });

  test('shrink with deleted rows, and end in #REF! when nothing is left', () => {
    const { sheet } = open();
    sheet.getRange('C1').setFormula('=A2+SUM(A2:A5)&"A2"');
    sheet.deleteRow(2);
    expect(sheet.getRange('C1').getFormula()).toBe('=#REF!+SUM(A2:A4)&"A2"');
    expect(sheet.getRange('C1').getValue()).toBe('#REF!');
  });

  test('of other sheets move with those sheets only, and follow a new name', () => {
    const { sheet, file } = open();
    const other = file.insertSheet('Other');
    other.getRange('A1').setFormula('=Sheet1!A2+A2');
    sheet.insertRowBefore(1);
    expect(other.getRange('A1').getFormula()).toBe('=Sheet1!A3+A2');
    sheet.setName("Bob's leads");
    expect(other.getRange('A1').getFormula()).toBe("='Bob''s leads'!A3+A2");
  });

  test('leave functions, texts and open ends alone', () => {
    const insert = { kind: 'insert', axis: 'row', at: 1, count: 1 } as const;
    const shifted = (formula: string) => shiftReferences(formula, 'S', 'S', insert);
    expect(shifted('=LOG10(A1)+"B2"&A:A')).toBe('=LOG10(A2)+"B2"&A:A');
    expect(shifted('=SUM(A2:A)+SUM(3:4)+$B$7')).toBe('=SUM(A3:A)+SUM(4:5)+$B$8');
    expect(shifted("='S'!A1+Other!A1")).toBe("='S'!A2+Other!A1");
  });
});

test('a running total over thousands of rows is read from the bottom', () => {
  const { sheet } = open({ sheets: [{ name: 'Long', rows: 5000, columns: 2 }] });
  const formulas = Array.from({ length: 5000 }, (_, index) => [index === 0 ? '=1' : `=A${index}+1`]);
  sheet.getRange('A:A').setFormulas(formulas);
  expect(sheet.getRange('A5000').getValue()).toBe(5000);
});

test('another engine takes the place of the built-in one', () => {
  const formulas: FormulaEngine = {
    evaluate: (formula, at, cells) =>
      `${formula}@${at.row},${at.column}:${cells.read(undefined, 1, 1) as string}`,
  };
  const { sheet } = open({ formulas });
  sheet.getRange('A1').setValue('x');
  expect(sheet.getRange('B2').setFormula('=ANY()').getValue()).toBe('=ANY()@2,2:x');
});
