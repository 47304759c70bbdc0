/** The tour for the first visitor: a card at the edge that leaves the sheet usable, and an outline around what it speaks of. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { CloseIcon } from '../components/icons';
import { focusGrid } from '../../state/focus';
import { STEPS, type TourStep } from './steps';
import { endTour, tourStep, tourWish } from './state';

export function Tour() {
  const place = tourStep.value;
  const step = place === null ? undefined : STEPS[place];
  return place === null || step === undefined ? null : <TourCard place={place} step={step} />;
}

const leave = () => {
  endTour();
  focusGrid();
};

function TourCard({ place, step }: { place: number; step: TourStep }) {
  const card = useRef<HTMLElement>(null);
  const isLast = place === STEPS.length - 1;
  const wish = tourWish.value;
  useEffect(() => {
    // By itself it takes no focus: whoever came to type can type.
    if (wish > 0) card.current?.focus();
  }, [wish]);
  useLayoutEffect(() => step.enter?.(), [place]);
  useOutline(step.target);
  return (
    <aside
      class="tour"
      ref={card}
      tabIndex={-1}
      aria-label="Tour"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') leave();
      }}
    >
      <div aria-live="polite">
        <p class="tour-place">
          Step {place + 1} of {STEPS.length}
        </p>
        <h2>{step.title}</h2>
        <p class="tour-text">{step.text}</p>
      </div>
      <div class="tour-foot">
        <ol class="tour-dots" aria-hidden="true">
          {STEPS.map((_, index) => (
            <li key={index} class={index === place ? 'now' : ''} />
          ))}
        </ol>
        {place > 0 && (
          <button class="button small" type="button" onClick={() => (tourStep.value = place - 1)}>
            Back
          </button>
        )}
        <button
          class="button small primary"
          type="button"
          onClick={() => (isLast ? leave() : (tourStep.value = place + 1))}
        >
          {isLast ? 'Done' : 'Next'}
        </button>
      </div>
      <button
        class="button quiet icon-only small tour-close"
        type="button"
        aria-label="Skip the tour"
        onClick={leave}
      >
        <CloseIcon />
      </button>
    </aside>
  );
}

const OUTLINE = 'tour-target';

function useOutline(target: string | null): void {
  useEffect(() => {
    const element = target === null ? null : document.querySelector(target);
    element?.classList.add(OUTLINE);
    return () => element?.classList.remove(OUTLINE);
  }, [target]);
}
