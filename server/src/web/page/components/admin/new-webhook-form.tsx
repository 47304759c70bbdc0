/** The form that adds a webhook. */
import { useState } from 'preact/hooks';
import { createWebhook } from '../../api/admin-api';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../api/admin-types';
import { DeedError } from './deed-error';
import { useDeed } from './use-deed';
import type { ShownSecret } from './webhooks-section';

interface Props {
  readonly onMade: (secret: ShownSecret) => void;
  readonly onCancel: () => void;
}

export function NewWebhookForm({ onMade, onCancel }: Props) {
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(WEBHOOK_EVENTS);
  const deed = useDeed();
  const toggle = (event: WebhookEvent) =>
    setEvents(events.includes(event) ? events.filter((other) => other !== event) : [...events, event]);
  const submit = async () => {
    const { secret } = await createWebhook(url.trim(), events);
    onMade({
      title: 'The secret of the webhook',
      text: 'The receiver checks signatures with it. Copy it now: it is shown this one time.',
      secret,
    });
  };
  return (
    <form
      class="form panel"
      aria-label="New webhook"
      onSubmit={(event) => {
        event.preventDefault();
        void deed.run(submit);
      }}
    >
      <div class="field">
        <label for="webhook-url">Address</label>
        <input
          id="webhook-url"
          class="input"
          type="url"
          required
          autofocus
          autocomplete="off"
          placeholder="https://…"
          value={url}
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
      </div>
      <fieldset class="scopes">
        <legend>Events</legend>
        {WEBHOOK_EVENTS.map((event) => (
          <label key={event} class="check">
            <input type="checkbox" checked={events.includes(event)} onChange={() => toggle(event)} />
            <code>{event}</code>
          </label>
        ))}
      </fieldset>
      <DeedError error={deed.error} />
      <footer class="form-foot">
        <button class="button" type="button" onClick={onCancel}>
          Cancel
        </button>
        <button class="button primary" type="submit" disabled={deed.isBusy || events.length === 0}>
          Add the webhook
        </button>
      </footer>
    </form>
  );
}
