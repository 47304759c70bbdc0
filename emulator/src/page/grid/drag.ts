/** Follows the mouse until it is let go; near an edge the grid scrolls on. */
import { signal } from '@preact/signals';
import type { Area } from '../logic/area';
import { scrollTowards } from './view-window';

/** The outline of what a drag would fill, or of where it would go. */
export const dashedDrag = signal<Area | null>(null);

interface Drag {
  readonly move: (x: number, y: number) => void;
  readonly end?: () => void;
}

export function drag({ clientX, clientY }: PointerEvent, { move, end }: Drag): void {
  let [x, y] = [clientX, clientY];
  let frame = 0;
  const onMove = (event: PointerEvent): void => {
    [x, y] = [event.clientX, event.clientY];
    move(x, y);
  };
  const scroll = (): void => {
    scrollTowards(x, y);
    if (x !== clientX || y !== clientY) move(x, y);
    frame = requestAnimationFrame(scroll);
  };
  const stop = (): void => {
    cancelAnimationFrame(frame);
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', stop);
    removeEventListener('pointercancel', stop);
    end?.();
  };
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', stop);
  addEventListener('pointercancel', stop);
  frame = requestAnimationFrame(scroll);
}
