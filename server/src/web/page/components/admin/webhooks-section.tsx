/** Webhooks: the list, adding one, and the secret that is shown once. */
import { useState } from 'preact/hooks';
import { fetchWebhooks } from '../../api/admin-api';
import { PlusIcon } from '../icons';
import { useLoaded } from '../use-loaded';
import { NewWebhookForm } from './new-webhook-form';
import { SecretBox } from './secret-box';
import { Section } from './section';
import { WebhookItem } from './webhook-item';

export interface ShownSecret {
  readonly title: string;
  readonly text: string;
  readonly secret: string;
}

export function WebhooksSection() {
  const webhooks = useLoaded(fetchWebhooks);
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<ShownSecret | null>(null);
  const list = webhooks.value ?? [];
  return (
    <Section
      title="Webhooks"
      text="Other programs hear of changes within seconds. Each message is signed (Standard Webhooks)."
      loaded={webhooks}
      action={
        <button
          class="button primary"
          type="button"
          aria-expanded={isAdding}
          onClick={() => setAdding(!isAdding)}
        >
          <PlusIcon />
          New webhook
        </button>
      }
    >
      {secret !== null && <SecretBox key={secret.secret} {...secret} onDone={() => setSecret(null)} />}
      {isAdding && (
        <NewWebhookForm
          onCancel={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            setSecret(made);
            void webhooks.reload();
          }}
        />
      )}
      {list.length === 0 && <p class="empty">No webhooks yet.</p>}
      <ul class="webhooks" role="list">
        {list.map((webhook) => (
          <WebhookItem
            key={webhook.id}
            webhook={webhook}
            onSecret={setSecret}
            onChanged={() => void webhooks.reload()}
          />
        ))}
      </ul>
    </Section>
  );
}
