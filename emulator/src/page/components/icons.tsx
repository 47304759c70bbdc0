/** Small drawings for buttons; the button has the name. */
interface IconProps {
  readonly name: keyof typeof PATHS;
}

const PATHS = {
  undo: 'M7 5 3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8h-3',
  redo: 'M13 5l3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h3',
  bold: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z',
  italic: 'M9 4h6M5 16h6M12 4 8 16',
  strikethrough:
    'M4 10h12M14 6.5C13.5 5 12 4 10 4S6.5 5 6.5 7M6 13.5c.5 1.500 2 2.500 4 2.500s3.700-1 3.700-3',
  text: 'M5 14 10 3l5 11M7 10.500h6',
  fill: 'M4 10l6-6 6 6-6 6zM4 10h12M17 13c1 1.500 1.500 2.300 1.500 3a1.500 1.500 0 0 1-3 0c0-.700.500-1.500 1.500-3z',
  left: 'M3 5h14M3 10h9M3 15h12',
  center: 'M3 5h14M6 10h8M4 15h12',
  right: 'M3 5h14M8 10h9M5 15h12',
  filter: 'M3 5h14l-5.500 6.500V17l-3-2v-3.500z',
  find: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4M13 13l4 4',
  wrap: 'M3 5h14M3 10h11a3 3 0 0 1 0 6h-3M12.500 14l-2 2 2 2M3 15h4',
  note: 'M4 4h12v9l-4 4H4zM12 17v-4h4',
  plus: 'M10 4v12M4 10h12',
  list: 'M4 5h12M4 10h12M4 15h12',
  down: 'M6 8l4 4 4-4',
  up: 'M6 12l4-4 4 4',
  close: 'M5 5l10 10M15 5 5 15',
  lock: 'M5 9h10v8H5zM7 9V7a3 3 0 0 1 6 0v2',
} as const;

export function Icon({ name }: IconProps) {
  return (
    <svg class="icon" width="18" height="18" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
