/** How the work flows: cards created, moved and done per day, and how long they stay in a status. */
import { useEffect, useState } from 'preact/hooks';
import { fetchFlow } from '../api/board-api';
import type { FlowDay } from '../api/types';
import { chartInWords, SERIES, SERIES_NAMES } from '../logic/flow-chart';
import { heard } from '../state/board';
import { FlowChart } from './flow-chart';
import { TimeInStatusTable } from './time-in-status-table';
import { useLoaded } from './use-loaded';

const SPANS = [7, 30, 90] as const;
/** A burst of changes redraws the chart once, in milliseconds. */
const PAUSE_MS = 1_000;

export function FlowPanel() {
  const [span, setSpan] = useState<number>(30);
  const { value, failure, reload } = useLoaded(() => fetchFlow(span), [span]);
  useReloadOnChange(reload);
  return (
    <section class="flow" aria-labelledby="flow-title">
      <header class="flow-head">
        <h2 id="flow-title">Flow</h2>
        <Legend />
        <span class="grow" />
        <SpanChoice span={span} onChoose={setSpan} />
      </header>
      {failure !== null && (
        <p class="form-error" role="alert">
          {failure.message}{' '}
          <button class="button small" type="button" onClick={() => void reload()}>
            Try again
          </button>
        </p>
      )}
      {value === null ? (
        failure === null && <p class="flow-loading">Loading…</p>
      ) : (
        <div class="flow-body">
          <figure class="flow-figure">
            <FlowChart days={value.days} />
            <figcaption>{chartInWords(value.days)}</figcaption>
            <DaysTable days={value.days} />
          </figure>
          <TimeInStatusTable times={value.time_in_status} />
        </div>
      )}
    </section>
  );
}

function useReloadOnChange(reload: () => Promise<void>): void {
  const changed = heard.value;
  useEffect(() => {
    if (changed.length === 0) return;
    const timer = setTimeout(() => void reload(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [changed]);
}

function Legend() {
  return (
    <ul class="legend" aria-hidden="true">
      {SERIES.map((series) => (
        <li key={series}>
          <span class={`swatch ${series}`} />
          {SERIES_NAMES[series]}
        </li>
      ))}
    </ul>
  );
}

function SpanChoice({ span, onChoose }: { span: number; onChoose: (span: number) => void }) {
  return (
    <div class="segments" role="group" aria-label="Time span">
      {SPANS.map((days) => (
        <button key={days} type="button" aria-pressed={span === days} onClick={() => onChoose(days)}>
          {days} days
        </button>
      ))}
    </div>
  );
}

/** The same figures for those who do not see the chart, or want them exactly. */
function DaysTable({ days }: { days: readonly FlowDay[] }) {
  return (
    <details class="flow-days">
      <summary>Figures per day</summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label="Figures per day">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Day (UTC)</th>
              {SERIES.map((series) => (
                <th key={series} scope="col" class="number">
                  {SERIES_NAMES[series]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.date}>
                <th scope="row">{day.date}</th>
                {SERIES.map((series) => (
                  <td key={series} class="number">
                    {day[series]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
