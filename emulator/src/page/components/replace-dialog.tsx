/** Find and replace. */
import { focusGrid } from '../state/focus';
import { findText } from '../state/find';
import { replaceAll, replaceIsOpen, replaceResult } from '../state/replace';
import { Modal } from './modal';

export function ReplaceDialog() {
  const close = (): void => {
    replaceIsOpen.value = false;
    focusGrid();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    };
    void replaceAll({
      find: text('find'),
      replacement: text('replacement'),
      matchCase: form.has('case'),
      wholeCell: form.has('whole'),
    });
  };
  return (
    <Modal title="Find and replace" onClose={close}>
      <form onSubmit={onSubmit}>
        <label class="field">
          <span>Find</span>
          <input name="find" data-first required autocomplete="off" defaultValue={findText.peek() ?? ''} />
        </label>
        <label class="field">
          <span>Replace with</span>
          <input name="replacement" autocomplete="off" />
        </label>
        <label class="check">
          <input type="checkbox" name="case" /> Match case
        </label>
        <label class="check">
          <input type="checkbox" name="whole" /> Match entire cell contents
        </label>
        <p class="modal-text" role="status" data-testid="replace-result">
          {replaceResult.value}
        </p>
        <div class="modal-buttons">
          <button type="button" onClick={close}>
            Done
          </button>
          <button type="submit" class="primary">
            Replace all
          </button>
        </div>
      </form>
    </Modal>
  );
}
