/** A link within the page: a real address, followed without a reload. */
import type { ComponentChildren, JSX } from 'preact';
import { navigate } from '../state/router';

type Props = JSX.HTMLAttributes<HTMLAnchorElement> & {
  readonly href: string;
  readonly children: ComponentChildren;
};

export function Link({ href, children, ...rest }: Props) {
  return (
    <a {...rest} href={href} onClick={(event) => follow(event, href)}>
      {children}
    </a>
  );
}

/** Clicks that ask for another tab or window are the browser's. */
export function follow(event: MouseEvent, href: string): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(href);
}
