/** A text with links, and with parts that look different. */
import type { JSX } from 'preact';
import type { RunView } from '../api/types';
import { lookOf } from './cell-look';

interface RichTextProps {
  readonly text: string;
  readonly runs: readonly RunView[];
}

export function RichText({ text, runs }: RichTextProps): JSX.Element {
  const parts: (JSX.Element | string)[] = [];
  let at = 0;
  for (const run of runs) {
    parts.push(
      text.slice(at, run.start),
      <Run key={run.start} text={text.slice(run.start, run.end)} run={run} />,
    );
    at = run.end;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

function Run({ text, run }: { readonly text: string; readonly run: RunView }): JSX.Element {
  const { bold, italic, underline, strikethrough, color, fontSize, fontFamily } = run;
  const look = lookOf({
    ...(bold && { bold }),
    ...(italic && { italic }),
    ...(underline && { underline }),
    ...(strikethrough && { strikethrough }),
    ...(color !== undefined && { color }),
    ...(fontSize !== undefined && { fontSize }),
    ...(fontFamily !== undefined && { fontFamily }),
  });
  // What the cell is, and this part is not.
  const style = {
    ...look,
    ...(bold === false && { fontWeight: 400 }),
    ...(italic === false && { fontStyle: 'normal' }),
  };
  if (run.link === undefined) return <span style={style}>{text}</span>;
  return (
    <a
      href={run.link}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={-1}
      draggable={false}
      style={style}
    >
      {text}
    </a>
  );
}
