/** The sample's menu, and the trigger it installs. */
function onOpen() {
  const ui = SpreadsheetApp.getUi();
  ui.createMenu('Prices')
    .addItem('Refresh now', 'refreshPrices')
    .addSubMenu(ui.createMenu('Schedule').addItem('Every 5 minutes', 'schedule'))
    .addItem('Clear', 'clearPrices')
    .addItem('Edit prices', 'showEditor')
    .addToUi();
}

function schedule() {
  ScriptApp.newTrigger('refreshPrices').timeBased().everyMinutes(5).create();
  SpreadsheetApp.getActive().toast('Scheduled');
}

function showEditor() {
  const page = HtmlService.createTemplateFromFile('Editor');
  page.rows = SpreadsheetApp.getActive().getSheetByName('Items').getLastRow() - 1;
  SpreadsheetApp.getUi().showSidebar(page.evaluate().setTitle('Prices'));
}

function savePrice(row, price) {
  if (!(price > 0)) throw new Error('A price is above zero');
  SpreadsheetApp.getActive().getSheetByName('Items').getRange(row, 2).setValue(price);
  return { row, savedBy: Session.getActiveUser().getEmail(), at: new Date(0) };
}

function clearPrices() {
  const ui = SpreadsheetApp.getUi();
  if (ui.alert('Clear all prices?', ui.ButtonSet.YES_NO) !== ui.Button.YES) return;
  const reason = ui.prompt('Why?').getResponseText();
  const sheet = SpreadsheetApp.getActive().getSheetByName('Items');
  sheet.getRange(2, 2, sheet.getLastRow() - 1, 1).clearContent();
  console.log(`cleared: ${reason}`);
}
