/** The sheets that cards come from, and what people call them. */
import { signal } from '@preact/signals';
import { fetchSources } from '../api/board-api';
import type { Card, CardLink, Source } from '../api/types';

export const sources = signal<readonly Source[]>([]);

export async function loadSources(): Promise<void> {
  // Without names the sources' own ids are shown.
  sources.value = await fetchSources().catch(() => sources.value);
}

export function sourceName(source: string): string {
  return sources.value.find((known) => known.source === source)?.name || source;
}

/** A sheet may not have told its name yet. */
export function nameOfLink(link: CardLink): string {
  return link.sheet?.name || sourceName(link.source);
}

/** Where a card comes from, in a word or two. */
export function originOfCard(card: Card): string {
  const [link] = card.links;
  if (link === undefined) return 'Board';
  return nameOfLink(link);
}

/** A card of a sheet that nobody has heard of: its name is asked for. */
export function noticeSources(cards: readonly Card[]): void {
  const isKnown = (source: string) => sources.value.some((known) => known.source === source);
  if (cards.some((card) => card.links.some((link) => !isKnown(link.source)))) void loadSources();
}
