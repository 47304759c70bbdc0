/** The messages at the edge of the page. */
import { useEffect, useRef } from 'preact/hooks';
import { dismissToast, TOAST_MS, toasts, type Toast } from '../state/toasts';
import { AlertIcon, CloseIcon } from './icons';

export function Toasts() {
  return (
    <section class="toasts" aria-label="Messages">
      {toasts.value.map((shown) => (
        <ToastItem key={shown.number} toast={shown} />
      ))}
    </section>
  );
}

function ToastItem({ toast }: { toast: Toast }) {
  const { start, pause } = useTimer(toast);
  const { action } = toast;
  return (
    <div
      class={`toast ${toast.kind}`}
      role={toast.kind === 'error' ? 'alert' : 'status'}
      onPointerEnter={pause}
      onPointerLeave={start}
      onFocusCapture={pause}
      onBlurCapture={start}
    >
      {toast.kind === 'error' && <AlertIcon />}
      <span class="toast-text">{toast.text}</span>
      {action && (
        <button
          class="button small"
          type="button"
          onClick={() => {
            dismissToast(toast.number);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
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

function useTimer(toast: Toast): { start: () => void; pause: () => void } {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pause = () => clearTimeout(timer.current);
  const start = () => {
    pause();
    timer.current = setTimeout(() => dismissToast(toast.number), TOAST_MS[toast.kind]);
  };
  useEffect(() => {
    start();
    return pause;
  }, []);
  return { start, pause };
}
