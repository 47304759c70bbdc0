/** What an emulator is made from, and the platform's limits as numbers that a test may lower. */
import type { SourceFile } from './bridge/messages';
import type { PersonOptions } from './people';
import type { LibraryFiles } from './runtime/libraries';
import type { Switches } from './switches';

export interface Tunnel {
  /** A public-looking origin, e.g. `https://tracker.example.dev`. */
  readonly publicUrl: string;
  /** The local origin it leads to, e.g. `http://127.0.0.1:8000`. */
  readonly target: string;
}

/** The parts of appsscript.json that change what a script may do. */
export interface Manifest {
  readonly timeZone?: string;
  /** Explicit scopes turn automatic detection off: a missing one fails at run time. */
  readonly oauthScopes?: readonly string[];
  readonly urlFetchWhitelist?: readonly string[];
  readonly [key: string]: unknown;
}

/** Virtual time stands still but for sleeps, lock waits, `advanceClock` and `callMs`. */
export interface VirtualClockOptions {
  readonly start: Date;
  /** Milliseconds that every service call takes; 0 if absent. */
  readonly callMs?: number;
}

/** The platform's documented limits (consumer accounts); sizes in bytes unless the name says otherwise. */
export interface Limits {
  readonly runMs: number;
  readonly simpleTriggerMs: number;
  readonly customFunctionMs: number;
  readonly simultaneousExecutions: number;
  readonly triggersPerUser: number;
  /** Of one user. Without end unless it is set, as are the next two: the platform's numbers are not known. */
  readonly executionsPerSecond: number;
  /** tryLock and waitLock of all executions together. */
  readonly lockOperationsPerSecond: number;
  readonly webAppCallsPerSecond: number;
  readonly triggerRuntimePerDayMs: number;
  /** Pending onEdit events behind the running one; later ones are lost. */
  readonly pendingEdits: number;
  readonly fetchesPerDay: number;
  readonly fetchUrlLength: number;
  readonly fetchBody: number;
  readonly fetchResponse: number;
  /** Each request of fetchAll counts. Without end unless it is set, as is the next: the platform's numbers are not known. */
  readonly fetchesPerSecond: number;
  readonly fetchBytesPerMinute: number;
  readonly fetchHeaders: number;
  readonly fetchHeaderBytes: number;
  readonly mailRecipientsPerDay: number;
  readonly propertyCallsPerDay: number;
  readonly propertyValue: number;
  readonly propertyStore: number;
  readonly cacheKeyLength: number;
  readonly cacheValue: number;
  readonly cacheItems: number;
  readonly sleepMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  runMs: 6 * 60_000,
  simpleTriggerMs: 30_000,
  customFunctionMs: 30_000,
  simultaneousExecutions: 30,
  triggersPerUser: 20,
  executionsPerSecond: Infinity,
  lockOperationsPerSecond: Infinity,
  webAppCallsPerSecond: Infinity,
  triggerRuntimePerDayMs: 90 * 60_000,
  pendingEdits: 2,
  fetchesPerDay: 20_000,
  fetchUrlLength: 2_082,
  fetchBody: 50 * 1024 * 1024,
  fetchResponse: 50 * 1024 * 1024,
  fetchesPerSecond: Infinity,
  fetchBytesPerMinute: Infinity,
  fetchHeaders: 100,
  fetchHeaderBytes: 8 * 1024,
  mailRecipientsPerDay: 100,
  propertyCallsPerDay: 50_000,
  propertyValue: 9 * 1024,
  propertyStore: 500 * 1024,
  cacheKeyLength: 250,
  cacheValue: 100 * 1024,
  cacheItems: 1_000,
  sleepMs: 300_000,
};

export interface SpreadsheetOptions {
  readonly id?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

export interface EmulatorOptions {
  /** The program, in load order; `.html` files are what HtmlService reads. */
  readonly files: readonly SourceFile[];
  readonly manifest?: Manifest;
  /** The files of the libraries that the manifest names, by their ids. */
  readonly libraries?: LibraryFiles;
  /** Folder that keeps everything between runs; without it nothing is stored. */
  readonly dataDir?: string;
  readonly spreadsheet?: SpreadsheetOptions;
  /** The first is the owner of spreadsheet and script; default `owner@example.com`. The others may edit, unless they are viewers. */
  readonly users?: readonly (string | PersonOptions)[];
  /**
   * `granted` (default): every user has allowed the script everything. `ask`: a user has allowed nothing until they grant it;
   * simple triggers run without.
   */
  readonly authorization?: 'granted' | 'ask';
  readonly tunnels?: readonly Tunnel[];
  readonly clock?: 'real' | VirtualClockOptions;
  readonly switches?: Partial<Switches>;
  readonly limits?: Partial<Limits>;
  /**
   * The address that `ScriptApp.getService().getUrl()` gives; null = not deployed as a web app. Without a `webapp` section in the
   * manifest there is none. `webApp.serveAt` sets another.
   */
  readonly webAppUrl?: string | null;
  /** Seeds trigger minutes and ids, so that two runs are the same. */
  readonly seed?: number;
  /** With real time: runs due clock triggers by itself; default true. */
  readonly scheduler?: boolean;
  /** What a person running the emulator should read, one line each. */
  readonly log?: (line: string) => void;
}

export const DEFAULT_USER = 'owner@example.com';
