/** The tabs at the bottom, a button for a new one, and a list of all. */
import { useEffect, useRef } from 'preact/hooks';
import type { SheetView } from '../api/types';
import { activeSheet, shownSheets } from '../state/active-sheet';
import { contextMenu } from '../state/context-menu';
import * as sheets from '../state/sheet-commands';
import { workbook } from '../state/workbook';
import { Icon } from './icons';
import { item, SEPARATOR, type MenuEntry } from './menu-entries';
import type { Place } from './popup-place';

export function SheetTabs() {
  return (
    <div class="tabs-bar">
      <button
        type="button"
        class="tool"
        aria-label="New tab"
        title="New tab (Shift+F11)"
        onClick={() => void sheets.addSheet()}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        class="tool"
        aria-label="All tabs"
        title="All tabs"
        aria-haspopup="menu"
        onClick={(event) => openList(event.currentTarget)}
      >
        <Icon name="list" />
      </button>
      <div class="tabs" role="tablist" aria-label="Tabs" onKeyDown={onKeyDown}>
        {shownSheets.value.map((sheet) => (
          <Tab key={sheet.id} sheet={sheet} isActive={sheet.id === activeSheet.value?.id} />
        ))}
      </div>
    </div>
  );
}

function Tab({ sheet, isActive }: { readonly sheet: SheetView; readonly isActive: boolean }) {
  const tab = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isActive) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  const isLocked = sheet.locked.some(({ range }) => range === null);
  const menu = (event: MouseEvent): void => {
    event.preventDefault();
    if (!isActive) sheets.goToSheet(sheet.id);
    openTabMenu(sheet, { below: tab.current });
  };
  return (
    <button
      ref={tab}
      type="button"
      class="tab"
      role="tab"
      aria-selected={isActive}
      aria-controls="sheet-panel"
      tabIndex={isActive ? 0 : -1}
      data-sheet={sheet.id}
      title={isActive ? `${sheet.name}: press again for its menu` : sheet.name}
      onClick={(event) => (isActive ? menu(event) : sheets.goToSheet(sheet.id))}
      onDblClick={() => void sheets.renameSheet(sheet)}
      onContextMenu={menu}
    >
      {isLocked && <Icon name="lock" />}
      {sheet.name}
      {isLocked && <span class="visually-hidden"> (protected)</span>}
      {isActive && <Icon name="down" />}
    </button>
  );
}

function onKeyDown(event: KeyboardEvent): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  const now = all.indexOf(event.target as HTMLElement);
  all[(now + step + all.length) % all.length]?.focus();
}

function openTabMenu(sheet: SheetView, place: Place): void {
  const all = shownSheets.peek();
  const at = all.findIndex(({ id }) => id === sheet.id);
  const only = all.length === 1;
  const entries: MenuEntry[] = [
    item('Rename…', () => void sheets.renameSheet(sheet)),
    item('Hide tab', () => void sheets.hideSheet(sheet), { disabled: only }),
    item('Delete…', () => void sheets.deleteSheet(sheet), { disabled: only }),
    SEPARATOR,
    item('Move left', () => void sheets.moveSheet(sheet, -1), { disabled: at === 0 }),
    item('Move right', () => void sheets.moveSheet(sheet, 1), { disabled: at === all.length - 1 }),
  ];
  contextMenu.value = { label: `Tab ${sheet.name}`, place, entries };
}

function openList(button: Element): void {
  const entries = (workbook.peek()?.sheets ?? []).map((sheet) =>
    sheet.hidden
      ? item(`${sheet.name} (hidden)`, () => void sheets.showSheet(sheet), { checked: false })
      : item(sheet.name, () => sheets.goToSheet(sheet.id), { checked: sheet.id === activeSheet.peek()?.id }),
  );
  contextMenu.value = { label: 'All tabs', place: { below: button }, entries };
}
