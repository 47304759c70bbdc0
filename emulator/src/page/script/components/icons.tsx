/** The few icons of the script's part: drawn by strokes, hidden from screen readers, since text stands beside or behind each. */
const icon = (d: string) => () => (
  <svg
    class="icon"
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={d} />
  </svg>
);

export const AlertIcon = icon('M8 2.25 14.25 13H1.75zM8 6.5v3M8 11.25h.01');
export const BackIcon = icon('M9.75 3.5 5.25 8l4.5 4.5');
export const CloseIcon = icon('m4 4 8 8m0-8-8 8');
export const CodeIcon = icon('M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5');
export const HelpIcon = icon(
  'M6 6.1a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M8 11.6h.01M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5Z',
);
export const OutIcon = icon('M6.5 3.25H3.25v9.5h9.5V9.5M9.25 2.75h4v4M13 3 7.75 8.25');
export const TickIcon = icon('m3.5 8.5 3 3 6-7');
