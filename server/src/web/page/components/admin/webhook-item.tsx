/** One webhook: its state, what can be done with it, and its deliveries on demand. */
import { useState } from 'preact/hooks';
import { deleteWebhook, rotateSecret, setWebhookEnabled } from '../../api/admin-api';
import type { Webhook } from '../../api/admin-types';
import { openDialog } from '../../state/dialogs';
import { DeedError } from './deed-error';
import { Deliveries } from './deliveries';
import { useDeed } from './use-deed';
import type { ShownSecret } from './webhooks-section';

interface Props {
  readonly webhook: Webhook;
  readonly onSecret: (secret: ShownSecret) => void;
  readonly onChanged: () => void;
}

export function WebhookItem({ webhook, onSecret, onChanged }: Props) {
  const [isOpen, setOpen] = useState(false);
  const deed = useDeed();
  return (
    <li class="panel webhook">
      <div class="webhook-head">
        <code class="webhook-url">{webhook.url}</code>
        <span class={`tag ${webhook.enabled ? 'state-live' : 'state-revoked'}`}>
          {webhook.enabled ? 'On' : 'Off'}
        </span>
      </div>
      {webhook.disabled_reason !== null && <p class="form-error">{webhook.disabled_reason}</p>}
      <p class="muted small-text">
        {webhook.events.join(', ')} · {webhook.pending} waiting ·{' '}
        <span class={webhook.dead > 0 ? 'alarm' : ''}>{webhook.dead} given up</span>
      </p>
      <DeedError error={deed.error} />
      <div class="button-row">
        <button class="button small" type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Deliveries
        </button>
        <WebhookDeeds webhook={webhook} onSecret={onSecret} onChanged={onChanged} run={deed.run} />
      </div>
      {isOpen && <Deliveries webhook={webhook} onReplayed={onChanged} />}
    </li>
  );
}

function WebhookDeeds({
  webhook,
  onSecret,
  onChanged,
  run,
}: Props & { run: (work: () => Promise<void>) => Promise<void> }) {
  const switchOver = async () => {
    await setWebhookEnabled(webhook.id, !webhook.enabled);
    onChanged();
  };
  const rotate = async () => {
    const { secret } = await rotateSecret(webhook.id);
    onSecret({
      title: 'The new secret',
      text: 'Copy it now: it is shown this one time. The old one signs too for 24 hours.',
      secret,
    });
  };
  const remove = async () => {
    await deleteWebhook(webhook.id);
    onChanged();
  };
  const ask = () =>
    openDialog({
      kind: 'confirm',
      title: 'Delete the webhook?',
      text: 'Its waiting and given-up deliveries are deleted with it. This cannot be undone.',
      label: 'Delete',
      run: () => void run(remove),
    });
  return (
    <>
      <button class="button small" type="button" onClick={() => void run(switchOver)}>
        {webhook.enabled ? 'Turn off' : 'Turn on'}
      </button>
      <button class="button small" type="button" onClick={() => void run(rotate)}>
        New secret
      </button>
      <button class="button small quiet danger" type="button" onClick={ask}>
        Delete
      </button>
    </>
  );
}
