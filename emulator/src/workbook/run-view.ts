/** Rich text as the page shows it. */
import type { CellView, RunView } from '../api/types';
import type { RichText, TextRun } from './rich-text';

/** Other addresses, `javascript:` among them, are no links on the page. */
const OPENED = /^(?:https?|mailto):/i;

export function runViews(richText: RichText | undefined): Pick<CellView, 'runs'> {
  return richText ? { runs: richText.map(runView) } : {};
}

function runView({ link, foregroundColor, ...run }: TextRun): RunView {
  return {
    ...run,
    ...(foregroundColor === undefined ? {} : { color: foregroundColor }),
    ...(link !== undefined && OPENED.test(link) ? { link } : {}),
  };
}
