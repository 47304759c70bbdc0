/** What the consent screen says of each scope, in the platform's words. */

const PREFIX = 'https://www.googleapis.com/auth/';

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'spreadsheets.currentonly': 'View and manage spreadsheets that this application has been installed in',
  spreadsheets: 'See, edit, create, and delete all your Google Sheets spreadsheets',
  'spreadsheets.readonly': 'See all your Google Sheets spreadsheets',
  'script.external_request': 'Connect to an external service',
  'script.scriptapp': 'Allow this application to run when you are not present',
  'script.container.ui':
    'Display and run third-party web content in prompts and sidebars inside Google applications',
  'script.send_mail': 'Send email as you',
  'userinfo.email': 'See your primary Google Account email address',
  'userinfo.profile': 'See your personal info, including any personal info you have made publicly available',
  drive: 'See, edit, create, and delete all of your Google Drive files',
  'drive.readonly': 'See and download all your Google Drive files',
  'gmail.send': 'Send email on your behalf',
  'mail.google.com': 'Read, compose, send, and permanently delete all your email from Gmail',
  calendar: 'See, edit, share, and permanently delete all the calendars you can access using Google Calendar',
};

/** The scope itself where its words are not known. */
export function describeScope(scope: string): string {
  const name = scope.startsWith(PREFIX) ? scope.slice(PREFIX.length) : new URL(scope, PREFIX).host;
  return DESCRIPTIONS[name] ?? scope;
}
