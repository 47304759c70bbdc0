/** What stands in the place of content that is missing, with a way on. */
import type { ComponentChildren } from 'preact';
import { AlertIcon } from './icons';

interface Props {
  readonly kind?: 'info' | 'error';
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

export function Notice({ kind = 'info', title, text, children }: Props) {
  return (
    <div class={`notice ${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      {kind === 'error' && <AlertIcon />}
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </div>
  );
}
