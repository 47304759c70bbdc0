/** TextStyle and its builder: how a part of a text looks; null is what was not said. */
import { LOOK_FIELDS, type TextLook } from '../../workbook/rich-text';
import { Facade } from '../facade';
import { flag, integer, requireSignature, text, type Accepts } from '../signature';
import { addMethods, whole } from './handle';

export const LOOK = Symbol('look');

export interface TextStyleFacade extends GoogleAppsScript.Spreadsheet.TextStyle {}
export class TextStyleFacade extends Facade {
  declare readonly [LOOK]: TextLook;

  constructor(look: TextLook) {
    super('TextStyle', 'SpreadsheetApp');
    Object.defineProperty(this, LOOK, { value: look });
  }
  copy(): TextStyleBuilderFacade {
    return new TextStyleBuilderFacade(this[LOOK]);
  }
}

export interface TextStyleBuilderFacade extends GoogleAppsScript.Spreadsheet.TextStyleBuilder {}
export class TextStyleBuilderFacade extends Facade {
  declare [LOOK]: TextLook;

  constructor(look: TextLook = {}) {
    super('TextStyleBuilder', 'SpreadsheetApp');
    Object.defineProperty(this, LOOK, { value: look, writable: true });
  }
  build(): TextStyleFacade {
    return new TextStyleFacade(this[LOOK]);
  }
}

/** The field of a look, and what its setter takes. */
const FIELDS: Readonly<Record<(typeof LOOK_FIELDS)[number], Accepts>> = {
  bold: flag,
  italic: flag,
  underline: flag,
  strikethrough: flag,
  fontFamily: text,
  fontSize: integer,
  foregroundColor: text,
};

for (const field of LOOK_FIELDS) {
  const name = field.charAt(0).toUpperCase() + field.slice(1);
  const accepts = FIELDS[field];
  addMethods(TextStyleFacade, {
    [`${accepts === flag ? 'is' : 'get'}${name}`](this: TextStyleFacade) {
      return this[LOOK][field] ?? null;
    },
  });
  addMethods(TextStyleBuilderFacade, {
    [`set${name}`](this: TextStyleBuilderFacade, ...args: unknown[]) {
      requireSignature(`SpreadsheetApp.TextStyleBuilder.set${name}`, args, [accepts]);
      this[LOOK] = { ...this[LOOK], [field]: field === 'fontSize' ? whole(args[0]) : args[0] };
      return this;
    },
  });
}
