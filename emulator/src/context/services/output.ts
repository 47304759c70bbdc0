/** What doGet and doPost may return, and how the host recognises it. */
import type { TextOutputFacade } from './content';
import type { HtmlOutputFacade } from './html';

export type PortableOutput =
  | {
      readonly kind: 'TextOutput';
      readonly content: string;
      readonly mimeType: string;
      readonly fileName: string | null;
    }
  | {
      readonly kind: 'HtmlOutput';
      readonly content: string;
      readonly title: string;
      readonly metaTags: readonly (readonly [name: string, content: string])[];
      readonly faviconUrl: string | null;
      /** Other sites may show the page in a frame. */
      readonly framed: boolean;
    };

type Describe = () => PortableOutput;
const outputs = new WeakMap<object, Describe>();

/** Called by each output when it is made. */
export function registerOutput(output: TextOutputFacade | HtmlOutputFacade, describe: Describe): void {
  outputs.set(output, describe);
}

/** undefined for anything that is no output. */
export function outputOf(value: unknown): PortableOutput | undefined {
  return typeof value === 'object' && value !== null ? outputs.get(value)?.() : undefined;
}
