/** A button that opens a card of colours, for text or ground. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { format } from '../state/commands';
import { focusGrid } from '../state/focus';
import { Icon } from './icons';
import { keepInWindow } from './popup-place';

const COLORS: readonly (readonly [string, string])[] = [
  ['#000000', 'Black'],
  ['#666666', 'Gray'],
  ['#b7b7b7', 'Light gray'],
  ['#ffffff', 'White'],
  ['#cc0000', 'Red'],
  ['#e69138', 'Orange'],
  ['#f1c232', 'Yellow'],
  ['#38761d', 'Green'],
  ['#45818e', 'Cyan'],
  ['#3d85c6', 'Blue'],
  ['#674ea7', 'Purple'],
  ['#a64d79', 'Magenta'],
  ['#f4cccc', 'Light red'],
  ['#fce5cd', 'Light orange'],
  ['#fff2cc', 'Light yellow'],
  ['#d9ead3', 'Light green'],
  ['#d0e0e3', 'Light cyan'],
  ['#cfe2f3', 'Light blue'],
  ['#d9d2e9', 'Light purple'],
  ['#ead1dc', 'Light magenta'],
];
const ACROSS = 4;

interface ColorButtonProps {
  readonly field: 'color' | 'background';
  readonly icon: 'text' | 'fill';
  readonly label: string;
  readonly now: string | undefined;
}

export function ColorButton({ field, icon, label, now }: ColorButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const choose = (color: string | null): void => {
    setOpen(false);
    void format({ [field]: color });
    focusGrid();
  };
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span class="color-button">
      <button
        ref={button}
        type="button"
        class="tool"
        tabIndex={-1}
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        <span class="color-now" style={now === undefined ? {} : { background: now }} />
      </button>
      {open && <ColorCard label={label} below={button.current} choose={choose} close={close} />}
    </span>
  );
}

interface ColorCardProps {
  readonly label: string;
  readonly below: Element | null;
  readonly choose: (color: string | null) => void;
  readonly close: () => void;
}

function ColorCard({ label, below, choose, close }: ColorCardProps) {
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (card.current) keepInWindow(card.current, { below });
    card.current?.querySelector('button')?.focus();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const all = [...(card.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: ACROSS, ArrowUp: -ACROSS }[event.key];
    if (by !== undefined) all[Math.max(0, Math.min(all.length - 1, at + by))]?.focus();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null && !card.current?.contains(relatedTarget as Node)) close();
  };
  return (
    <div
      class="color-card"
      role="dialog"
      aria-label={label}
      ref={card}
      onKeyDown={onKeyDown}
      onFocusOut={onBlur}
    >
      <button type="button" class="color-none" onClick={() => choose(null)}>
        No color
      </button>
      {COLORS.map(([color, name]) => (
        <button
          key={color}
          type="button"
          class="color-choice"
          style={{ background: color }}
          aria-label={name}
          title={name}
          onClick={() => choose(color)}
        />
      ))}
    </div>
  );
}
