/** A secret that is shown this one time, with a button to copy it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../state/announcer';
import { CopyIcon } from '../icons';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly secret: string;
  readonly onDone: () => void;
}

export function SecretBox({ title, text, secret, onDone }: Props) {
  const box = useRef<HTMLElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => box.current?.focus(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
      announce('Copied.');
    } catch {
      announce('The browser did not allow copying. Select the text and copy it by hand.');
    }
  };
  return (
    <section class="secret" ref={box} tabIndex={-1} aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
      <div class="secret-row">
        <code data-testid="secret">{secret}</code>
        <button class="button small" type="button" onClick={() => void copy()}>
          <CopyIcon />
          {isCopied ? 'Copied' : 'Copy'}
        </button>
        <button class="button small primary" type="button" onClick={onDone}>
          Done
        </button>
      </div>
    </section>
  );
}
