/** How long cards stay in each status. */
import type { Flow } from '../api/types';
import { hoursInWords } from '../logic/age-words';
import { STATUS_NAMES, STATUSES } from '../logic/status-names';
import { StatusIcon } from './icons';

export function TimeInStatusTable({ times }: { times: Flow['time_in_status'] }) {
  return (
    <table class="table time-table">
      <caption>Time in status</caption>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col" class="number">
            Moved on
          </th>
          <th scope="col">Half within</th>
          <th scope="col">9 of 10 within</th>
        </tr>
      </thead>
      <tbody>
        {STATUSES.map((status) => (
          <tr key={status}>
            <th scope="row">
              <span class="with-icon">
                <StatusIcon status={status} />
                {STATUS_NAMES[status]}
              </span>
            </th>
            <td class="number">{times[status].tasks}</td>
            <td>{words(times[status].median_hours)}</td>
            <td>{words(times[status].p90_hours)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function words(hours: number | null): string {
  return hours === null ? '–' : hoursInWords(hours);
}
