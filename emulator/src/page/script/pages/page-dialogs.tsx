/** Dialogs with a page of HtmlService: modal ones keep the sheet from being used, modeless ones do not. */
import { useState } from 'preact/hooks';
import type { PageView } from '../../api/types';
import { CloseIcon } from '../components/icons';
import { Modal } from '../components/modal';
import { leavePage, modalPage, modelessPage } from '../state/pages';
import { ScriptFrame } from './script-frame';

/** Pixels, where the script does not say. */
const DEFAULT_SIZE = { width: 600, height: 400 } as const;

export function PageDialogs() {
  const modal = modalPage.value;
  const modeless = modelessPage.value;
  return (
    <>
      {modeless && <ModelessPage key={modeless.id} page={modeless} />}
      {modal && <ModalPage key={modal.id} page={modal} />}
    </>
  );
}

function ModalPage({ page }: { page: PageView }) {
  const [style, resize] = useSize(page);
  const title = page.title || 'Dialog of the script';
  return (
    <Modal title={title} class="page-modal" style={style} onClose={() => leavePage(page.id)}>
      <ScriptFrame id={page.id} title={title} onResize={resize} />
    </Modal>
  );
}

function ModelessPage({ page }: { page: PageView }) {
  const [style, resize] = useSize(page);
  const title = page.title || 'Dialog of the script';
  return (
    <section class="script-modal page-modal modeless" role="dialog" aria-label={title} style={style}>
      <header class="script-modal-head">
        <h2>{title}</h2>
        <button
          class="button quiet icon-only small"
          type="button"
          aria-label="Close"
          onClick={() => leavePage(page.id)}
        >
          <CloseIcon />
        </button>
      </header>
      <ScriptFrame id={page.id} title={title} onResize={resize} />
    </section>
  );
}

type Size = { readonly width?: number; readonly height?: number };

/** The frame's size as custom properties; the window is the limit. */
function useSize({ width, height }: PageView): [Readonly<Record<string, string>>, (size: Size) => void] {
  const [size, setSize] = useState({
    width: width ?? DEFAULT_SIZE.width,
    height: height ?? DEFAULT_SIZE.height,
  });
  const resize = (wanted: Size) =>
    setSize((now) => ({ width: wanted.width ?? now.width, height: wanted.height ?? now.height }));
  return [{ '--page-width': `${size.width}px`, '--page-height': `${size.height}px` }, resize];
}
