/** What a web app has answered, until it is fetched: the platform answers with a redirect to where the content lies. */
import { randomBytes } from 'node:crypto';

export interface EchoContent {
  readonly mimeType: string;
  readonly content: string;
  readonly fileName: string | null;
}

/** Answers that nobody came for make room for new ones. */
const MOST_KEPT = 1_000;

export class EchoStore {
  private readonly contents = new Map<string, EchoContent>();

  /** @returns the key under which it can be fetched once */
  keep(content: EchoContent): string {
    const key = randomBytes(24).toString('base64url');
    this.contents.set(key, content);
    const [oldest] = this.contents.keys();
    if (this.contents.size > MOST_KEPT && oldest !== undefined) this.contents.delete(oldest);
    return key;
  }

  take(key: string): EchoContent | undefined {
    const content = this.contents.get(key);
    this.contents.delete(key);
    return content;
  }
}
