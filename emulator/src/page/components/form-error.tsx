/** Why something was not done, where it was asked for; read out when it comes. */

/** @param text null when all is well */
export function FormError({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p class="form-error" role="alert">
      {text}
    </p>
  );
}
