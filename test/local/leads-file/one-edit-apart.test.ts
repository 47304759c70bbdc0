/** One letter missing, added, wrong or swapped with its neighbour, and nothing more. */
import { isOneEditApart } from '../../../local/leads-file/one-edit-apart';

test.each(['nmae', 'nam', 'ame', 'naame', 'names', 'nane', 'xame'])('%s is one edit from name', (typed) => {
  expect(isOneEditApart(typed, 'name')).toBe(true);
  expect(isOneEditApart('name', typed)).toBe(true);
});

test.each(['name', 'amen', 'nmea', 'na', 'names2', 'mane', '', 'xyme'])('%s is not', (typed) => {
  expect(isOneEditApart(typed, 'name')).toBe(false);
});
