/** Every global that a script finds: services, enums of old, and the names of services that are not here. */
import type { HostCall } from '../bridge/protocol';
import { unimplementedService } from './facade';
import { BrowserFacade } from './services/browser';
import { ContentServiceFacade } from './services/content';
import { HtmlServiceFacade } from './services/html';
import { ConsoleFacade, LoggerFacade } from './services/log';
import { MailFacade } from './services/mail';
import { MimeTypes } from './services/mime-types';
import { ScriptAppFacade } from './services/script-app';
import { SessionFacade } from './services/session';
import { CacheServiceFacade, LockServiceFacade, PropertiesServiceFacade } from './services/stores';
import { UrlFetchFacade } from './services/url-fetch';
import { UtilitiesFacade } from './services/utilities';
import { createSpreadsheetApp } from './spreadsheet';

/** Any use of these throws `<name> is not implemented by this emulator`. */
const ABSENT = [
  'GmailApp', 'DriveApp', 'CalendarApp', 'DocumentApp', 'FormApp', 'SlidesApp', 'ContactsApp', 'GroupsApp', 'Jdbc', 'LanguageApp',
  'LinearOptimizationService', 'Maps', 'XmlService', 'CardService', 'Charts', 'SitesApp', 'ConferenceDataService', 'ScriptProperties',
  'UserProperties', 'DataStudioApp', 'AddOnsResponseService', 'Sheets', 'Drive', 'Gmail', 'Calendar', 'Docs', 'Slides', 'People', 'Tasks',
  'BigQuery', 'AdminDirectory', 'AdminReports', 'Analytics', 'YouTube', 'Classroom', 'AdSense', 'OAuth1', 'OAuth2',
] as const; // prettier-ignore

export function createGlobals(host: HostCall) {
  return {
    SpreadsheetApp: createSpreadsheetApp(host),
    PropertiesService: new PropertiesServiceFacade(host),
    CacheService: new CacheServiceFacade(host),
    LockService: new LockServiceFacade(host),
    ScriptApp: new ScriptAppFacade(host),
    UrlFetchApp: new UrlFetchFacade(host),
    Utilities: new UtilitiesFacade(host),
    Session: new SessionFacade(host),
    HtmlService: new HtmlServiceFacade(host),
    ContentService: new ContentServiceFacade(),
    MailApp: new MailFacade(host),
    Browser: new BrowserFacade(host),
    Logger: new LoggerFacade(host),
    console: new ConsoleFacade(host),
    MimeType: MimeTypes,
    ...Object.fromEntries(ABSENT.map((name) => [name, unimplementedService(name)])),
  };
}

export type ScriptGlobals = ReturnType<typeof createGlobals>;
