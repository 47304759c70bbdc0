/** What the script keeps and sends: its property stores and its mails. */
import type { Emulator, SentMail } from '../../index';
import type { MailView, PropertiesView } from '../types';

export function propertiesView({ properties, users }: Emulator): PropertiesView {
  return {
    script: Object.fromEntries(properties.script()),
    document: Object.fromEntries(properties.document()),
    users: Object.fromEntries(users.map((user) => [user, Object.fromEntries(properties.user(user))])),
  };
}

export function mailView({ from, to, subject, body, time }: SentMail): MailView {
  return { from, to, subject, body, time };
}
