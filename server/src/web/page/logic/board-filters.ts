/** What is searched and filtered: read from the address, written to it, and applied to cards that arrive live. */
import type { Card } from '../api/types';

export interface BoardFilters {
  readonly text: string;
  readonly lead: string;
  /** A source, `none` for cards without a sheet, or empty for all. */
  readonly source: string;
}

export const NO_FILTERS: BoardFilters = { text: '', lead: '', source: '' };

/** The source of cards that are in no sheet. */
export const NO_SOURCE = 'none';

const PARAMETERS: Readonly<Record<keyof BoardFilters, string>> = {
  text: 'q',
  lead: 'lead',
  source: 'source',
};
const FIELDS = Object.keys(PARAMETERS) as (keyof BoardFilters)[];
/** The tracker refuses longer searches. */
const LONGEST = 200;

export function readFilters(search: string): BoardFilters {
  const query = new URLSearchParams(search);
  const read = (field: keyof BoardFilters) => (query.get(PARAMETERS[field]) ?? '').trim().slice(0, LONGEST);
  return { text: read('text'), lead: read('lead'), source: read('source') };
}

/** @param search the present query, whose other parameters stay */
export function writeFilters(search: string, filters: BoardFilters): string {
  const query = new URLSearchParams(search);
  for (const field of FIELDS) {
    const value = filters[field].trim().slice(0, LONGEST);
    if (value === '') query.delete(PARAMETERS[field]);
    else query.set(PARAMETERS[field], value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

export function hasFilters(filters: BoardFilters): boolean {
  return FIELDS.some((field) => filters[field] !== '');
}

export function sameFilters(one: BoardFilters, other: BoardFilters): boolean {
  return FIELDS.every((field) => one[field] === other[field]);
}

/** Decides as the tracker does, so that a live change shows the card exactly when a reload would. */
export function passesFilters(card: Card, filters: BoardFilters): boolean {
  return (
    passesText(card, filters.text) && passesLead(card, filters.lead) && passesSource(card, filters.source)
  );
}

function passesText(card: Card, text: string): boolean {
  const wanted = text.toLowerCase();
  return card.title.toLowerCase().includes(wanted) || card.notes.toLowerCase().includes(wanted);
}

function passesLead(card: Card, lead: string): boolean {
  return lead === '' || card.lead_id === lead;
}

function passesSource(card: Card, source: string): boolean {
  if (source === '') return true;
  if (source === NO_SOURCE) return card.links.length === 0;
  return card.links.some((link) => link.source === source);
}
