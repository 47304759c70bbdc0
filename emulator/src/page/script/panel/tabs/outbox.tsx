/** The mails that the script has sent: they stay here. */
import { fetchOutbox } from '../../../api/client';
import type { MailView } from '../../../api/types';
import { timeInWords } from '../../logic/words';
import { emulatorNow } from '../../state/clock';
import { useFresh } from '../../state/fresh';
import { Empty, TabFrame } from '../tab-frame';

export function OutboxTab() {
  const loaded = useFresh<readonly MailView[]>(fetchOutbox, ['outbox']);
  return (
    <TabFrame
      text="Mails that the script has sent, and those that tell of its failures. Nothing leaves this machine."
      loaded={loaded}
    >
      {(mails) =>
        mails.length === 0 ? (
          <Empty>No mail was sent.</Empty>
        ) : (
          <ul class="mails">
            {[...mails].reverse().map((mail, index) => (
              <li key={mails.length - index}>
                <details>
                  <summary>
                    <strong>{mail.subject || '(no subject)'}</strong> from {mail.from} to {mail.to}
                    <span class="muted"> {timeInWords(mail.time, emulatorNow.value)}</span>
                  </summary>
                  <pre>{mail.body}</pre>
                </details>
              </li>
            ))}
          </ul>
        )
      }
    </TabFrame>
  );
}
