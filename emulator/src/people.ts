/** The people of a spreadsheet: who may edit it, who may only read, and the language that each of them reads. */
import { ServiceError } from './bridge/protocol';
import type { Workbook } from './workbook';

export const ROLES = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  readonly email: string;
  readonly role: Role;
  /** Of the account, e.g. `de`; null: English. */
  readonly locale: string | null;
}

/** A person as they are added, or what changes of one; the first of all owns spreadsheet and script. */
export interface PersonOptions {
  readonly email: string;
  /** `editor` unless it says otherwise. */
  readonly role?: Exclude<Role, 'owner'>;
  /** The language of their account, e.g. `de`, `pt-BR`; English without it. */
  readonly locale?: string;
}

/** What is kept between runs; who may edit is kept with the spreadsheet. */
export type PeopleSnapshot = readonly { readonly email: string; readonly locale: string | null }[];

export const VIEW_ONLY_TEXT = 'You may only view this spreadsheet. Ask its owner to let you edit it.';
/** The same for whoever wants to run the script: it belongs to those who may edit. */
export const VIEW_ONLY_RUN_TEXT =
  'You may only view this spreadsheet, and so you cannot run its script. Ask its owner to let you edit it.';
/** What a script is told that writes with the authority of somebody who may only read. */
export const NO_ACCESS_TEXT = 'You do not have permission to access the requested document.';

export class People {
  private readonly initial: readonly PersonOptions[];
  /** Languages by address, in the order in which people came. */
  private locales: Map<string, string | null>;

  /** @param workbook the one that is in use: it knows who may edit */
  constructor(
    given: readonly (string | PersonOptions)[],
    private readonly workbook: () => Workbook,
    private readonly changed: () => void,
  ) {
    this.initial = given.map((person) => (typeof person === 'string' ? { email: person } : person));
    this.locales = new Map(this.initial.map(({ email, locale = null }) => [email, locale]));
  }

  get emails(): readonly string[] {
    return [...this.locales.keys()];
  }

  get owner(): string {
    return this.initial[0]?.email ?? '';
  }

  get list(): readonly Person[] {
    return [...this.locales].map(([email, locale]) => ({ email, role: this.roleOf(email), locale }));
  }

  roleOf(email: string): Role {
    if (email === this.owner) return 'owner';
    return this.workbook().editors.has(email) ? 'editor' : 'viewer';
  }

  mayEdit(email: string): boolean {
    return this.roleOf(email) !== 'viewer';
  }

  localeOf(email: string): string | null {
    return this.locales.get(email) ?? null;
  }

  /** Shares the file with somebody, or changes what somebody may do. @throws ServiceError for another role of the owner */
  share({ email, role, locale }: PersonOptions): void {
    if (email === this.owner && role !== undefined)
      throw new ServiceError(`${email} owns the spreadsheet: an owner can be neither editor nor viewer.`);
    const isNew = !this.locales.has(email);
    if (isNew || locale !== undefined) this.locales.set(email, locale ?? null);
    if (role !== undefined || isNew) this.give(this.workbook(), email, role ?? 'editor');
    // Who may edit is a part of the spreadsheet: it is stored with it, and windows read it anew.
    this.workbook().changed({ origin: 'user', user: this.owner }, undefined, false);
    this.changed();
  }

  /** A stored spreadsheet does not know of people who came since; a role that was asked for by name is theirs in any case. */
  join(workbook: Workbook, known: readonly string[]): void {
    for (const { email, role } of this.initial.slice(1))
      if (role !== undefined || !known.includes(email)) this.give(workbook, email, role ?? 'editor');
  }

  toSnapshot(): PeopleSnapshot {
    return [...this.locales].map(([email, locale]) => ({ email, locale }));
  }

  restore(snapshot: PeopleSnapshot): void {
    const given = this.initial.map(({ email, locale = null }) => [email, locale] as const);
    this.locales = new Map(given);
    for (const { email, locale } of snapshot)
      this.locales.set(email, locale ?? this.locales.get(email) ?? null);
  }

  private give(workbook: Workbook, email: string, role: Exclude<Role, 'owner'>): void {
    if (role === 'editor') workbook.editors.add(email);
    else workbook.editors.delete(email);
  }
}
