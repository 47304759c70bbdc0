/** The board: toolbar, flow, and three columns. */
import { useEffect, useRef } from 'preact/hooks';
import { boardFailure, boardState, counts, filters, reloadBoard, showBoard } from '../state/board';
import { activeCard, requestFocus } from '../state/focus';
import { streamBegun } from '../state/live';
import { arrivals, search } from '../state/router';
import { loadSources } from '../state/sources';
import { hasFilters } from '../logic/board-filters';
import { STATUSES } from '../logic/status-names';
import { BoardKeys } from './board-keys';
import { BoardColumn } from './board-column';
import { ColumnTabs } from './column-tabs';
import { FlowPanel } from './flow-panel';
import { Notice } from './notice';
import { Toolbar } from './toolbar';

export function BoardPage() {
  const strip = useRef<HTMLDivElement>(null);
  useBoardData();
  useTitle();
  return (
    <div class="board-page">
      <Toolbar />
      {isFlowShown() && <FlowPanel />}
      <StaleWarning />
      {boardState.value === 'failed' ? (
        <Failed />
      ) : (
        <>
          <NothingFound />
          <ColumnTabs strip={strip} />
          <BoardKeys />
          <div class="columns" ref={strip} aria-busy={boardState.value === 'loading'}>
            {STATUSES.map((status) => (
              <BoardColumn key={status} status={status} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

export function isFlowShown(): boolean {
  return new URLSearchParams(search.value).get('view') === 'flow';
}

function useBoardData(): void {
  const wanted = filters.value;
  useEffect(() => {
    void streamBegun().then(showBoard);
    void loadSources();
    if (arrivals.value > 0 && activeCard.value !== null) requestFocus(activeCard.value);
  }, []);
  useEffect(() => {
    if (boardState.value !== 'empty') void showBoard();
  }, [wanted]);
}

function useTitle(): void {
  const open = counts.value;
  useEffect(() => {
    document.title =
      open === null ? 'Work Tracker' : `Board (${open.TODO + open.IN_PROGRESS} open) · Work Tracker`;
  }, [open]);
}

function Failed() {
  return (
    <Notice kind="error" title="The board could not be read" text={boardFailure.value ?? ''}>
      <button class="button primary" type="button" onClick={() => void reloadBoard()}>
        Try again
      </button>
    </Notice>
  );
}

/** Old cards stay when a reload fails, and say that they are old. */
function StaleWarning() {
  if (boardFailure.value === null || boardState.value !== 'ready') return null;
  return (
    <div class="banner" role="alert">
      <span>{boardFailure.value} What you see may be out of date.</span>
      <button class="button small" type="button" onClick={() => void reloadBoard()}>
        Try again
      </button>
    </div>
  );
}

function NothingFound() {
  const found = counts.value;
  if (found === null || boardState.value !== 'ready' || !hasFilters(filters.value)) return null;
  const total = STATUSES.reduce((sum, status) => sum + found[status], 0);
  return (
    <p class="visually-hidden" role="status">
      {total === 1 ? '1 card found' : `${total} cards found`}
    </p>
  );
}
