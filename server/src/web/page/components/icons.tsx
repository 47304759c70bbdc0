/** The page's few icons: drawn by strokes, hidden from screen readers, since text stands beside or behind each. */
import type { ComponentChildren } from 'preact';
import type { TaskStatus } from '../api/types';

function Icon({ children, size = 16 }: { children: ComponentChildren; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const path = (d: string) => () => (
  <Icon>
    <path d={d} />
  </Icon>
);

export const PlusIcon = path('M8 3.25v9.5M3.25 8h9.5');
export const SearchIcon = path('M7 11.75a4.75 4.75 0 1 0 0-9.5 4.75 4.75 0 0 0 0 9.5Zm3.5-1.25 3.25 3.25');
export const CloseIcon = path('m4 4 8 8m0-8-8 8');
export const DownIcon = path('m4.5 6.5 3.5 3.5 3.5-3.5');
export const BackIcon = path('M9.75 3.5 5.25 8l4.5 4.5');
export const ArrowIcon = path('M3 8h9.5M9 4.5 12.5 8 9 11.5');
export const SheetIcon = path('M3 2.75h10v10.5H3zM3 6.5h10M3 9.75h10M7 6.5v6.75');
export const OutIcon = path('M6.5 3.25H3.25v9.5h9.5V9.5M9.25 2.75h4v4M13 3 7.75 8.25');
export const EditIcon = path('m10.75 2.75 2.5 2.5-7.5 7.5-3.25.75.75-3.25z');
export const BinIcon = path('M2.75 4.25h10.5M6.25 4V2.5h3.5V4M4 4.25l.6 9.25h6.8l.6-9.25M6.75 7v4M9.25 7v4');
export const ChartIcon = path('M2.75 13.25h10.5M4.5 10.75v-4M8 10.75v-8M11.5 10.75v-5.5');
export const KeyboardIcon = path(
  'M1.75 4h12.5v8H1.75zM4.5 6.75h.01M7 6.75h.01M9.5 6.75h.01M12 6.75h.01M5 9.5h6',
);
export const SunIcon = path(
  'M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7',
);
export const MoonIcon = path('M13.25 9.5A5.75 5.75 0 0 1 6.5 2.75a5.75 5.75 0 1 0 6.75 6.75Z');
export const SystemIcon = path('M2.25 3h11.5v7.5H2.25zM6 13.25h4M8 10.5v2.75');
export const CopyIcon = path('M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3');
export const AlertIcon = path('M8 2.25 14.25 13H1.75zM8 6.5v3M8 11.25h.01');
export const ClockIcon = path('M8 13.75a5.75 5.75 0 1 0 0-11.5 5.75 5.75 0 0 0 0 11.5ZM8 5v3.25l2 1.25');
export const FilterIcon = path('M2.5 4.25h11M4.75 8h6.5M6.75 11.75h2.5');
export const NotesIcon = path('M3.25 4h9.5M3.25 8h9.5M3.25 12h5.5');

/** A ring that fills as the work goes on. */
export function StatusIcon({ status }: { status: TaskStatus }) {
  return (
    <svg
      class={`icon status-icon status-${status}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {status === 'DONE' ? (
        <>
          <circle cx="8" cy="8" r="6.5" fill="currentColor" />
          <path class="status-tick" d="m5.25 8.25 1.9 1.9 3.6-4" fill="none" stroke-width="1.6" />
        </>
      ) : (
        <circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="1.5" />
      )}
      {status === 'IN_PROGRESS' && <path d="M8 4.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" />}
    </svg>
  );
}
