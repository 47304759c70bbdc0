/** The enums of SpreadsheetApp that the implemented methods use; the rest is refused by name. */
import { BORDER_STYLES, WRAP_STRATEGIES } from '../../workbook/style';
import { enumOf, type EnumValue } from '../facade';

const named = <const Names extends readonly string[]>(name: string, names: Names) =>
  enumOf(`SpreadsheetApp.${name}`, names);

export const DATA_VALIDATION_CRITERIA = named('DataValidationCriteria', [
  'DATE_AFTER', 'DATE_BEFORE', 'DATE_BETWEEN', 'DATE_EQUAL_TO', 'DATE_IS_VALID_DATE', 'DATE_NOT_BETWEEN', 'DATE_ON_OR_AFTER',
  'DATE_ON_OR_BEFORE', 'NUMBER_BETWEEN', 'NUMBER_EQUAL_TO', 'NUMBER_GREATER_THAN', 'NUMBER_GREATER_THAN_OR_EQUAL_TO',
  'NUMBER_LESS_THAN', 'NUMBER_LESS_THAN_OR_EQUAL_TO', 'NUMBER_NOT_BETWEEN', 'NUMBER_NOT_EQUAL_TO', 'TEXT_CONTAINS',
  'TEXT_DOES_NOT_CONTAIN', 'TEXT_EQUAL_TO', 'TEXT_IS_VALID_EMAIL', 'TEXT_IS_VALID_URL', 'VALUE_IN_LIST', 'VALUE_IN_RANGE',
  'CUSTOM_FORMULA', 'CHECKBOX',
]); // prettier-ignore

export const COPY_PASTE_TYPE = named('CopyPasteType', [
  'PASTE_NORMAL', 'PASTE_NO_BORDERS', 'PASTE_FORMAT', 'PASTE_FORMULA', 'PASTE_DATA_VALIDATION', 'PASTE_VALUES',
  'PASTE_CONDITIONAL_FORMATTING', 'PASTE_COLUMN_WIDTHS',
]); // prettier-ignore

export const BOOLEAN_CRITERIA = named('BooleanCriteria', [
  'CELL_EMPTY', 'CELL_NOT_EMPTY', 'DATE_AFTER', 'DATE_BEFORE', 'DATE_EQUAL_TO', 'DATE_NOT_EQUAL_TO', 'NUMBER_BETWEEN',
  'NUMBER_EQUAL_TO', 'NUMBER_GREATER_THAN', 'NUMBER_GREATER_THAN_OR_EQUAL_TO', 'NUMBER_LESS_THAN',
  'NUMBER_LESS_THAN_OR_EQUAL_TO', 'NUMBER_NOT_BETWEEN', 'NUMBER_NOT_EQUAL_TO', 'TEXT_CONTAINS', 'TEXT_DOES_NOT_CONTAIN',
  'TEXT_EQUAL_TO', 'TEXT_NOT_EQUAL_TO', 'TEXT_STARTS_WITH', 'TEXT_ENDS_WITH', 'CUSTOM_FORMULA',
]); // prettier-ignore

export const PROTECTION_TYPE = named('ProtectionType', ['RANGE', 'SHEET']);
export const SHEET_TYPE = named('SheetType', ['GRID', 'OBJECT', 'DATASOURCE']);
export const DIMENSION = named('Dimension', ['COLUMNS', 'ROWS']);
export const METADATA_VISIBILITY = named('DeveloperMetadataVisibility', ['DOCUMENT', 'PROJECT']);
export const METADATA_LOCATION = named('DeveloperMetadataLocationType', [
  'SPREADSHEET',
  'SHEET',
  'ROW',
  'COLUMN',
]);

export const BORDER_STYLE = named('BorderStyle', BORDER_STYLES);
export const WRAP_STRATEGY = named('WrapStrategy', WRAP_STRATEGIES);
export const TEXT_DIRECTION = named('TextDirection', ['LEFT_TO_RIGHT', 'RIGHT_TO_LEFT']);
export const DIRECTION = named('Direction', ['UP', 'DOWN', 'PREVIOUS', 'NEXT']);
export const AUTO_FILL_SERIES = named('AutoFillSeries', ['DEFAULT_SERIES', 'ALTERNATE_SERIES']);
export const BANDING_THEME = named('BandingTheme', [
  'LIGHT_GREY', 'CYAN', 'GREEN', 'YELLOW', 'ORANGE', 'BLUE', 'TEAL', 'GREY', 'BROWN', 'LIGHT_GREEN', 'INDIGO', 'PINK',
]); // prettier-ignore

export const BUTTON = enumOf('Ui.Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
export const BUTTON_SET = enumOf('Ui.ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);

/** The value of that name; enums of the published types are numbers, the platform's are objects. */
export function enumValue<Type>(values: Readonly<Record<string, EnumValue>>, name: string): Type {
  return values[name] as unknown as Type;
}

export const ENUMS = {
  DataValidationCriteria: DATA_VALIDATION_CRITERIA,
  BooleanCriteria: BOOLEAN_CRITERIA,
  CopyPasteType: COPY_PASTE_TYPE,
  ProtectionType: PROTECTION_TYPE,
  SheetType: SHEET_TYPE,
  Dimension: DIMENSION,
  DeveloperMetadataVisibility: METADATA_VISIBILITY,
  DeveloperMetadataLocationType: METADATA_LOCATION,
  BorderStyle: BORDER_STYLE,
  WrapStrategy: WRAP_STRATEGY,
  TextDirection: TEXT_DIRECTION,
  Direction: DIRECTION,
  AutoFillSeries: AUTO_FILL_SERIES,
  BandingTheme: BANDING_THEME,
} as const;
