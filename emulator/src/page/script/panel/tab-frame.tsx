/** What each tab of the panel has: what it is for, what was loaded or why not, and room for a table. */
import type { ComponentChildren } from 'preact';
import type { Fresh } from '../state/fresh';

interface Props<T> {
  readonly text: string;
  readonly loaded: Fresh<T>;
  readonly tools?: ComponentChildren;
  readonly children: (value: T) => ComponentChildren;
}

export function TabFrame<T>({ text, loaded, tools, children }: Props<T>) {
  const { value, failure, reload } = loaded;
  return (
    <>
      <div class="tab-head">
        <p class="muted">{text}</p>
        {tools}
      </div>
      {failure !== null && (
        <p class="form-error" role="alert">
          {failure}{' '}
          <button class="button small" type="button" onClick={() => void reload()}>
            Try again
          </button>
        </p>
      )}
      {value === null ? failure === null && <p class="muted">Loading…</p> : children(value)}
    </>
  );
}

/** Wide tables scroll in their own frame. */
export function TableFrame({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="table-scroll framed" tabIndex={0} role="region" aria-label={label}>
      <table class="table">{children}</table>
    </div>
  );
}

export function Head({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column === 'Actions' ? <span class="visually-hidden">{column}</span> : column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="tab-empty">{children}</p>;
}
