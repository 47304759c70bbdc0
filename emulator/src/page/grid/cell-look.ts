/** How a cell looks: its style as CSS, readable on light and dark ground. */
import type { StyleView } from '../api/types';

type Css = Readonly<Record<string, string | number>>;

const known = new WeakMap<StyleView, Css>();

export function lookOf(style: StyleView): Css {
  const css = known.get(style) ?? build(style);
  known.set(style, css);
  return css;
}

const UPRIGHT = { top: 'flex-start', middle: 'center' } as const;
const FLEX = { left: 'flex-start', center: 'center', right: 'flex-end' } as const;

function build(style: StyleView): Css {
  const lines = [style.underline && 'underline', style.strikethrough && 'line-through']
    .filter(Boolean)
    .join(' ');
  return {
    ...(style.background !== undefined && { background: style.background }),
    ...colorOf(style),
    ...(style.bold && { fontWeight: 700 }),
    ...(style.italic && { fontStyle: 'italic' }),
    ...(lines !== '' && { textDecoration: lines }),
    ...(style.align && { justifyContent: FLEX[style.align], textAlign: style.align }),
    ...(style.wrap && { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
    ...(style.fontSize !== undefined && { fontSize: `${(style.fontSize * 13) / 10}px` }),
    ...(style.verticalAlign && { alignItems: UPRIGHT[style.verticalAlign] }),
    ...(style.rotation !== undefined && { '--turn': `${-style.rotation}deg` }),
    ...(style.vertical && { writingMode: 'vertical-rl', textOrientation: 'upright' }),
    ...(style.rightToLeft && { direction: 'rtl' }),
    ...(style.fontFamily !== undefined && { fontFamily: `${style.fontFamily}, var(--font)` }),
  };
}

const LINES: Readonly<Record<string, string>> = {
  DOTTED: '1px dotted',
  DASHED: '1px dashed',
  SOLID: '1px solid',
  SOLID_MEDIUM: '2px solid',
  SOLID_THICK: '3px solid',
  DOUBLE: '3px double',
};

/** Lines keep their colour on the light ground, and can be seen on the dark one. */
export function bordersLook(borders: Readonly<Record<string, string | undefined>>): Css {
  return Object.fromEntries(
    Object.entries(borders).flatMap(([side, border]) => {
      const [style = '', color = ''] = border?.split(' ') ?? [];
      const name = `border${side.charAt(0).toUpperCase()}${side.slice(1)}`;
      return border ? [[name, `${LINES[style] ?? '1px solid'} light-dark(${color}, ${lighter(color)})`]] : [];
    }),
  );
}

/** On a ground of its own the text keeps its colour; on the page's it must be readable in dark too. */
function colorOf({ background, color }: StyleView): Css {
  if (background !== undefined)
    return { color: color ?? (luminance(background) > 0.4 ? '#1f1f1f' : '#ffffff') };
  if (color === undefined) return {};
  return { color: `light-dark(${color}, ${lighter(color)})` };
}

function channels(color: string): [number, number, number] | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (!match) return null;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((part) => parseInt(part, 16));
  return [red, green, blue];
}

/** Relative luminance as WCAG has it; of a name that is not known, that of white. */
function luminance(color: string): number {
  const [red, green, blue] = (channels(color) ?? [255, 255, 255]).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Nearer to white until it has 4.5:1 on the dark ground. */
function lighter(color: string): string {
  let parts = channels(color);
  if (!parts) return color;
  const hex = (): string =>
    `#${parts!.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
  while (luminance(hex()) < 0.25) parts = parts.map((part) => part + (255 - part) * 0.2) as typeof parts;
  return hex();
}
