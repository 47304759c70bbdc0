/** What the program around the sheet offers beside it, e.g. the tracker's board: one click. */
import { workbook } from '../../state/workbook';
import { OutIcon } from '../components/icons';

export function ScriptLinks() {
  const links = workbook.value?.links ?? [];
  return (
    <>
      {links.map(({ label, url }) => (
        <a key={url} class="button quiet script-link" href={url} target="_blank" rel="noopener">
          {label}
          <OutIcon />
          <span class="visually-hidden">(opens in a new tab)</span>
        </a>
      ))}
    </>
  );
}
