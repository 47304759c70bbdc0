/** The sheet's own dialogs: problems, questions, find and replace, and the context menu. */
import { contextMenu } from '../state/context-menu';
import { question, type Question } from '../state/dialogs';
import { focusGrid } from '../state/focus';
import { problem } from '../state/messages';
import { replaceIsOpen } from '../state/replace';
import { FilterCard } from './filter-card';
import { MenuList } from './menu-list';
import { Modal } from './modal';
import { ReplaceDialog } from './replace-dialog';

export function Dialogs() {
  return (
    <>
      <OpenContextMenu />
      <FilterCard />
      {question.value && <QuestionDialog question={question.value} />}
      {replaceIsOpen.value && <ReplaceDialog />}
      {problem.value !== null && <ProblemDialog text={problem.value} />}
    </>
  );
}

function OpenContextMenu() {
  const open = contextMenu.value;
  if (!open) return null;
  const close = (): void => {
    if (contextMenu.peek() === open) contextMenu.value = null;
    focusGrid();
  };
  return (
    <MenuList key={open.label} label={open.label} entries={open.entries} place={open.place} onClose={close} />
  );
}

function ProblemDialog({ text }: { readonly text: string }) {
  const close = (): void => {
    problem.value = null;
    focusGrid();
  };
  return (
    <Modal title="There was a problem" alert onClose={close}>
      <p class="modal-text">{text}</p>
      <div class="modal-buttons">
        <button type="button" class="primary" data-first onClick={close}>
          OK
        </button>
      </div>
    </Modal>
  );
}

function QuestionDialog({ question: asked }: { readonly question: Question }) {
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement).get('answer');
    asked.answer(typeof data === 'string' ? data : '');
  };
  return (
    <Modal title={asked.title} alert={asked.label === null} onClose={() => asked.answer(null)}>
      {asked.text !== '' && <p class="modal-text">{asked.text}</p>}
      <form onSubmit={onSubmit}>
        {asked.label !== null && (
          <label class="field">
            <span>{asked.label}</span>
            {asked.kind === 'lines' ? (
              <textarea name="answer" rows={4} data-first value={asked.value} />
            ) : (
              <input
                name="answer"
                type={asked.kind === 'number' ? 'number' : 'text'}
                {...(asked.kind === 'number' && { min: 2, max: 2000 })}
                data-first
                autocomplete="off"
                value={asked.value}
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
          </label>
        )}
        <div class="modal-buttons">
          <button type="button" onClick={() => asked.answer(null)}>
            Cancel
          </button>
          <button type="submit" class="primary" {...(asked.label === null && { 'data-first': true })}>
            {asked.okay}
          </button>
        </div>
      </form>
    </Modal>
  );
}
