/** What of today's quotas is used. */
import { fetchQuotas } from '../../../api/client';
import type { QuotaView } from '../../../api/types';
import { useFresh } from '../../state/fresh';
import { Empty, TabFrame } from '../tab-frame';

export function QuotaTab() {
  const loaded = useFresh<readonly QuotaView[]>(fetchQuotas, ['execution', 'triggers', 'outbox']);
  return (
    <TabFrame
      text="Used today of what a consumer account may use. Calls beyond a limit fail."
      loaded={loaded}
    >
      {(quotas) =>
        quotas.length === 0 ? (
          <Empty>No quota is counted.</Empty>
        ) : (
          <ul class="quotas">
            {quotas.map((quota) => (
              <Quota key={quota.name} quota={quota} />
            ))}
          </ul>
        )
      }
    </TabFrame>
  );
}

function Quota({ quota: { name, used, limit, unit } }: { quota: QuotaView }) {
  const share = limit === 0 ? 0 : Math.min(1, used / limit);
  return (
    <li class={share > 0.8 ? 'quota high' : 'quota'}>
      <span class="quota-name">{name}</span>
      <span class="quota-figures">
        {figure(used)} of {figure(limit)} {unit}
      </span>
      <progress value={share} max={1} aria-label={`${name}: ${figure(used)} of ${figure(limit)} ${unit}`} />
    </li>
  );
}

function figure(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}
