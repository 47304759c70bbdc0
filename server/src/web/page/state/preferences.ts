/** What this browser remembers of its user: the theme, and whether single keys are shortcuts. */
import { effect, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const THEME_KEY = 'work-tracker.theme';
const KEYS_KEY = 'work-tracker.single-keys';

export const theme = signal<Theme>(readTheme());
/** People who speak to their computer may want single keys off (WCAG 2.1.4). */
export const singleKeys = signal(read(KEYS_KEY) !== 'off');

export function startPreferences(): void {
  effect(() => {
    const chosen = theme.value;
    if (chosen === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
    write(THEME_KEY, chosen);
  });
  effect(() => write(KEYS_KEY, singleKeys.value ? 'on' : 'off'));
}

export function nextTheme(): Theme {
  return THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'system';
}

function readTheme(): Theme {
  const kept = read(THEME_KEY);
  return THEMES.find((known) => known === kept) ?? 'system';
}

/** Storage may be forbidden; the page works without. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Kept for this visit only.
  }
}
