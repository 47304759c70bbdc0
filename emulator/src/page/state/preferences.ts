/** The theme that was chosen on this machine. */
import { signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'sheet.theme';
const first = document.documentElement.dataset['theme'];
export const theme = signal<Theme>(first === 'light' || first === 'dark' ? first : 'system');

export function setTheme(wanted: Theme): void {
  theme.value = wanted;
  if (wanted === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = wanted;
  try {
    if (wanted === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, wanted);
  } catch {
    // Storage is forbidden: it holds until the window is closed.
  }
}
