/** The frame of each part of the admin page: title, purpose, and what was loaded, or why not. */
import type { ComponentChildren } from 'preact';
import type { Loaded } from '../use-loaded';

interface Props<T> {
  readonly title: string;
  readonly text: string;
  readonly loaded?: Loaded<T>;
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section<T>({ title, text, loaded, action, children }: Props<T>) {
  return (
    <section class="admin-section" aria-labelledby="section-title">
      <header class="admin-head">
        <div>
          <h1 id="section-title">{title}</h1>
          <p class="muted">{text}</p>
        </div>
        {action}
      </header>
      {loaded !== undefined && loaded.failure !== null && (
        <p class="form-error" role="alert">
          {loaded.failure.message}{' '}
          <button class="button small" type="button" onClick={() => void loaded.reload()}>
            Try again
          </button>
        </p>
      )}
      {loaded !== undefined && loaded.value === null ? (
        loaded.failure === null && <p class="muted">Loading…</p>
      ) : (
        <>{children}</>
      )}
    </section>
  );
}

/** Wide tables scroll in their own frame, so that the page never does. */
export function TableFrame({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="table-scroll framed" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
