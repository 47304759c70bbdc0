/** The menu bar: the sheet's own menus, then the script's. One stop for Tab; left and right go from menu to menu. */
import { useEffect, useRef } from 'preact/hooks';
import { ScriptMenus } from '../script';
import { ownMenus } from './own-menus';
import { stepTo, TopMenu } from './top-menu';

export function MenuBar() {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = bar.current?.querySelector<HTMLElement>('[data-top-menu]');
    if (first) first.tabIndex = 0;
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
    const from = (event.target as Element).closest('[data-top-menu]');
    if (step === undefined || from === null) return;
    event.preventDefault();
    stepTo(from, step, false);
  };
  return (
    <div class="menu-bar" role="menubar" aria-label="Menus" ref={bar} onKeyDown={onKeyDown}>
      {ownMenus().map(({ label, entries }) => (
        <TopMenu key={label} label={label} entries={entries} />
      ))}
      <ScriptMenus />
    </div>
  );
}
