/** The service calls of an execution: how often each method, and all of them in order. */
import type { ExecutionDetails } from '../../../api/types';
import { countOf } from '../../logic/words';

export function CallList({ details: { calls, counts } }: { details: ExecutionDetails }) {
  const byCount = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return (
    <section aria-label="Service calls">
      <h4>Service calls</h4>
      {calls.length === 0 ? (
        <p class="muted">It called no service.</p>
      ) : (
        <>
          <ul class="call-counts">
            {byCount.map(([method, count]) => (
              <li key={method}>
                <code>{method}</code>
                <span class="count">×{count}</span>
              </li>
            ))}
          </ul>
          <details>
            <summary>{countOf(calls.length, 'call')} in order</summary>
            <ol class="call-order">
              {calls.map((method, index) => (
                <li key={index}>
                  <code>{method}</code>
                </li>
              ))}
            </ol>
          </details>
        </>
      )}
    </section>
  );
}
