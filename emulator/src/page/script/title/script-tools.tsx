/** The title bar's ways to the script: the Apps Script panel and the tour. */
import { CodeIcon, HelpIcon } from '../components/icons';
import { isPanelOpen } from '../panel/state';
import { startTour } from '../tour/state';

export function ScriptTools() {
  return (
    <>
      <button
        class="button quiet panel-toggle"
        type="button"
        aria-expanded={isPanelOpen.value}
        aria-controls="script-panel"
        onClick={() => (isPanelOpen.value = !isPanelOpen.value)}
      >
        <CodeIcon />
        <span>Apps Script</span>
      </button>
      <button
        class="button quiet icon-only"
        type="button"
        aria-label="Tour"
        title="Tour: what one can do here"
        onClick={() => startTour()}
      >
        <HelpIcon />
      </button>
    </>
  );
}
