/** A sheet's web app as Google serves it: doPost runs on the POST, and its answer is fetched elsewhere with GET. */
import { createHmac } from 'node:crypto';
import { Receiver, type Answering, type Got } from './receiver';

/** What Apps Script shows instead of an answer when the script fails; the status is 200 all the same. */
export const ERROR_PAGE = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>Error</title></head><body>Exception: no lock</body></html>',
};
const CONTENT_PATH = '/macros/echo?user_content_key=abc';

export class SheetWebApp {
  /** What doPost answers. */
  doPost: (body: string) => Answering = () => json('{"ok":true}');

  private constructor(readonly receiver: Receiver) {
    receiver.answer = (got) => this.serve(got);
  }

  static async start(): Promise<SheetWebApp> {
    return new SheetWebApp(await Receiver.start());
  }

  get url(): string {
    return `${this.receiver.url}/macros/s/AKfycb/exec`;
  }

  /** The wakes that came. */
  get wakes(): Record<'type' | 'id' | 'source' | 'signature', string>[] {
    return this.receiver.got
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(body) as never);
  }

  get requests(): string[] {
    return this.receiver.got.map(({ method, path }) => `${method} ${path}`);
  }

  private answer: Answering = { status: 404 };

  private serve({ method, path, body }: Got): Answering {
    if (path !== CONTENT_PATH) {
      this.answer = this.doPost(body);
      const isContent =
        typeof this.answer === 'object' && this.answer !== ERROR_PAGE && this.answer.status === 200;
      return isContent
        ? { status: 302, headers: { location: `${this.receiver.url}${CONTENT_PATH}` } }
        : this.answer;
    }
    return method === 'GET' ? this.answer : { status: 405 };
  }
}

export function json(body: string): Answering {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

/** As the sheet checks it. */
export function isGenuine(wake: Record<string, unknown>, secret: string): boolean {
  const { id, timestamp, source, signature } = wake as Record<string, string>;
  const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.${source}`).digest('base64');
  return signature === `v1,${mac}`;
}
