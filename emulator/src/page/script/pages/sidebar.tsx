/** The script's sidebar at the right of the sheet; a new one takes the place of the old. */
import { CloseIcon } from '../components/icons';
import { leavePage, sidebar } from '../state/pages';
import { ScriptFrame } from './script-frame';

export function Sidebar() {
  const page = sidebar.value;
  if (page === undefined) return null;
  const title = page.title || 'Sidebar of the script';
  return (
    <aside class="script-sidebar" aria-label={title}>
      <header class="script-sidebar-head">
        <h2>{title}</h2>
        <button
          class="button quiet icon-only small"
          type="button"
          aria-label="Close the sidebar"
          onClick={() => leavePage(page.id)}
        >
          <CloseIcon />
        </button>
      </header>
      <ScriptFrame key={page.id} id={page.id} title={title} />
    </aside>
  );
}
