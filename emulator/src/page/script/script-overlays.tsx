/** What the script lays over the sheet: toasts, alerts and prompts, dialogs of its own, and the consent screen. */
import { ConsentScreen } from './authorization/consent-screen';
import { ScriptDialogs } from './dialogs/script-dialogs';
import { ScriptToasts } from './messages/script-toasts';
import { PageDialogs } from './pages/page-dialogs';

export function ScriptOverlays() {
  return (
    <>
      <ScriptToasts />
      <PageDialogs />
      <ConsentScreen />
      <ScriptDialogs />
    </>
  );
}
