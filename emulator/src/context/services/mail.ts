/** MailApp inside the script; messages end in the emulator's outbox. */
import type { HostCall } from '../../bridge/protocol';
import { Facade } from '../facade';
import { plainObject, requireSignature, text } from '../signature';
import { blobOf } from './blob';
import { toBase64 } from './bytes';

type Options = GoogleAppsScript.Mail.MailAdvancedParameters;

export interface MailFacade extends GoogleAppsScript.Mail.MailApp {}
export class MailFacade extends Facade {
  readonly #host: HostCall;

  constructor(host: HostCall) {
    super('MailApp');
    this.#host = host;
  }

  getRemainingDailyQuota(): number {
    return this.#host('MailApp.getRemainingDailyQuota', []) as number;
  }

  sendEmail(...args: unknown[]): void {
    requireSignature('MailApp.sendEmail', args, [plainObject], [text, text, text], [text, text, text, plainObject], [text, text, text, text]); // prettier-ignore
    this.#host('MailApp.sendEmail', [toMail(args)]);
  }
}

/** The four forms: one object; recipient, subject, body, options; or to, replyTo, subject, body. */
function toMail(args: readonly unknown[]): object {
  if (args.length === 1) return withAttachments(args[0] as Options);
  if (typeof args[3] === 'string')
    return texts({ to: args[0], replyTo: args[1], subject: args[2], body: args[3] });
  return {
    ...withAttachments(args[3] ?? {}),
    ...texts({ to: args[0], subject: args[1], body: args[2] }),
  };
}

function texts(parts: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([key, value]) => [key, String(value)]));
}

function withAttachments({ attachments, inlineImages, ...rest }: Options): object {
  const images = Object.entries(inlineImages ?? {}).map(([id, image]) => [id, toAttachment(image)]);
  return {
    subject: '',
    body: '',
    ...rest,
    ...(attachments ? { attachments: attachments.map(toAttachment) } : {}),
    ...(inlineImages ? { inlineImages: Object.fromEntries(images) as object } : {}),
  };
}

function toAttachment(source: unknown): object {
  const blob = blobOf(source);
  if (!blob) throw new Error('MailApp attachments other than blobs is not implemented by this emulator');
  return {
    name: blob.getName() ?? '',
    contentType: blob.getContentType() ?? '',
    base64: toBase64(blob.getBytes()),
  };
}
