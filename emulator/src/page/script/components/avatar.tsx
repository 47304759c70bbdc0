/** A person's letter on their colour. */
import { colourOf } from '../logic/user-colour';
import { workbook } from '../../state/workbook';

export function Avatar({ email }: { email: string }) {
  const place = workbook.value?.users.indexOf(email) ?? 0;
  return (
    <span
      class={`avatar ${colourOf(place)}`}
      // Drawn by the style sheet: as text it would be a part of the name of the button around it.
      data-letter={email.slice(0, 1).toUpperCase()}
      aria-hidden="true"
    />
  );
}
