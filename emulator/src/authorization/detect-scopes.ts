/** Which scopes a program without a list in its manifest needs, by the services that its text names, as the platform finds them. */
import type { SourceFile } from '../bridge/messages';

const AUTH = 'https://www.googleapis.com/auth/';

const SIGNS: readonly (readonly [sign: RegExp, scope: string])[] = [
  [/\bUrlFetchApp\b/, 'script.external_request'],
  [/\bScriptApp\s*\.\s*(newTrigger|getProjectTriggers|getUserTriggers|deleteTrigger)\b/, 'script.scriptapp'],
  [
    /\bBrowser\s*\.|\.\s*(alert|prompt|showSidebar|showModalDialog|showModelessDialog)\s*\(/,
    'script.container.ui',
  ],
  [/\bMailApp\b/, 'script.send_mail'],
  [/\bSession\s*\.\s*get(Active|Effective)User\b/, 'userinfo.email'],
];

export function detectScopes(files: readonly SourceFile[]): readonly string[] {
  const text = files.map(({ source }) => source).join('\n');
  const currentOnly = /@OnlyCurrentDoc\b/.test(text);
  const sheets = /\bSpreadsheetApp\b/.test(text)
    ? [currentOnly ? 'spreadsheets.currentonly' : 'spreadsheets']
    : [];
  const others = SIGNS.filter(([sign]) => sign.test(text)).map(([, scope]) => scope);
  return [...sheets, ...others].map((scope) => AUTH + scope);
}
