import fc from 'fast-check';
import type { Json } from '../../support/practice.ts';
import type { Document, Operation } from './document.ts';

export type Call = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  withKey: boolean;
};
/** Ids that exist, by the collection they belong to (`clients`, `holds`). */
export type KnownIds = Record<string, readonly string[]>;

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m',
  '\ud800',
  'x\udfffy',
  '\u202Eevil\u202C',
  '\u200F\u200E',
  '\u2028',
  '👩‍👩‍👧‍👦'.repeat(30),
  'é'.repeat(5_000),
  'x'.repeat(70_000),
  "'; drop table client; --",
  '{{ 7*7 }}{% raw %}',
  '=HYPERLINK("http://x")',
  '../../etc/passwd',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-11-23T24:00:00Z',
  '2026-11-23T09:00:00+99:99',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'null',
  'NaN',
  'P99999999999Y',
];
const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53 + 2,
  0.1,
  [],
  [[]],
  [null],
  {},
  { $gt: '' },
  { constructor: { prototype: { x: 1 } } },
  deep(40),
  ...HOSTILE_TEXTS,
];
const HOSTILE_BODIES: readonly (string | Buffer)[] = [
  '',
  '{',
  '{"a":}',
  'null',
  '[]',
  '"text"',
  '5',
  '{"__proto__":{"x":1}}',
  '{"constructor":1,"hasOwnProperty":2}',
  '{"a":1,"a":2}',
  '{"firstName":"\\ud800"}',
  '['.repeat(50_000),
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  JSON.stringify(deep(2_000)),
  Buffer.from([0xff, 0xfe, 0x00]),
  Buffer.from('{"firstName":"\xff"}', 'latin1'),
  '\ufeff{}',
  'x'.repeat(1_100_000),
];
const MEDIA_TYPES = [
  'text/plain',
  'application/xml',
  'application/json; charset=latin1',
  'application/json; charset=x',
  'multipart/form-data',
  'text/csv',
  'application/x-www-form-urlencoded',
  '/',
  'application/merge-patch+json',
];
const HOSTILE_QUERIES = [
  'limit=1&limit=2',
  'limit=0',
  'limit=201',
  'limit=1e1',
  'limit=-1',
  'limit=',
  'cursor=AAAA',
  'cursor=%00',
  'cursor=eyJiZWZvcmUiOiJ4In0',
  'updatedSince=yesterday',
  'updatedSince=9999-12-31T00:00:00Z',
  'q=%00',
  'q=%F0%9F%98%80',
  'q=%FF',
  'a=%zz',
  '&&&',
  '=',
  '__proto__=1',
  'limit[x]=1',
  'status=open&status=open',
  `q=${'x'.repeat(9_000)}`,
];
const HOSTILE_IDS = [
  'x',
  '1',
  '%00',
  '%zz',
  '%2e%2e',
  '..%2f',
  '00000000-0000-0000-0000-000000000000',
  '0199C1B2-7A30-7CC0-9D3F-6D3F1F0C2A11',
  'null',
  "'",
  '%F0%9F%98%80',
  'x'.repeat(3_000),
];
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];

/** Calls of one operation: as the document says, nearly so, and hostile. */
export function callOf(document: Document, operation: Operation, ids: KnownIds): fc.Arbitrary<Call> {
  return fc
    .record({
      path: pathOf(operation, ids),
      query: queryOf(document, operation),
      content: contentOf(document, operation),
      key: fc.option(
        fc.oneof({ weight: 6, arbitrary: fc.uuid() }, fc.constantFrom(' ', 'é', 'x'.repeat(300), 'same')),
        { nil: undefined },
      ),
      method: often(operation.method, fc.constantFrom(...METHODS)),
      withKey: often(true, fc.constant(false)),
    })
    .map(({ path, query, content, key, method, withKey }) => ({
      method,
      path: `${path}${query === '' ? '' : `?${query}`}`,
      headers: {
        ...content.headers,
        ...(key === undefined || !isHeader(key) ? {} : { 'Idempotency-Key': key }),
      },
      body: method === 'GET' || method === 'HEAD' ? undefined : content.body,
      withKey,
    }));
}

function pathOf({ path }: Operation, ids: KnownIds): fc.Arbitrary<string> {
  const segments = path.split('/').map((segment, index, all) => {
    if (!segment.startsWith('{')) return fc.constant(segment);
    const known = ids[all[index - 1] ?? ''] ?? [];
    return fc.oneof(
      ...(known.length > 0 ? [{ weight: 10, arbitrary: fc.constantFrom(...known) }] : []),
      { weight: 2, arbitrary: fc.uuid({ version: 7 }) },
      { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_IDS) },
    );
  });
  return fc
    .tuple(fc.tuple(...segments), often('', fc.constantFrom('/', '//', '%20')))
    .map(([parts, end]) => `${parts.join('/')}${end}`);
}

function queryOf(document: Document, { operation }: Operation): fc.Arbitrary<string> {
  const parameters: Json[] = (operation.parameters ?? []).filter(
    (parameter: Json) => parameter.in === 'query',
  );
  const fields = Object.fromEntries(
    parameters.map(({ name, schema }) => [
      name,
      fc.oneof(
        { weight: 6, arbitrary: valueOf(document, schema) },
        { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_TEXTS.filter((text) => text.length < 3_000)) },
      ),
    ]),
  );
  const asDocumented = fc.record(fields, { requiredKeys: [] }).map((given) =>
    Object.entries(given)
      .map(([name, value]) => `${name}=${encodeURIComponent(textIn(value).toWellFormed())}`)
      .join('&'),
  );
  return fc.oneof(
    { weight: 5, arbitrary: asDocumented },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_QUERIES) },
  );
}

type Content = { headers: Record<string, string>; body: string | Buffer | undefined };

function contentOf(document: Document, { operation }: Operation): fc.Arbitrary<Content> {
  const contents: Json = operation.requestBody?.content ?? {};
  const [type = 'application/json'] = Object.keys(contents);
  const schema: Json = contents[type]?.schema ?? {};
  const json = type === 'application/json';
  const valid = json
    ? valueOf(document, schema)
    : fc.constantFrom(
        String(schema.example ?? ''),
        'firstName,email\nRobin,robin@example.org\n',
        '',
        '\u0000',
        '"',
        'a;b\n1\n',
      );
  const as = (body: string | Buffer | undefined, media = type): Content => ({
    headers: media === '' ? {} : { 'content-type': media },
    body,
  });
  const text = (value: unknown) => (json ? JSON.stringify(value) : String(value));
  return fc.oneof(
    { weight: 6, arbitrary: valid.map((value) => as(text(value))) },
    {
      weight: 5,
      arbitrary: fc
        .tuple(valid, fc.constantFrom(...HOSTILE_VALUES), fc.nat())
        .map(([value, hostile, at]) => as(text(spoiled(value, hostile, at)))),
    },
    {
      weight: 1,
      arbitrary: valid.map((value) => as(text(isRecord(value) ? { ...value, colour: 'blue' } : value))),
    },
    { weight: 1, arbitrary: fc.constantFrom(...HOSTILE_VALUES).map((value) => as(JSON.stringify(value))) },
    { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_BODIES).map((body) => as(body)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(valid, fc.constantFrom(...MEDIA_TYPES))
        .map(([value, media]) => as(text(value), media)),
    },
    { weight: 1, arbitrary: fc.constant(as(undefined, '')) },
  );
}

/** An object without a prototype is no text by itself. */
function textIn(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** A value of a schema of the document. */
function valueOf(document: Document, schema: Json): fc.Arbitrary<unknown> {
  if (schema.$ref) return valueOf(document, document.schemas[String(schema.$ref).split('/').at(-1) ?? '']);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choice: Json[] | undefined = schema.anyOf ?? schema.oneOf;
  if (choice) return fc.oneof(...choice.map((one) => valueOf(document, one)));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type: string) => valueOf(document, { ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objectOf(document, schema);
    case 'array':
      return fc.array(valueOf(document, schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1_000, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf(document: Document, schema: Json): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries<Json>(schema.properties ?? {}).map(([name, inner]) => [name, valueOf(document, inner)]),
  );
  const given = fc.record(fields, { requiredKeys: schema.required ?? [] });
  return schema.example === undefined
    ? given
    : fc.oneof({ weight: 1, arbitrary: fc.constant(schema.example) }, { weight: 3, arbitrary: given });
}

function textOf(schema: Json): fc.Arbitrary<string> {
  switch (schema.format) {
    case 'uuid':
      return fc.uuid();
    case 'date':
      return day().map((at) => at.toISOString().slice(0, 10));
    case 'date-time':
      return day().map((at) => at.toISOString());
    case 'email':
      return fc.nat().map((number) => `someone-${number}@example.org`);
    case 'uri':
      return fc.webUrl();
    case 'duration':
      return fc.constantFrom('PT1S', 'PT24H', 'PT48H', 'P7D', 'P28D', 'P90D');
    default:
      if (schema.pattern && schema.example) return fc.constant(schema.example);
      if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
      return fc.oneof(
        fc.string({
          unit: 'grapheme',
          minLength: schema.minLength ?? 0,
          maxLength: Math.min(schema.maxLength ?? 30, 30),
        }),
        fc.constant(schema.example ?? 'Robin'),
      );
  }
}

function day(): fc.Arbitrary<Date> {
  return fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
}

/** One field, however deep, becomes something else. */
function spoiled(value: unknown, hostile: unknown, at: number): unknown {
  if (Array.isArray(value))
    return value.length === 0
      ? hostile
      : value.map((inner, index) => (index === at % value.length ? hostile : inner));
  if (!isRecord(value)) return hostile;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)] ?? 'colour';
  return {
    ...value,
    [key]: isRecord(value[key]) && at % 2 === 0 ? spoiled(value[key], hostile, Math.floor(at / 7)) : hostile,
  };
}

function often<T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 14, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHeader(text: string): boolean {
  return /^[\x20-\x7E\x80-\xFF]+$/.test(text);
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
}
