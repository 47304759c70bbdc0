/** The OpenAPI document as tests look at it: which operation an address belongs to, and what its answers must look like. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type {
  JsonSchema,
  OpenApiDocument,
  OperationObject,
  PathItem,
  Reference,
  ResponseObject,
} from '../../../server/src/http/openapi-types';
import { METHODS, type Method } from '../../../server/src/http/operation';

export interface FoundPath {
  readonly path: string;
  readonly item: PathItem;
}

export class ApiDocument {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #paths: readonly { readonly pattern: RegExp; readonly found: FoundPath }[];

  constructor(readonly document: OpenApiDocument) {
    addFormats(this.#ajv);
    this.#ajv.addSchema(document, 'api');
    this.#paths = Object.entries(document.paths).map(([path, item]) => ({
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
      found: { path, item },
    }));
  }

  /** Every operation with its place. */
  operations(): { path: string; method: Method; operation: OperationObject }[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [{ path, method, operation }];
      }),
    );
  }

  /** The first that fits, as the tracker's router has it. @param address without the query */
  find(address: string): FoundPath | undefined {
    return this.#paths.find(({ pattern }) => pattern.test(address))?.found;
  }

  resolve(response: ResponseObject | Reference): ResponseObject {
    if (!('$ref' in response)) return response;
    const name = response.$ref.replace('#/components/responses/', '');
    return this.document.components.responses[name]!;
  }

  /** The schema that a reference names; any other as it is. */
  resolveSchema(schema: JsonSchema): JsonSchema {
    const name = /^#\/components\/schemas\/(.+)$/.exec(String(schema['$ref']))?.[1];
    return name === undefined ? schema : (this.document.components.schemas[name] ?? schema);
  }

  /** @param pointer of a schema in the document, from its root, part by part */
  validatorAt(...pointer: readonly string[]): ValidateFunction {
    const escaped = pointer.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const validate = this.#ajv.getSchema(`api#/${escaped.join('/')}`);
    if (validate === undefined) throw new Error(`The document has nothing at ${pointer.join(' / ')}.`);
    return validate;
  }

  /** Where in the document the schema of an answer stands. */
  answerPointer(path: string, method: Method, status: number, type: string): string[] {
    const response = this.document.paths[path]?.[method]?.responses[status];
    const place =
      response !== undefined && '$ref' in response
        ? response.$ref.slice(2).split('/')
        : ['paths', path, method, 'responses', String(status)];
    return [...place, 'content', type, 'schema'];
  }
}
