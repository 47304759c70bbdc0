/** Each person's own colour, by their place among the users. */

const COLOURS = ['user-blue', 'user-rose', 'user-green', 'user-amber', 'user-violet'] as const;

/** @returns a class name of `users.css` */
export function colourOf(place: number): string {
  return COLOURS[Math.max(0, place) % COLOURS.length] ?? COLOURS[0];
}
