/** What was done last is undone first, and each deed once. */
import {
  followVersion,
  pushDeed,
  takeDeed,
  type Deed,
  type UndoStack,
} from '../../../server/src/web/page/logic/undo-stack';

const change = (id: string, version: number): Deed => ({
  kind: 'changed',
  id,
  title: id,
  version,
  before: { status: 'TODO' },
});

const stackOf = (...deeds: Deed[]): UndoStack =>
  deeds.reduce<UndoStack>((stack, deed, index) => pushDeed(stack, index + 1, deed), []);

test('the last deed is taken, and then the one before', () => {
  const first = takeDeed(stackOf(change('a', 2), change('b', 2)));
  expect(first.deed).toMatchObject({ id: 'b' });
  const second = takeDeed(first.stack);
  expect(second.deed).toMatchObject({ id: 'a' });
  expect(takeDeed(second.stack)).toEqual({ stack: [], deed: null });
});

test('a message takes its own deed, once', () => {
  const { stack, deed } = takeDeed(stackOf(change('a', 2), change('b', 2)), 1);
  expect(deed).toMatchObject({ id: 'a' });
  expect(takeDeed(stack, 1).deed).toBeNull();
  expect(takeDeed(stack).deed).toMatchObject({ id: 'b' });
});

test('after an undo the deed before it knows the version that the undo made', () => {
  const { stack } = takeDeed(stackOf(change('a', 2), change('b', 9), change('a', 3)));
  const [a, b] = followVersion(stack, 'a', 4);
  expect(a?.deed).toMatchObject({ id: 'a', version: 4 });
  expect(b?.deed).toMatchObject({ id: 'b', version: 9 });
});

test('a deletion has no version to follow', () => {
  const stack = stackOf({ kind: 'deleted', id: 'a', title: 'a' });
  expect(followVersion(stack, 'a', 4)).toEqual(stack);
});

test('only the last fifty are kept', () => {
  const stack = stackOf(...Array.from({ length: 60 }, (_, index) => change(String(index), 1)));
  expect(stack).toHaveLength(50);
  expect(stack[0]?.deed.id).toBe('10');
});
