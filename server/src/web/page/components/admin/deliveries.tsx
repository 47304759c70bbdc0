/** The deliveries of a webhook: those on their way, those given up, and a way to send one again. */
import { useState } from 'preact/hooks';
import { fetchDeliveries, replayDelivery } from '../../api/admin-api';
import { DELIVERY_STATES, type Delivery, type DeliveryState, type Webhook } from '../../api/admin-types';
import { Moment } from '../card-facts';
import { DeedError } from './deed-error';
import { TableFrame } from './section';
import { useDeed } from './use-deed';
import { usePages } from './use-pages';

const STATE_WORDS: Readonly<Record<DeliveryState, string>> = {
  pending: 'Waiting',
  delivered: 'Delivered',
  dead: 'Given up',
};

export function Deliveries({ webhook, onReplayed }: { webhook: Webhook; onReplayed: () => void }) {
  const [state, setState] = useState<DeliveryState | ''>(webhook.dead > 0 ? 'dead' : '');
  const deed = useDeed();
  const pages = usePages<Delivery>(
    async (page) => {
      const { deliveries, next } = await fetchDeliveries(webhook.id, state, page);
      return { items: deliveries, next };
    },
    [webhook.id, state],
  );
  const replay = async (delivery: Delivery) => {
    await replayDelivery(webhook.id, delivery.id);
    await pages.first.reload();
    onReplayed();
  };
  return (
    <div class="deliveries">
      <div class="segments" role="group" aria-label="State of the deliveries">
        <button type="button" aria-pressed={state === ''} onClick={() => setState('')}>
          All
        </button>
        {DELIVERY_STATES.map((known) => (
          <button key={known} type="button" aria-pressed={state === known} onClick={() => setState(known)}>
            {STATE_WORDS[known]}
          </button>
        ))}
      </div>
      <DeedError error={deed.error ?? pages.first.failure} />
      {pages.items.length === 0 ? (
        <p class="empty">{pages.first.isBusy ? 'Loading…' : 'None.'}</p>
      ) : (
        <DeliveryTable items={pages.items} onReplay={(delivery) => void deed.run(() => replay(delivery))} />
      )}
      {pages.hasMore && (
        <button class="button small" type="button" onClick={() => void deed.run(pages.loadMore)}>
          Show more
        </button>
      )}
    </div>
  );
}

interface TableProps {
  readonly items: readonly Delivery[];
  readonly onReplay: (delivery: Delivery) => void;
}

function DeliveryTable({ items, onReplay }: TableProps) {
  return (
    <TableFrame label="Deliveries">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">State</th>
            <th scope="col">Attempts</th>
            <th scope="col">Last answer</th>
            <th scope="col">Made</th>
            <th scope="col">
              <span class="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((delivery) => (
            <tr key={delivery.id}>
              <th scope="row">
                <code>{delivery.type}</code>
              </th>
              <td>
                <span class={`tag delivery-${delivery.state}`}>{STATE_WORDS[delivery.state]}</span>
              </td>
              <td>{delivery.attempts}</td>
              <td>{delivery.last_error ?? delivery.last_status ?? <span class="muted">none yet</span>}</td>
              <td>
                <Moment at={delivery.created_at} />
              </td>
              <td class="actions">
                {delivery.state !== 'pending' && (
                  <button class="button small" type="button" onClick={() => onReplay(delivery)}>
                    Send again
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
