/** From the schemas that validate to those of the document: nothing is lost without a word. */
import { OpenApiSchemas } from '../../../server/src/http/openapi-schemas';
import { operation } from '../../../server/src/http/operation';
import { openApiDocument } from '../../../server/src/http/openapi';
import { documentedAs } from '../../../server/src/validation/documented-as';
import { oneOf, queryNumber, record, text } from '../../../server/src/validation/text';

const schemas = () => new OpenApiSchemas();
const short = text('name', { max: 3 });

test('a rule that only code can check must be said in words', () => {
  const even = short.refine((value) => value.length % 2 === 0);
  expect(() => schemas().schemaOf(even, 'input')).toThrow(/Say it with \.meta/);
  const said = even.meta({ description: 'An even number of characters.' });
  expect(schemas().schemaOf(said, 'input')).toMatchObject({ description: 'An even number of characters.' });
});

test('two different schemas of one name are refused', () => {
  const all = schemas();
  all.schemaOf(record('A', { name: short }).meta({ id: 'Thing' }), 'input');
  expect(() => all.schemaOf(record('B', { title: short }).meta({ id: 'Thing' }), 'input')).toThrow(
    /Two different schemas are called Thing/,
  );
});

test('what is documented in another form is shown so, also inside other schemas', () => {
  const named = record('A', { name: short }).meta({ id: 'Shown' });
  const all = schemas();
  const shown = all.schemaOf(record('B', { inner: documentedAs(text('inner', { max: 9 }), named) }), 'input');
  expect(shown).toMatchObject({ properties: { inner: { $ref: '#/components/schemas/Shown' } } });
  expect(all.named()).toHaveProperty('Shown.properties.name.maxLength', 3);
  expect(schemas().schemaOf(queryNumber('limit', 2, 5), 'input')).toEqual({
    type: 'integer',
    minimum: 2,
    maximum: 5,
  });
});

test('the same method and path twice is refused', () => {
  const one = operation({
    id: 'one',
    method: 'get',
    path: '/one',
    tag: 'Tasks',
    summary: 'One',
    permission: 'read',
    answers: { 200: { description: 'It.', schema: oneOf('it', ['a']) } },
    handle: () => undefined,
  });
  expect(() => openApiDocument([one, { ...one, id: 'two' }])).toThrow(/get \/one is there twice/);
});
