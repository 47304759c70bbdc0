/** A small bound script: builds the tables that the page's tests work on. It runs in the emulator, as text. */
export const DEMO_SCRIPT = `
function onOpen() {
  SpreadsheetApp.getUi().createMenu('Demo').addItem('Stamp', 'stamp').addToUi();
}

function stamp() {
  SpreadsheetApp.getActiveRange().setValue('stamped');
}

function setUp() {
  var book = SpreadsheetApp.getActive();
  var sheet = book.getSheets()[0].setName('Leads');
  var rows = [['Company', 'Contact', 'Status', 'Value', 'Called', 'Due']];
  var names = ['Acme', 'Borealis', 'Cobalt', 'Delta', 'Ember', 'Fjord', 'Granite', 'Harbor', 'Iris', 'Juniper'];
  var statuses = ['New', 'Contacted', 'Won', 'Lost'];
  for (var i = 0; i < names.length; i++) {
    rows.push([names[i] + ' Ltd', names[i].toLowerCase() + '@example.com', statuses[i % 4], (i + 1) * 1250, i % 3 === 0, '2026-10-' + (10 + i)]);
  }
  sheet.getRange(1, 1, rows.length, 6).setValues(rows);
  sheet.setFrozenRows(1);
  sheet.getRange('A1:F1').setFontWeight('bold').setBackground('#1f4e78').setFontColor('#ffffff');
  sheet.getRange('D2:D200').setNumberFormat('#,##0.00');
  sheet.getRange('D5').setBackground('#fff2cc');
  sheet.getRange('A3').setFontColor('#cc0000').setFontWeight('bold');
  sheet.getRange('A4').setNote('Call after four.');
  var list = SpreadsheetApp.newDataValidation().requireValueInList(statuses, true).setAllowInvalid(false).build();
  sheet.getRange('C2:C200').setDataValidation(list);
  sheet.getRange('E2:E11').insertCheckboxes();
  sheet.getRange('H1').setValue('Total');
  sheet.getRange('H2').setFormula('=COUNTA(A2:A11)');
  sheet.setColumnWidth(1, 160);
  sheet.setColumnWidth(2, 180);
  var warn = SpreadsheetApp.newDataValidation().requireNumberBetween(1, 9).setAllowInvalid(true).build();
  sheet.getRange('G2').setDataValidation(warn).setValue(55);
  var protection = sheet.getRange('H1:H2').protect().setDescription('Totals');
  protection.removeEditors(protection.getEditors());
  book.insertSheet('Archive').getRange('A1').setValue('old');
  book.insertSheet('Config').hideSheet();
  book.setActiveSheet(sheet);
}

function setUpLooks() {
  setUp();
  var sheet = SpreadsheetApp.getActive().getSheetByName('Leads');
  sheet.getRange('J3:K4').setValue('merged').merge().setBorder(true, true, true, true, null, null, '#ff0000', SpreadsheetApp.BorderStyle.SOLID_THICK);
  sheet.getRange('J6').setValue('word after word after word after word').setWrap(true);
  sheet.setRowHeight(8, 60);
  sheet.getRange('J9').setValue('a text that is longer than its cell and the next');
  sheet.getRange('J10').setValue('a text that is longer than its cell').setWrapStrategy(SpreadsheetApp.WrapStrategy.CLIP);
  var style = SpreadsheetApp.newTextStyle().setBold(true).build();
  sheet.getRange('J2').setRichTextValue(SpreadsheetApp.newRichTextValue().setText('see here')
    .setTextStyle(0, 3, style).setLinkUrl(4, 8, 'https://a.test/page').build());
  sheet.getRange('J11').setRichTextValue(SpreadsheetApp.newRichTextValue().setText('bad').setLinkUrl('javascript:alert(1)').build());
  sheet.insertColumnsAfter(26, 974);
  sheet.getRange(2, 1000).setValue('far right');
  sheet.getRange('J13:K16').applyRowBanding(SpreadsheetApp.BandingTheme.BLUE);
}

function setUpLarge() {
  var sheet = SpreadsheetApp.getActive().getSheets()[0].setName('Large');
  var rows = [['Id', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J']];
  for (var i = 1; i <= 9999; i++) rows.push(['row ' + i, i, i * 2, 'x' + i, 'y', 'z', i % 7, i % 11, 'last', 'end ' + i]);
  if (sheet.getMaxRows() < 10000) sheet.insertRowsAfter(sheet.getMaxRows(), 10000 - sheet.getMaxRows());
  sheet.getRange(1, 1, rows.length, 10).setValues(rows);
  sheet.setFrozenRows(1);
}
`;
