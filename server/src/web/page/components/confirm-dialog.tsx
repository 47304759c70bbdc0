/** Asks before something that cannot be taken back. */
import { closeDialog, type OpenDialog } from '../state/dialogs';
import { Modal } from './modal';

export function ConfirmDialog({ dialog }: { dialog: Extract<OpenDialog, { kind: 'confirm' }> }) {
  return (
    <Modal title={dialog.title}>
      <p class="modal-text">{dialog.text}</p>
      <footer class="modal-foot">
        <button class="button" type="button" onClick={closeDialog} autofocus>
          Cancel
        </button>
        <button
          class="button danger"
          type="button"
          onClick={() => {
            closeDialog();
            dialog.run();
          }}
        >
          {dialog.label}
        </button>
      </footer>
    </Modal>
  );
}
