/** A modal dialog on the browser's own element: it keeps the focus inside and gives it back. */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { CloseIcon } from './icons';

interface Props {
  readonly title: string;
  readonly class?: string;
  readonly style?: Readonly<Record<string, string>>;
  /** Escape and the cross. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Modal({ title, class: name = '', style, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const shown = element.current;
    shown?.showModal();
    // Closed before it is taken away: then the browser gives the focus back to where it was.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={element}
      class={`script-modal ${name}`}
      aria-labelledby={id}
      {...(style && { style })}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // The sheet's own keys are not for what is typed here.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header class="script-modal-head">
        <h2 id={id}>{title}</h2>
        <button class="button quiet icon-only small" type="button" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {children}
    </dialog>
  );
}
