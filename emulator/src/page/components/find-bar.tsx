/** Find in the tab: what is looked for, how often it is there, and steps from one to the next. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { closeFind, findPlace, finds, findText, stepFind } from '../state/find';
import { openReplace } from '../state/replace';
import { Icon } from './icons';

export function FindBar() {
  const field = useRef<HTMLInputElement>(null);
  const text = findText.value;
  useLayoutEffect(() => field.current?.select(), [text === null]);
  if (text === null) return null;
  const count = finds.value.length;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') closeFind();
    else if (event.key === 'Enter') stepFind(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <div class="find-bar" role="search" aria-label="Find in sheet" onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="text"
        aria-label="Find in sheet"
        placeholder="Find in sheet"
        value={text}
        onInput={(event) => (findText.value = event.currentTarget.value)}
      />
      <span class="find-count" role="status" data-testid="find-count">
        {text === '' ? '' : count === 0 ? 'No results' : `${findPlace.value} of ${count}`}
      </span>
      <button
        type="button"
        class="tool"
        aria-label="Previous"
        disabled={count === 0}
        onClick={() => stepFind(-1)}
      >
        <Icon name="up" />
      </button>
      <button type="button" class="tool" aria-label="Next" disabled={count === 0} onClick={() => stepFind(1)}>
        <Icon name="down" />
      </button>
      <button type="button" class="text-button" onClick={openReplace}>
        Replace…
      </button>
      <button type="button" class="tool" aria-label="Close find" onClick={closeFind}>
        <Icon name="close" />
      </button>
    </div>
  );
}
