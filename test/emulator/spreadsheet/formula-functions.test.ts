/** The functions that people use in Sheets, results that cover several cells, and formulas in other locales. */
import { open, type Values } from './support/open';

const TABLE: Values = [
  ['Name', 'State', 'Amount', 'Date'],
  ['Ann', 'new', 10, '2024-01-15'],
  ['Bob', 'won', 20, '2024-02-29'],
  ['Cid', 'new', 5, '2024-03-31'],
  ['Dora', '', 40, ''],
];

function evaluated(formula: string): unknown {
  const { sheet, file, fill } = open({ now: () => Date.UTC(2026, 0, 2, 12) });
  fill(TABLE);
  file.setNamedRange('amounts', sheet.getRange('C2:C5'));
  sheet.getRange('A10').setValue('=1/0');
  return sheet.getRange('G3').setFormula(formula).getDisplayValue();
}

test.each([
  ['=IFS(C2>100,"much",C2>5,"some",TRUE,"little")', 'some'],
  ['=SWITCH(B3,"new",1,"won",2,0)', '2'],
  ['=IFNA(VLOOKUP("Zoe",A2:C5,3,FALSE),"none")', 'none'],
  ['=VLOOKUP("bob",A2:C5,3,FALSE)', '20'],
  ['=VLOOKUP(25,{1,"a";20,"b";30,"c"},2)', 'b'],
  ['=VLOOKUP("Zoe",A2:C5,3,FALSE)', '#N/A'],
  ['=VLOOKUP("Ann",A2:C5,9,FALSE)', '#REF!'],
  ['=HLOOKUP("State",A1:D5,3,FALSE)', 'won'],
  ['=XLOOKUP("Cid",A2:A5,C2:C5)', '5'],
  ['=XLOOKUP("Zoe",A2:A5,C2:C5,"nobody")', 'nobody'],
  ['=XLOOKUP(12,C2:C5,A2:A5,"",-1)', 'Ann'],
  ['=INDEX(A1:D5,3,1)', 'Bob'],
  ['=INDEX(C2:C5,MATCH("Dora",A2:A5,0))', '40'],
  ['=MATCH("x",A2:A5,0)', '#N/A'],
  ['=MATCH(15,{5,10,20})', '2'],
  ['=COUNTIF(B2:B5,"new")', '2'],
  ['=COUNTIF(A2:A5,"*o*")', '2'],
  ['=COUNTIF(B2:B5,"")', '1'],
  ['=COUNTIF(D2:D5,">=2024-02-29")', '2'],
  ['=COUNTIFS(B2:B5,"new",C2:C5,">5")', '1'],
  ['=SUMIF(B2:B5,"new",C2:C5)', '15'],
  ['=SUMIF(C2:C5,">5")', '70'],
  ['=SUMIFS(C2:C5,B2:B5,"<>new",C2:C5,"<30")', '20'],
  ['=AVERAGEIF(B2:B5,"new",C2:C5)', '7.5'],
  ['=MAXIFS(C2:C5,B2:B5,"new")', '10'],
  ['=COUNTBLANK(B2:B5)', '1'],
  ['=COUNTUNIQUE(B2:B4)', '2'],
  ['=SUMPRODUCT((B2:B5="new")*C2:C5)', '15'],
  ['=SUM(amounts)', '75'],
  ['=SUM(FILTER(C2:C5,B2:B5="new"))', '15'],
  ['=ARRAYFORMULA(SUM(LEN(A2:A5)))', '13'],
  ['=SUM(C5:C2)', '75'],
  ['=JOIN("/",A2:A4)', 'Ann/Bob/Cid'],
  ['=TEXTJOIN(", ",TRUE,B2:B5)', 'new, won, new'],
  ['=TEXT(D2,"dd.mm.yyyy")', '15.01.2024'],
  ['=TEXT(1234.5,"#,##0.00")', '1,234.50'],
  ['=REGEXMATCH(A2,"^A")', 'TRUE'],
  ['=REGEXEXTRACT("Lead-0042","\\d+")', '0042'],
  ['=REGEXREPLACE("a1b2","(\\d)","<\\1>")', 'a<1>b<2>'],
  ['=PROPER("ann o\'neil")', "Ann O'Neil"],
  ['=SUBSTITUTE("a-b-c","-","+",2)', 'a-b+c'],
  ['=FIND("b","abc")&SEARCH("C","abc")', '23'],
  ['=VALUE("1,234.5")+1', '1235.5'],
  ['="2024-01-02"+1', '45294'],
  ['=DATE(2024,14,1)', '2/1/2025'],
  ['=YEAR(D3)&MONTH(D3)&DAY(D3)', '2024229'],
  ['=WEEKDAY(D2)&WEEKDAY(D2,2)', '21'],
  ['=EDATE(D4,-1)', '2/29/2024'],
  ['=EOMONTH(D2,1)', '2/29/2024'],
  ['=D3+1', '2024-03-01'],
  ['=D3-D2', '45'],
  ['=DATEDIF(D2,D4,"M")', '2'],
  ['=NETWORKDAYS(D2,D2+6)', '5'],
  ['=WORKDAY(D2,5)', '1/22/2024'],
  ['=TIME(13,30,0)', '1:30:00 PM'],
  ['=HOUR(TIME(13,30,0))', '13'],
  ['=ISOWEEKNUM(DATE(2024,12,30))', '1'],
  ['=TODAY()', '1/2/2026'],
  ['=NOW()', '1/2/2026 12:00:00'],
  ['=ROUNDUP(1.21,1)&ROUNDDOWN(-1.29,1)', '1.3-1.2'],
  ['=MOD(-1,3)', '2'],
  ['=CEILING(7,5)&FLOOR(7,5)', '105'],
  ['=IF(A10,1,2)', '#DIV/0!'],
  ['=IFERROR(A10,"oops")', 'oops'],
  ['=ISNUMBER(C2)&ISTEXT(A2)&ISNA(NA())', 'TRUETRUETRUE'],
  ['=LET(x,C2,y,x*2,x+y)', '30'],
  ['=INDIRECT("C"&3)', '20'],
  ['=OFFSET(A1,2,2)', '20'],
  ['=CHOOSE(2,"a","b")', 'b'],
  ['=MEDIAN(C2:C5)', '15'],
  ['=ROUND(STDEV(C2:C5),3)', '15.478'],
  ['=LARGE(C2:C5,2)', '20'],
  ['=RANK(20,C2:C5)', '2'],
  ['=PERCENTILE(C2:C5,0.5)', '15'],
  ['=ROUND(PMT(0.01,12,1000),2)', '-88.85'],
  ['=ROUND(PI(),4)', '3.1416'],
  ['=ROUND(SIN(1)^2+COS(1)^2,9)', '1'],
  ['=LN("x")', '#VALUE!'],
  ['=QUERY(A1:C5,"select A")', '#NAME?'],
  ['=GOOGLETRANSLATE("a")', '#NAME?'],
  ['=A2:A5', 'Bob'],
  ['=A4:A5', '#VALUE!'],
])('%s shows %s', (formula, expected) => {
  expect(evaluated(formula)).toBe(expected);
});

describe('results that cover several cells', () => {
  test('are shown, read and counted where they reach, and follow what they are made from', () => {
    const { sheet, fill, user } = open();
    fill(TABLE);
    sheet.getRange('F1').setFormula('=FILTER(A2:C,B2:B="new")');
    expect(sheet.getRange('F1:H3').getValues()).toEqual([['Ann', 'new', 10], ['Cid', 'new', 5], ['', '', '']]); // prettier-ignore
    expect(sheet.getRange('F2').getFormula()).toBe('');
    expect([sheet.getLastRow(), sheet.getLastColumn()]).toEqual([5, 8]);
    sheet.getRange('J1').setFormula('=SUM(H:H)');
    expect(sheet.getRange('J1').getValue()).toBe(15);
    user.edit('Sheet1', 'B3', 'new');
    expect(sheet.getRange('F1:F3').getValues().flat()).toEqual(['Ann', 'Bob', 'Cid']);
    expect(sheet.getRange('J1').getValue()).toBe(35);
    expect(sheet.createTextFinder('Cid').findAll()).toHaveLength(2);
  });

  test.each([
    ['=ARRAYFORMULA(C2:C5*2)', [[20], [40], [10], [80]]],
    ['=ARRAYFORMULA(IF(C2:C5>9,A2:A5,"-"))', [['Ann'], ['Bob'], ['-'], ['Dora']]],
    ['=ARRAYFORMULA(IFERROR(VLOOKUP(A2:A3,{"Bob","b"},2,FALSE),"?"))', [['?'], ['b']]],
    ['=SORT(A2:C5,3,FALSE)', [['Dora', '', 40], ['Bob', 'won', 20], ['Ann', 'new', 10], ['Cid', 'new', 5]]], // prettier-ignore
    ['=UNIQUE(B2:B4)', [['new'], ['won']]],
    ['=TRANSPOSE(A2:B3)', [['Ann', 'Bob'], ['new', 'won']]], // prettier-ignore
    ['=SPLIT("a, b,7",", ",FALSE)', [['a', 'b,7']]],
    ['=SPLIT("a,b,,7",",")', [['a', 'b', 7]]],
    ['=SEQUENCE(2,2)', [[1, 2], [3, 4]]], // prettier-ignore
    ['={A2:A3,{1;2}}', [['Ann', 1], ['Bob', 2]]], // prettier-ignore
    ['=XLOOKUP("Bob",A2:A5,A2:C5)', [['Bob', 'won', 20]]],
    ['=INDEX(A2:C5,2,0)', [['Bob', 'won', 20]]],
    ['=ARRAYFORMULA(ROW(A2:A4))', [[2], [3], [4]]],
  ] as [string, unknown[][]][])('%s', (formula, expected) => {
    const { sheet, fill } = open();
    fill(TABLE);
    sheet.getRange('F2').setFormula(formula);
    expect(sheet.getRange(2, 6, expected.length, expected[0]?.length ?? 1).getValues()).toEqual(expected);
  });

  test('give #REF! where something stands in their way or the sheet ends', () => {
    const { sheet, user } = open();
    sheet.getRange('A1').setFormula('=SEQUENCE(3)');
    user.edit('Sheet1', 'A3', 'mine');
    expect(sheet.getRange('A1:A3').getValues().flat()).toEqual(['#REF!', '', 'mine']);
    user.clear('Sheet1', 'A3');
    expect(sheet.getRange('A1:A3').getValues().flat()).toEqual([1, 2, 3]);
    sheet.getRange('A999').setFormula('=SEQUENCE(3)');
    expect(sheet.getRange('A999').getValue()).toBe('#REF!');
  });
});

describe('circles', () => {
  test('are #REF! in each of their cells, and end when one is changed', () => {
    const { sheet, user } = open();
    sheet.getRange('A1:C1').setFormulas([['=B1+1', '=C1', '=A1']]);
    expect(sheet.getRange('A1:C1').getValues()).toEqual([['#REF!', '#REF!', '#REF!']]);
    user.edit('Sheet1', 'C1', '1');
    expect(sheet.getRange('A1:C1').getValues()).toEqual([[2, 1, 1]]);
  });
});

describe('errors read by switch', () => {
  test.each([
    ['own-text', '#DIV/0!'],
    ['generic', '#ERROR!'],
  ] as const)('%s: %s', (errorValues, expected) => {
    const { sheet } = open({ switches: { errorValues } });
    expect(sheet.getRange('A1').setFormula('=1/0').getValue()).toBe(expected);
    expect(sheet.getRange('A1').getDisplayValue()).toBe('#DIV/0!');
  });
});

describe('in a locale with a decimal comma', () => {
  const german = () => open({ locale: 'de_DE' });

  test('semicolons part arguments, backslashes columns, and numbers have commas', () => {
    const { user, sheet } = german();
    user.paste('Sheet1', 'A1', [['1,5', '=SUM(A1;0,5)', '=ROUND(A1*2,25;1)', '={1\\2}', '']]);
    expect(sheet.getRange('A1:E1').getDisplayValues()).toEqual([['1,5', '2', '3,4', '1', '2']]);
    expect(sheet.getRange('B1').getFormula()).toBe('=SUM(A1;0,5)');
    user.edit('Sheet1', 'A2', '=SUM(A1,B1)');
    expect(sheet.getRange('A2').getValue()).toBe('#ERROR!');
  });

  test('dates and texts that read as numbers are read as people there write them', () => {
    const { user, sheet } = german();
    user.paste('Sheet1', 'A1', [['31.12.2024', '=A1+1', '=TEXT(A1;"yyyy")', '="1,5"*2', '=DATE(2024;1;2)']]);
    expect(sheet.getRange('A1:E1').getDisplayValues()).toEqual([
      ['31.12.2024', '01.01.2025', '2024', '3', '02.01.2024'],
    ]);
  });
});

test('formulas keep working after rows are inserted, deleted and sorted', () => {
  const { sheet, user, fill } = open();
  fill([['a', 3, '=B1*2'], ['b', 1, '=B2*2'], ['c', 2, '=B3*2'], ['sum', '', '=SUM(C1:C3)']]); // prettier-ignore
  user.sort('Sheet1', 'A1:C3', 2);
  expect(sheet.getRange('A1:C4').getValues()).toEqual([['b', 1, 2], ['c', 2, 4], ['a', 3, 6], ['sum', '', 12]]); // prettier-ignore
  expect(sheet.getRange('C1:C3').getFormulas().flat()).toEqual(['=B1*2', '=B2*2', '=B3*2']);
  user.insertRows('Sheet1', 2);
  user.edit('Sheet1', 'B2', '10');
  user.fill('Sheet1', 'C1', 'C1:C2');
  user.deleteRows('Sheet1', 1);
  expect(sheet.getRange('C4').getFormula()).toBe('=SUM(C1:C3)');
  expect(sheet.getRange('C1:C4').getValues().flat()).toEqual([20, 4, 6, 30]);
});
