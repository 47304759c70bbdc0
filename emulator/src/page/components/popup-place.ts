/** Where a menu or card opens: below something, beside it, or at a point; moved so that it stays in the window. */
export type Place =
  | { readonly below: Element | null }
  | { readonly beside: Element | null }
  | { readonly x: number; readonly y: number };

const MARGIN = 4;

/** Sets `left`, `top` and `max-height` of a fixed element. */
export function keepInWindow(element: HTMLElement, place: Place): void {
  element.style.maxHeight = `${innerHeight - 2 * MARGIN}px`;
  const { width, height } = element.getBoundingClientRect();
  const wanted = wantedPoint(place, width);
  const left = Math.max(MARGIN, Math.min(wanted.x, innerWidth - width - MARGIN));
  const below = wanted.y + height + MARGIN <= innerHeight;
  const top = below ? wanted.y : Math.max(MARGIN, wanted.above - height);
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}

function wantedPoint(place: Place, width: number): { x: number; y: number; above: number } {
  if ('x' in place) return { x: place.x, y: place.y, above: place.y };
  const anchor = 'below' in place ? place.below : place.beside;
  const box = anchor?.getBoundingClientRect() ?? new DOMRect(MARGIN, MARGIN, 0, 0);
  if ('below' in place) return { x: box.left, y: box.bottom, above: box.top };
  const fits = box.right + width + MARGIN <= innerWidth;
  return { x: fits ? box.right - 2 : box.left - width, y: box.top - 5, above: box.bottom + 5 };
}
