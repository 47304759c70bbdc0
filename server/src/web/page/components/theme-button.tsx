/** Steps through the themes: the system's, light, dark. */
import { nextTheme, theme } from '../state/preferences';
import { MoonIcon, SunIcon, SystemIcon } from './icons';

const ICONS = { system: SystemIcon, light: SunIcon, dark: MoonIcon } as const;
const NAMES = { system: 'as the system has it', light: 'light', dark: 'dark' } as const;

export function ThemeButton() {
  const Icon = ICONS[theme.value];
  const label = `Theme: ${NAMES[theme.value]}. Change to ${NAMES[nextTheme()]}.`;
  return (
    <button
      class="button quiet icon-only"
      type="button"
      title={label}
      aria-label={label}
      onClick={() => (theme.value = nextTheme())}
    >
      <Icon />
    </button>
  );
}
