import { z } from 'zod';
import type { Json } from '../../support/practice.ts';

export type Operation = { name: string; method: string; path: string; needsKey: boolean; operation: Json };
export type Given = { status: number; type: string; text: string };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const PROBLEM = 'application/problem+json';

/** The document of the running program, and whether what is really answered is in it. */
export class Document {
  readonly operations: readonly Operation[];
  readonly schemas: Json;
  readonly #compiled = new Map<Json, z.ZodType>();

  private constructor(document: Json) {
    this.schemas = withLocalReferences(document.components.schemas);
    this.operations = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
      METHODS.filter((method) => method in methods).map((method) =>
        operationOf(path, method, methods[method]),
      ),
    );
  }

  static async read(url: string): Promise<Document> {
    const response = await fetch(`${url}/openapi.json`);
    return new Document(await response.json());
  }

  /** What is wrong with this answer to this operation; null where the document has it. */
  fault({ name, operation }: Operation, { status, type, text }: Given): string | null {
    const documented = operation.responses[String(status)];
    if (!documented) return `${name}: ${status} is not documented: ${text.slice(0, 300)}`;
    const contents: Json = documented.content ?? {};
    if (Object.keys(contents).length === 0)
      return text === '' ? null : `${name}: ${status} has a body: ${text.slice(0, 300)}`;
    const media = type.split(';')[0]?.trim() ?? '';
    const content = contents[media];
    if (!content) return `${name}: ${status} as ${type} is not documented`;
    if (status >= 400 && media !== PROBLEM && media !== 'text/html' && !name.endsWith('/readyz'))
      return `${name}: ${status} is no problem+json`;
    if (!media.endsWith('json')) return null;
    const checked = this.#compile(content.schema).safeParse(JSON.parse(text));
    return checked.success
      ? null
      : `${name}: ${status} is not as documented: ${z.prettifyError(checked.error)}\n${text.slice(0, 600)}`;
  }

  #compile(schema: Json): z.ZodType {
    const known = this.#compiled.get(schema);
    if (known) return known;
    const compiled = z.fromJSONSchema({ ...withLocalReferences(schema), $defs: this.schemas });
    this.#compiled.set(schema, compiled);
    return compiled;
  }
}

/** Every error, also of what is not in the document, is problem details. */
export function problemFault({ status, type, text }: Given): string | null {
  if (!type.startsWith(PROBLEM)) return `${status} as "${type}": ${text.slice(0, 200)}`;
  const problem: Json = JSON.parse(text);
  return problem.status === status && typeof problem.detail === 'string' && typeof problem.title === 'string'
    ? null
    : `not problem details: ${text}`;
}

function operationOf(path: string, method: string, operation: Json): Operation {
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    needsKey: operation.security === undefined,
    operation,
  };
}

function withLocalReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(withLocalReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref'
        ? String(inner).replace('#/components/schemas/', '#/$defs/')
        : withLocalReferences(inner),
    ]),
  );
}
