/** A script that shows everything a script can show. */
import type { EmulatorOptions } from '../../../../emulator/src/index';

const CODE = `
function onOpen() {
  const ui = SpreadsheetApp.getUi();
  ui.createMenu('Tools')
    .addItem('Greet', 'greet')
    .addItem('Ask', 'ask')
    .addItem('Name', 'askName')
    .addItem('Fail', 'fail')
    .addItem('Wait', 'waitLong')
    .addItem('Fetch', 'fetchOnce')
    .addSeparator()
    .addSubMenu(ui.createMenu('More')
      .addItem('Sidebar', 'showSidebar')
      .addItem('Second sidebar', 'showSecondSidebar')
      .addItem('Dialog', 'showDialog')
      .addItem('Beside', 'showBeside')
      .addItem('Install', 'install'))
    .addToUi();
}

function greet() {
  console.log('greeting');
  SpreadsheetApp.getActive().toast('Hello, ' + Session.getEffectiveUser().getEmail(), 'Greeting', 60);
}

function ask() {
  const ui = SpreadsheetApp.getUi();
  const button = ui.alert('Sure?', 'Everything will be\\nsorted.', ui.ButtonSet.YES_NO_CANCEL);
  SpreadsheetApp.getActiveSheet().getRange('A1').setValue(String(button));
}

function askName() {
  const ui = SpreadsheetApp.getUi();
  const answer = ui.prompt('Who', 'Your name?', ui.ButtonSet.OK_CANCEL);
  SpreadsheetApp.getActiveSheet().getRange('A1').setValue(answer.getSelectedButton() + ':' + answer.getResponseText());
}

function fail() {
  console.warn('about to fail');
  SpreadsheetApp.getActiveSheet().getRange('B2').getValue();
  throw new Error('The list is empty.');
}

function waitLong() {
  for (let turn = 0; turn < 1000; turn += 1) Utilities.sleep(250);
}

function fetchOnce() {
  SpreadsheetApp.getActiveSheet().getRange('A1').setValue(UrlFetchApp.fetch('https://tracker.example.dev/').getResponseCode());
}

function install() {
  PropertiesService.getScriptProperties().setProperties({ API_TOKEN: 'tr-4711', last: 'x'.repeat(200) });
  MailApp.sendEmail('boss@example.com', 'Installed', 'The trigger is there.');
  ScriptApp.newTrigger('tick').timeBased().everyMinutes(5).create();
}

function tick() {
  const cell = SpreadsheetApp.getActive().getSheets()[0].getRange('C1');
  cell.setValue(Number(cell.getValue()) + 1);
}

function add(one, other) { return one + other; }
function describe(value) { return JSON.stringify(value) + ' for ' + Session.getEffectiveUser().getEmail(); }
function bornOn() { return { on: new Date(0) }; }
function breakDown(what) { throw new TypeError(what + ' is broken'); }
function secret_() { return 'hidden'; }

function showSidebar() {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('side').setTitle('Helper'));
}
function showSecondSidebar() {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('<p>Another one</p>').setTitle('Second'));
}
function showBeside() {
  SpreadsheetApp.getUi().showModelessDialog(HtmlService.createHtmlOutput('<p>Goes along</p>'), 'Beside');
}
function showDialog() {
  const page = HtmlService.createHtmlOutput(
    '<button onclick="google.script.host.setHeight(320)">Taller</button><button onclick="google.script.host.close()">Close it</button>');
  SpreadsheetApp.getUi().showModalDialog(page.setWidth(420).setHeight(200), 'Settings');
}
`;

/** Each button does one thing that a page does, and writes what came of it. */
const SIDE = `<!doctype html>
<html lang="en">
<head><style>body { font: 14px sans-serif; margin: 12px } button { margin: 2px } output { display: block; margin-top: 8px }</style></head>
<body>
<main>
<form id="form"><label>Name <input name="name" value="Zoë"></label><label><input type="checkbox" name="tags" value="a" checked>a</label><label><input type="checkbox" name="tags" value="b" checked>b</label></form>
<button id="add">Add</button>
<button id="send">Send the form</button>
<button id="fail">Fail</button>
<button id="unheard">Fail unheard</button>
<button id="date">Get a date</button>
<button id="isolated">Reach out</button>
<output id="out"></output>
<script>
  const out = document.getElementById('out');
  const show = (value, extra) => (out.textContent = JSON.stringify(value) + (extra === undefined ? '' : ' ' + extra));
  const tell = (error, extra) => (out.textContent = [error instanceof Error, String(error), extra].join(' '));
  const attempt = (work) => { try { return work() } catch (error) { return String(error) } };
  const on = (id, work) => (document.getElementById(id).onclick = work);
  const run = google.script.run.withSuccessHandler(show).withFailureHandler(tell);
  on('add', () => run.withUserObject('for-add').add(2, 3));
  on('send', () => run.describe(document.getElementById('form')));
  on('fail', () => run.withUserObject('again').breakDown('It'));
  on('unheard', () => google.script.run.breakDown('Unheard'));
  on('date', () => run.bornOn());
  on('isolated', () => show({
    parent: attempt(() => parent.document.title),
    storage: attempt(() => localStorage.length),
    url: attempt(() => google.script.url.getLocation),
    history: attempt(() => google.script.history.push),
    private: typeof google.script.run.secret_,
  }));
</script>
</main>
</body>
</html>`;

const SCOPES = [
  'spreadsheets.currentonly',
  'script.container.ui',
  'script.scriptapp',
  'script.external_request',
  'script.send_mail',
  'userinfo.email',
].map((name) => `https://www.googleapis.com/auth/${name}`);

export const SAMPLE: Omit<EmulatorOptions, 'users'> = {
  files: [
    { name: 'Code.js', source: CODE },
    { name: 'side.html', source: SIDE },
  ],
  manifest: {
    timeZone: 'Etc/UTC',
    oauthScopes: SCOPES,
    sheets: {
      macros: [{ menuName: 'Greet by key', functionName: 'greet', defaultShortcut: 'Ctrl+Alt+Shift+4' }],
    },
  },
  spreadsheet: { name: 'Demo', timeZone: 'Etc/UTC' },
};
