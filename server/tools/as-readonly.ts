/** Marks every field and every list of generated types as readonly: an answer is looked at, never changed. */
import ts from 'typescript';

interface Insertion {
  readonly at: number;
  readonly text: string;
}

export function asReadonly(types: string): string {
  const file = ts.createSourceFile('types.ts', types, ts.ScriptTarget.Latest, true);
  const insertions: Insertion[] = [];
  const visit = (node: ts.Node): void => {
    insertions.push(...insertionsFor(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  // From the end, so that the places of the others stay true.
  return insertions
    .sort((one, other) => other.at - one.at)
    .reduce((text, { at, text: word }) => text.slice(0, at) + word + text.slice(at), types);
}

function insertionsFor(node: ts.Node): Insertion[] {
  if (ts.isPropertySignature(node) || ts.isIndexSignatureDeclaration(node))
    return [{ at: node.getStart(undefined, false), text: 'readonly ' }];
  if (!ts.isArrayTypeNode(node)) return [];
  const at = node.getStart();
  return ts.isArrayTypeNode(node.parent)
    ? [
        { at, text: '(readonly ' },
        { at: node.getEnd(), text: ')' },
      ]
    : [{ at, text: 'readonly ' }];
}
