/** The sheet's window and its slots; those of the script are filled by `script/`. */
import { connection } from './api/event-stream';
import { Dialogs } from './components/dialogs';
import { FindBar } from './components/find-bar';
import { FormulaBar } from './components/formula-bar';
import { MenuBar } from './components/menu-bar';
import { Messages } from './components/messages';
import { SheetTabs } from './components/sheet-tabs';
import { StatusBar } from './components/status-bar';
import { TitleBar } from './components/title-bar';
import { Toolbar } from './components/toolbar';
import { Grid } from './grid/grid';
import { ScriptOverlays, ScriptPanel, Tour } from './script';
import { activeSheet } from './state/active-sheet';
import { workbook } from './state/workbook';

export function App() {
  if (workbook.value === null) return <Loading />;
  return (
    <>
      <a class="skip-link" href="#grid">
        Skip to the cells
      </a>
      <header class="top">
        <TitleBar />
        <MenuBar />
        <Toolbar />
        <FormulaBar />
      </header>
      <ConnectionNotice />
      <div class="middle">
        <main class="sheet" id="sheet-panel" aria-label={activeSheet.value?.name ?? 'Sheet'}>
          <FindBar />
          <Grid />
        </main>
        <ScriptPanel />
      </div>
      <footer class="bottom">
        <SheetTabs />
        <StatusBar />
      </footer>
      <Dialogs />
      <Messages />
      <ScriptOverlays />
      <Tour />
    </>
  );
}

function Loading() {
  return (
    <main class="page-loading" aria-busy="true">
      <p role="status">{connection.value === 'lost' ? LOST : 'Opening the spreadsheet…'}</p>
    </main>
  );
}

const LOST = 'The spreadsheet cannot be reached. Trying again… Look whether the program still runs.';

function ConnectionNotice() {
  return (
    <div role="status" class="connection" data-testid="connection">
      {connection.value === 'lost' && <p class="connection-lost">Connection lost. {LOST_WHILE_OPEN}</p>}
    </div>
  );
}

const LOST_WHILE_OPEN = 'Trying to reconnect… What you type cannot be saved until then.';
