/** Why something was not done. */
import type { ApiError } from '../../api/api-error';

export function DeedError({ error }: { error: ApiError | null }) {
  if (error === null) return null;
  const fields = error.fields.map(({ message }) => message).join(' ');
  return (
    <p class="form-error" role="alert">
      {error.message} {fields}
    </p>
  );
}
