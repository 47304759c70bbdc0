/** A modal dialog on the browser's own element: it keeps the focus inside and gives it back. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { closeDialog } from '../state/dialogs';
import { CloseIcon } from './icons';

interface Props {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly wide?: boolean;
  /** Says whether Escape may close it; unsaved text asks first. */
  readonly mayClose?: () => boolean;
}

export function Modal({ title, children, wide = false, mayClose }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = element.current;
    shown?.showModal();
    // Closed before it is taken away: then the browser gives the focus back to where it was.
    return () => shown?.close();
  }, []);
  const close = () => (mayClose?.() ?? true) && closeDialog();
  return (
    <dialog
      ref={element}
      class={`modal ${wide ? 'wide' : ''}`}
      aria-labelledby="modal-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={() => element.current?.isConnected && closeDialog()}
    >
      <header class="modal-head">
        <h2 id="modal-title">{title}</h2>
        <button class="button quiet icon-only small" type="button" aria-label="Close" onClick={close}>
          <CloseIcon />
        </button>
      </header>
      {children}
    </dialog>
  );
}
