/** The tests of a file, as they stand in its source: `%s` of a table of cases stays as it is. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

export interface FoundTest {
  /** With the names of what it stands in: `describe › test`. */
  readonly name: string;
  /** The whole call, its table of cases included. */
  readonly text: string;
}

export const STEP = ' › ';
const TEST = /^(it|test)(\.(each|failing))?$/;
const GROUP = /^describe(\.each)?$/;

/** Skipped tests are left out: they hold nothing. */
export function testsIn(file: string): readonly FoundTest[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: FoundTest[] = [];
  const visit = (node: ts.Node, path: readonly string[]): void => {
    const call = ts.isCallExpression(node) ? named(node) : undefined;
    const inner = call ? [...path, call.name] : path;
    if (call && TEST.test(call.callee)) found.push({ name: inner.join(STEP), text: node.getText() });
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(source, []);
  return found;
}

/** `test('name', …)`, `test.each([…])('name', …)`, and the same of `describe`. */
function named({
  expression,
  arguments: args,
}: ts.CallExpression): { callee: string; name: string } | undefined {
  const [first] = args;
  const callee = (ts.isCallExpression(expression) ? expression.expression : expression).getText();
  if (!first || !ts.isStringLiteralLike(first) || !(TEST.test(callee) || GROUP.test(callee)))
    return undefined;
  return { callee, name: first.text };
}
