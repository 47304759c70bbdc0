/** Which members of the published SpreadsheetApp types are there: the rest is listed, and fails by name. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as typescript from 'typescript';
import { open } from './support/open';
import { MISSING } from './support/missing-members';

const TYPES = path.join(
  path.dirname(require.resolve('@types/google-apps-script/package.json')),
  'google-apps-script.spreadsheet.d.ts',
);

/** Members by interface, as published. */
function published(): Map<string, string[]> {
  const source = typescript.createSourceFile(
    'types.d.ts',
    readFileSync(TYPES, 'utf8'),
    typescript.ScriptTarget.ES2022,
  );
  const found = new Map<string, string[]>();
  const visit = (node: typescript.Node): void => {
    if (typescript.isInterfaceDeclaration(node)) {
      const names = node.members.flatMap((member) => (member.name ? [member.name.getText(source)] : []));
      found.set(node.name.text, [...new Set([...(found.get(node.name.text) ?? []), ...names])]);
    }
    typescript.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** One living object of each class that scripts can get. */
function objects(): Record<string, object> {
  const { SpreadsheetApp, file, sheet } = open();
  const range = sheet.getRange('A1');
  file.setNamedRange('name', range);
  sheet.getRange('1:1').addDeveloperMetadata('key');
  const filter = sheet.getRange('A1:B2').createFilter();
  const format = SpreadsheetApp.newConditionalFormatRule().whenCellEmpty().setRanges([range]);
  const validation = SpreadsheetApp.newDataValidation().requireCheckbox();
  const tag = sheet.getRange('1:1').getDeveloperMetadata()[0];
  return {
    SpreadsheetApp, Spreadsheet: file, Sheet: sheet, Range: range, RangeList: sheet.getRangeList(['A1']),
    TextFinder: sheet.createTextFinder('x'), Protection: range.protect(), NamedRange: file.getNamedRanges()[0] ?? {},
    Filter: filter, FilterCriteria: SpreadsheetApp.newFilterCriteria().build(),
    FilterCriteriaBuilder: SpreadsheetApp.newFilterCriteria(), ConditionalFormatRule: format.build(),
    ConditionalFormatRuleBuilder: format, BooleanCondition: format.getBooleanCondition() ?? {},
    DataValidation: validation.build(), DataValidationBuilder: validation, DeveloperMetadata: tag ?? {},
    Selection: file.getSelection(), Banding: range.applyRowBanding(), RichTextValue: SpreadsheetApp.newRichTextValue().build(),
    RichTextValueBuilder: SpreadsheetApp.newRichTextValue(), TextStyle: SpreadsheetApp.newTextStyle().build(),
    TextStyleBuilder: SpreadsheetApp.newTextStyle(), TextRotation: range.getTextRotation(),
    DeveloperMetadataFinder: sheet.createDeveloperMetadataFinder(), DeveloperMetadataLocation: tag?.getLocation() ?? {},
  }; // prettier-ignore
}

const all = objects();

test.each(Object.keys(all))('%s has everything but what is listed', (name) => {
  const members = published().get(name) ?? [];
  expect(members.length).toBeGreaterThan(0);
  expect(members.filter((member) => !(member in (all[name] ?? {}))).sort()).toEqual(
    [...(MISSING[name] ?? [])].sort(),
  );
});

test.each(Object.entries(MISSING))('what %s has not fails by name', (name, members) => {
  for (const member of members) {
    expect(() => Reflect.get(all[name] ?? {}, member) as unknown).toThrow(
      `${name}.${member} is not implemented by this emulator`,
    );
  }
});
