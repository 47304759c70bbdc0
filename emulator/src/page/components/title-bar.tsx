/** The spreadsheet's name, whether the window is connected, and who sits before it. */
import { connection } from '../api/event-stream';
import { ScriptLinks, ScriptTools, UserSwitcher } from '../script';
import { workbook } from '../state/workbook';

const WORDS = { connecting: 'Connecting…', live: 'Saved on this machine', lost: 'Not connected' } as const;

export function TitleBar() {
  const name = workbook.value?.name ?? 'Spreadsheet';
  document.title = name;
  return (
    <div class="title-bar">
      <svg class="logo" width="26" height="30" viewBox="0 0 22 26" aria-hidden="true">
        <path
          d="M2 2.500A2.500 2.500 0 0 1 4.500 0H14l6 6v17.500a2.500 2.500 0 0 1-2.500 2.500h-13A2.500 2.500 0 0 1 2 23.500z"
          fill="#188038"
        />
        <path d="M14 0l6 6h-4.500A1.500 1.500 0 0 1 14 4.500z" fill="#0b5a25" />
        <path
          d="M6 11.500h10v8.500H6zM6 15.700h10M10.300 11.500V20"
          fill="none"
          stroke="#fff"
          stroke-width="1.500"
        />
      </svg>
      <h1>{name}</h1>
      <span class="saved" data-state={connection.value} data-testid="live">
        {WORDS[connection.value]}
      </span>
      <span class="grow" />
      <ScriptLinks />
      <ScriptTools />
      <UserSwitcher />
    </div>
  );
}
