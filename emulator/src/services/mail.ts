/** MailApp: nothing leaves this machine, every message lands in an outbox. */
import type { HandlerTable } from '../bridge/host';
import { ServiceError } from '../bridge/protocol';
import type { Limits } from '../options';
import { defineHandlers } from './define';
import type { Quotas } from './quotas';

export interface Mail {
  readonly to: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly body: string;
  readonly htmlBody?: string;
  readonly name?: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly base64: string;
  }[];
  readonly [option: string]: unknown;
}

/** A mail as it was sent: by whom and when, by the emulator's clock. */
export interface SentMail extends Mail {
  readonly from: string;
  readonly time: number;
}

/** Per message, as the platform's page of quotas lists them for consumer accounts. */
const MOST_RECIPIENTS = 50;
const MOST_ATTACHMENTS = 250;
const LONGEST_SUBJECT = 250;
const LARGEST_BODY = 200 * 1024;
const LARGEST_ATTACHMENTS = 25 * 1024 * 1024;

export interface MailDeps {
  readonly outbox: SentMail[];
  readonly quotas: Quotas;
  readonly limits: Limits;
  readonly now: () => number;
}

export function mailHandlers({ outbox, quotas, limits, now }: MailDeps): HandlerTable {
  const left = (user: string) => limits.mailRecipientsPerDay - quotas.used('mail', user);
  return defineHandlers({
    'MailApp.getRemainingDailyQuota': ({ effectiveUser }) => left(effectiveUser),
    'MailApp.sendEmail': ({ effectiveUser }, mail: Mail) => {
      const recipients = recipientsOf(mail);
      if (recipients === 0) throw new ServiceError('Failed to send email: no recipient');
      checkSize(mail, recipients);
      if (recipients > left(effectiveUser))
        throw new ServiceError('Service invoked too many times for one day: email.');
      quotas.add('mail', effectiveUser, recipients);
      outbox.push({ ...mail, from: effectiveUser, time: now() });
    },
  });
}

/** The texts are of one family; which limit it is stands at their end. */
function checkSize(mail: Mail, recipients: number): void {
  const { subject, body, htmlBody = '', attachments = [] } = mail;
  const bytes = attachments.reduce((sum, { base64 }) => sum + Math.floor((base64.length * 3) / 4), 0);
  const broken = [
    [recipients > MOST_RECIPIENTS, 'Email Recipients Per Message'],
    [subject.length > LONGEST_SUBJECT, 'Email Subject Length'],
    [Math.max(Buffer.byteLength(body), Buffer.byteLength(htmlBody)) > LARGEST_BODY, 'Email Body Size'],
    [attachments.length > MOST_ATTACHMENTS, 'Email Attachments Per Message'],
    [bytes > LARGEST_ATTACHMENTS, 'Email Total Attachments Size'],
  ].find(([over]) => over);
  if (broken) throw new ServiceError(`Limit exceeded: ${String(broken[1])}.`);
}

function recipientsOf({ to, cc, bcc }: Mail): number {
  return [to, cc, bcc]
    .join(',')
    .split(',')
    .filter((address) => address.trim() !== '').length;
}
