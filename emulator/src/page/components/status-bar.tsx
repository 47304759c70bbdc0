/** At the bottom right: sum, average and count of the selected cells. */
import { useEffect, useState } from 'preact/hooks';
import { clip } from '../logic/area';
import { summarize, summaryText } from '../logic/summary';
import { activeSheet } from '../state/active-sheet';
import { cellsOf, cellsVersion } from '../state/cells';
import { selectedArea } from '../state/selection';

/** Not at every step of a drag. */
const REST_MS = 80;

export function StatusBar() {
  const [text, setText] = useState('');
  const [sheet, area, version] = [activeSheet.value, selectedArea.value, cellsVersion.value];
  useEffect(() => {
    let current = true;
    const inside = sheet && clip(area, sheet.usedRows, sheet.usedColumns);
    if (!sheet || !inside || inside.rows * inside.columns < 2) {
      setText('');
      return;
    }
    const timer = setTimeout(() => {
      void cellsOf(sheet.id, inside).then(
        (rows) => current && setText(summaryText(summarize(rows.flat()))),
        () => undefined,
      );
    }, REST_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [sheet, area, version]);
  return (
    <div class="status-bar" role="status" aria-label="About the selection" data-testid="summary">
      {text}
    </div>
  );
}
