/** What the emulator does not have fails by its name, never as `undefined`. */
import { createDirectServices } from '../../../emulator/src/index';

/** Anything that can be called and asked for members. */
interface Loose {
  (...args: unknown[]): Loose;
  readonly [member: string]: Loose;
}
const loose = () => createDirectServices().globals as unknown as Record<string, Loose>;

describe('what is not there', () => {
  test.each([
    'GmailApp', 'DriveApp', 'CalendarApp', 'DocumentApp', 'FormApp', 'SlidesApp', 'ContactsApp', 'Jdbc', 'LanguageApp', 'Maps',
    'XmlService', 'CardService', 'Charts', 'Sheets', 'Drive', 'Gmail', 'Calendar', 'People', 'BigQuery', 'OAuth2', 'ScriptProperties',
  ])('%s fails by its name', (name) => {
    expect(() => loose()[name]?.anything?.()).toThrow(`${name} is not implemented by this emulator`);
  }); // prettier-ignore

  test.each([
    ['Utilities', 'computeMagic'],
    ['Session', 'getNobody'],
    ['HtmlService', 'getUserAgent'],
    ['console', 'table'],
    ['ScriptApp', 'getResource'],
  ])('%s.%s fails by its name', (service, member) => {
    expect(() => loose()[service]?.[member]?.()).toThrow(
      `${service}.${member} is not implemented by this emulator`,
    );
  });

  test('the MD2 digest, and conversions of blobs', () => {
    const { Utilities } = createDirectServices().globals;
    expect(() => Utilities.computeDigest(Utilities.DigestAlgorithm.MD2, 'x')).toThrow(
      'Utilities.DigestAlgorithm.MD2 is not implemented by this emulator',
    );
    expect(() => Utilities.newBlob('x', 'text/html').getAs('application/pdf')).toThrow(
      "Blob.getAs('application/pdf') is not implemented by this emulator",
    );
  });

  test('MimeType has the names of the reference page, and no other', () => {
    const { MimeType } = createDirectServices().globals;
    expect([MimeType.CSV, MimeType.GOOGLE_SHEETS, MimeType.PLAIN_TEXT]).toEqual([
      'text/csv',
      'application/vnd.google-apps.spreadsheet',
      'text/plain',
    ]);
    expect(() => (MimeType as unknown as Record<string, unknown>).DOCX).toThrow(
      'MimeType.DOCX is not implemented',
    );
  });
});
