/** The script's toasts, at the lower right as in Sheets. */
import { useEffect, useRef } from 'preact/hooks';
import { CloseIcon } from '../components/icons';
import { dismissToast, scriptToasts, type ShownToast } from '../state/toasts';

export function ScriptToasts() {
  return (
    <section class="script-toasts" aria-label="Messages of the script" role="status" aria-live="polite">
      {scriptToasts.value.map((toast) => (
        <Toast key={toast.number} toast={toast} />
      ))}
    </section>
  );
}

function Toast({ toast }: { toast: ShownToast }) {
  const { start, pause } = useTimer(toast);
  return (
    <div
      class="script-toast"
      data-testid="script-toast"
      onPointerEnter={pause}
      onPointerLeave={start}
      onFocusCapture={pause}
      onBlurCapture={start}
    >
      <div>
        {toast.title !== '' && <strong>{toast.title}</strong>}
        <p>{toast.message}</p>
      </div>
      <button
        class="button quiet icon-only small"
        type="button"
        aria-label="Close the message"
        onClick={() => dismissToast(toast.number)}
      >
        <CloseIcon />
      </button>
    </div>
  );
}

/** Its time stands still while somebody reads it. */
function useTimer({ seconds, number }: ShownToast): { start: () => void; pause: () => void } {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pause = () => clearTimeout(timer.current);
  const start = () => {
    pause();
    if (seconds !== null) timer.current = setTimeout(() => dismissToast(number), seconds * 1_000);
  };
  useEffect(() => {
    start();
    return pause;
  }, []);
  return { start, pause };
}
