/** The list of keys, and the switch for those that are single letters. */
import { singleKeys } from '../state/preferences';
import { Modal } from './modal';

const SHORTCUTS: readonly (readonly [keys: readonly string[], meaning: string])[] = [
  [['↑', '↓', '←', '→'], 'Go from card to card'],
  [['Home', 'End'], 'First and last card of the column'],
  [['Enter'], 'Open the card'],
  [['Ctrl ←', 'Ctrl →'], 'Move the card to the column beside (or with Alt)'],
  [['m'], 'Open the card’s menu'],
  [['e'], 'Edit the card'],
  [['Delete'], 'Delete the card'],
  [['Ctrl Z'], 'Undo the last change'],
  [['n'], 'New card'],
  [['/'], 'Search'],
  [['?'], 'This list'],
  [['Esc'], 'Close, or go back to the board'],
];

export function ShortcutsHelp() {
  return (
    <Modal title="Keyboard shortcuts">
      <dl class="shortcuts">
        {SHORTCUTS.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <footer class="modal-foot">
        <label class="check">
          <input
            type="checkbox"
            checked={singleKeys.value}
            onChange={(event) => (singleKeys.value = event.currentTarget.checked)}
          />
          Single letters are shortcuts (n, /, ?)
        </label>
      </footer>
    </Modal>
  );
}
