/** The card whose menu is open, and the button it belongs to. */
import { signal } from '@preact/signals';
import type { Card } from '../api/types';

export interface OpenMenu {
  readonly card: Card;
  readonly button: HTMLElement;
}

export const menu = signal<OpenMenu | null>(null);

export function openMenu(card: Card, button: HTMLElement): void {
  menu.value = { card, button };
}

export function closeMenu(): void {
  menu.value = null;
}
