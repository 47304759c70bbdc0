/** Tags move with sorted rows where the switch says so: taking a sort back takes them back too. */
import { PropertyStep } from '../history/other-steps';
import type { Step } from '../history/step';
import type { SheetModel } from '../sheet';
import type { Area } from '../types';
import type { Workbook } from '../workbook';

export function sortStep(workbook: Workbook, sheet: SheetModel, area: Area): Step[] {
  if (!workbook.switches.metadataFollowsSort) return [];
  const tags = workbook.metadata.filter(
    ({ location }) =>
      location.type === 'ROW' &&
      location.sheetId === sheet.id &&
      location.index >= area.row &&
      location.index < area.row + area.rows,
  );
  return [
    new PropertyStep(workbook, {
      sheetId: sheet.id,
      read: () => tags.map(({ location }) => location),
      write: (_sheet, locations) => {
        for (const [index, location] of locations.entries()) {
          const tag = tags[index];
          if (tag && workbook.metadata.includes(tag)) tag.location = location;
        }
      },
    }),
  ];
}
