/** The script's alerts and prompts: one after another, as the script asked them. The script waits for the answer. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FormError } from '../../components/form-error';
import type { DialogView } from '../../api/types';
import { Modal } from '../components/modal';
import { useDeed } from '../state/deed';
import { answer, waitingDialogs } from '../state/dialogs';

const LABELS: Readonly<Record<string, string>> = { OK: 'OK', CANCEL: 'Cancel', YES: 'Yes', NO: 'No' };

export function ScriptDialogs() {
  const dialog = waitingDialogs.value[0];
  return dialog === undefined ? null : <ScriptDialog key={dialog.id} dialog={dialog} />;
}

function ScriptDialog({ dialog }: { dialog: DialogView }) {
  const deed = useDeed();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState('');
  const isPrompt = dialog.kind === 'prompt';
  const choose = (button: string) =>
    void deed.run(() => answer(dialog.id, button, isPrompt ? text : undefined));
  // At once: whoever types ahead must not find the focus on the cross.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('input, .primary')?.focus(), []);
  return (
    <Modal title={dialog.title || 'Message from the script'} onClose={() => choose('CLOSE')}>
      <form
        class="script-modal-body"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          choose(dialog.buttons[0] ?? 'OK');
        }}
      >
        {isPrompt ? (
          <label class="field">
            <span class="dialog-prompt">{dialog.prompt}</span>
            <input class="input" value={text} onInput={(event) => setText(event.currentTarget.value)} />
          </label>
        ) : (
          <p class="dialog-prompt">{dialog.prompt}</p>
        )}
        <FormError text={deed.error} />
        <div class="script-modal-foot">
          {dialog.buttons.map((button, place) => (
            <button
              key={button}
              class={`button ${place === 0 ? 'primary' : ''}`}
              type={place === 0 ? 'submit' : 'button'}
              disabled={deed.isBusy}
              onClick={place === 0 ? undefined : () => choose(button)}
            >
              {LABELS[button] ?? button}
            </button>
          ))}
        </div>
      </form>
    </Modal>
  );
}
