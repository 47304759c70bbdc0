/** What stands over, beside and below the cells: the run bar, the script's sidebar, and the Apps Script panel. */
import { RunBar } from './messages/run-bar';
import { Sidebar } from './pages/sidebar';
import { Panel } from './panel/panel';

export function ScriptPanel() {
  return (
    <>
      <RunBar />
      <Sidebar />
      <Panel />
    </>
  );
}
