/** The document is OpenAPI 3.1 by the schema of its standard. */
import { execFileSync } from 'node:child_process';
import type { OpenApiDocument } from '../../../server/src/http/openapi-types';
import { apiDocument } from '../support/conformance';

/** In a process of its own: the validator is an ES module, which Jest does not load. */
const VALIDATE = `
import { text } from 'node:stream/consumers';
import { Validator } from '@seriousme/openapi-schema-validator';
const validator = new Validator();
const { valid, errors = [] } = await validator.validate(JSON.parse(await text(process.stdin)));
console.log(JSON.stringify({ valid, version: validator.version, errors }));
`;

function validate(document: OpenApiDocument): unknown {
  const options = { cwd: __dirname, input: JSON.stringify(document) };
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', VALIDATE], options);
  return JSON.parse(said.toString());
}

test('it fits the schema of OpenAPI 3.1', async () => {
  const { document } = await apiDocument();
  expect(validate(document)).toEqual({ valid: true, version: '3.1', errors: [] });
});

test('the schema would find a fault', async () => {
  const { document } = await apiDocument();
  const { get } = document.paths['/tasks']!;
  const faulty = {
    ...document,
    paths: { '/tasks': { get: { ...get!, parameters: [{ name: 'q', in: 'body' }] } } },
  };
  expect(validate(faulty as unknown as OpenApiDocument)).toMatchObject({ valid: false });
});
