/** Buttons for what is used most; every one is in a menu too. One stop for Tab, arrows go from button to button. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { activeSheet } from '../state/active-sheet';
import { cellsVersion } from '../state/cells';
import * as commands from '../state/commands';
import { openFind } from '../state/find';
import { focusGrid } from '../state/focus';
import { ColorButton } from './color-button';
import { Icon } from './icons';

type IconName = Parameters<typeof Icon>[0]['name'];

export function Toolbar() {
  const bar = useRef<HTMLDivElement>(null);
  void cellsVersion.value;
  const style = commands.activeStyle();
  useEffect(() => {
    const buttons = buttonsOf(bar.current);
    if (!buttons.some(({ tabIndex }) => tabIndex === 0) && buttons[0]) buttons[0].tabIndex = 0;
  });
  const toggle = (field: 'bold' | 'italic' | 'strikethrough' | 'wrap', label: string) => (
    <ToolButton
      icon={field}
      label={label}
      pressed={style[field] === true}
      onClick={() => commands.toggleStyle(field)}
    />
  );
  const align = (side: 'left' | 'center' | 'right', label: string) => (
    <ToolButton
      icon={side}
      label={label}
      pressed={style.align === side}
      onClick={() => void commands.format({ align: style.align === side ? null : side })}
    />
  );
  return (
    <div
      class="toolbar"
      role="toolbar"
      aria-label="Formatting"
      ref={bar}
      onKeyDown={(event) => stepAlong(event, bar.current)}
    >
      <ToolButton icon="undo" label="Undo (Ctrl+Z)" onClick={() => void commands.undo()} />
      <ToolButton icon="redo" label="Redo (Ctrl+Y)" onClick={() => void commands.redo()} />
      <Divider />
      {toggle('bold', 'Bold (Ctrl+B)')}
      {toggle('italic', 'Italic (Ctrl+I)')}
      {toggle('strikethrough', 'Strikethrough (Alt+Shift+5)')}
      <ColorButton field="color" icon="text" label="Text color" now={style.color} />
      <Divider />
      <ColorButton field="background" icon="fill" label="Fill color" now={style.background} />
      {align('left', 'Align left')}
      {align('center', 'Align center')}
      {align('right', 'Align right')}
      {toggle('wrap', 'Wrap text')}
      <Divider />
      <ToolButton icon="note" label="Note (Shift+F2)" onClick={() => void commands.editNote()} />
      <ToolButton
        icon="filter"
        label={activeSheet.value?.filter ? 'Remove filter' : 'Create a filter'}
        pressed={Boolean(activeSheet.value?.filter)}
        onClick={() => void commands.toggleFilter()}
      />
      <ToolButton icon="find" label="Find in sheet (Ctrl+F)" onClick={openFind} keepsFocus />
    </div>
  );
}

interface ToolButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  /** The focus goes where the button leads, not back to the cells. */
  readonly keepsFocus?: boolean;
  readonly children?: ComponentChildren;
}

function ToolButton({ icon, label, pressed, onClick, keepsFocus }: ToolButtonProps) {
  const click = (event: MouseEvent): void => {
    onClick();
    // With the keyboard somebody may want to press more than one.
    if (!keepsFocus && event.detail > 0) focusGrid();
  };
  return (
    <button
      type="button"
      class="tool"
      tabIndex={-1}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={click}
    >
      <Icon name={icon} />
    </button>
  );
}

const Divider = () => <span class="tool-divider" role="none" />;

function buttonsOf(bar: HTMLElement | null): HTMLButtonElement[] {
  return [...(bar?.querySelectorAll<HTMLButtonElement>('.tool') ?? [])];
}

function stepAlong(event: KeyboardEvent, bar: HTMLElement | null): void {
  const buttons = buttonsOf(bar);
  const now = buttons.indexOf(event.target as HTMLButtonElement);
  if (now === -1) return;
  if (event.key === 'Escape') {
    focusGrid();
    return;
  }
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (by === 0) return;
  const target = buttons[(now + by + buttons.length) % buttons.length];
  for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  target?.focus();
  event.preventDefault();
}
