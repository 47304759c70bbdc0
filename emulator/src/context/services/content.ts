/** ContentService: texts that a web app answers with. */
import type { EnumValue } from '../facade';
import { Facade, enumOf } from '../facade';
import { registerOutput } from './output';

const MimeType = enumOf('ContentService.MimeType', [
  'ATOM',
  'CSV',
  'ICAL',
  'JAVASCRIPT',
  'JSON',
  'RSS',
  'TEXT',
  'VCARD',
  'XML',
] as const);
type ContentMimeType = GoogleAppsScript.Content.MimeType;

export interface TextOutputFacade extends GoogleAppsScript.Content.TextOutput {}
export class TextOutputFacade extends Facade {
  #content: string;
  #mimeType: EnumValue = MimeType.TEXT;
  #fileName: string | null = null;

  constructor(content: string) {
    super('TextOutput', 'ContentService');
    this.#content = content;
    registerOutput(this, () => ({
      kind: 'TextOutput',
      content: this.#content,
      mimeType: this.#mimeType.toString(),
      fileName: this.#fileName,
    }));
  }

  append(addedContent: string): this {
    this.#content += String(addedContent);
    return this;
  }
  clear(): this {
    this.#content = '';
    return this;
  }
  downloadAsFile(filename: string): this {
    this.#fileName = String(filename);
    return this;
  }
  getContent(): string {
    return this.#content;
  }
  getFileName(): string {
    return this.#fileName as string;
  }
  getMimeType(): ContentMimeType {
    return this.#mimeType as unknown as ContentMimeType;
  }
  setContent(content: string): this {
    this.#content = String(content);
    return this;
  }
  setMimeType(mimeType: ContentMimeType): this {
    this.#mimeType = mimeType as unknown as EnumValue;
    return this;
  }
}

export class ContentServiceFacade extends Facade {
  readonly MimeType = MimeType;
  constructor() {
    super('ContentService');
  }
  createTextOutput(content = ''): TextOutputFacade {
    return new TextOutputFacade(String(content));
  }
}
