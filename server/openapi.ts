/* oxlint-disable typescript/no-unsafe-type-assertion -- the library's types ask for literal statuses and object schemas, which a table cannot give */
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { whoMay } from '../policy/access/may-use.ts';
import { linksOf, operationIdOf } from './openapi-links.ts';
import { PUBLIC_PATHS } from '../web/public-paths.ts';
import { PROBLEM, SYSTEM_PATHS } from './openapi-system.ts';
import type { Route } from '../api/route.ts';

const TAGS = [
  {
    name: 'Practice',
    description: 'The practice itself: its settings, its rules, who works there and who is away.',
  },
  { name: 'Signing in', description: 'Your own browsers, passkeys and preferences.' },
  {
    name: 'People',
    description: 'Clients and colleagues, and what holds a client back from ever being asked for anything.',
  },
  {
    name: 'Journey',
    description: 'Where a client stands, the notes that go to them, and the prompt that may ride in one.',
  },
  {
    name: 'Referrals',
    description: 'Somebody passed our name on: logged with a number, thanked within 48 hours.',
  },
  {
    name: 'Enquiries',
    description: 'Somebody may become a client: seen through to a first session or a good ending elsewhere.',
  },
  {
    name: 'Referrals out',
    description: 'Somebody we cannot serve, on the way to a colleague who can, and only with their own yes.',
  },
  {
    name: 'Broadcasts',
    description:
      'The same words to many: whom, listed before; each once, at the pace that answers can be read.',
  },
  {
    name: 'Network',
    description:
      'Colleagues who send people: this week’s names with words, how much hangs on few, who is quiet, and whom to meet next.',
  },
  { name: 'Desk', description: 'What needs a person today, what was sent and why not, and the source log.' },
  {
    name: 'Privacy',
    description:
      "People's rights over their data: what is held of them, its removal, complaints and incidents.",
  },
  { name: 'Reports', description: 'What is counted, with what it means, and small numbers hidden.' },
  {
    name: 'Reviews',
    description:
      'What a month or a quarter showed, frozen; the meeting of twenty minutes, and what it decided.',
  },
  {
    name: 'Imports',
    description: 'Files of other programs, read kindly: wrong rows are named, the others are kept.',
  },
  {
    name: 'Exports',
    description:
      'Files to keep or to take along: whole, without secrets and without what holds anybody back.',
  },
  {
    name: 'Webhooks',
    description:
      'Other programs of the practice hear of what happens: ids only, signed by the Standard Webhooks specification, repeated until they answer.',
  },
  { name: 'System', description: 'Alive, ready, measured, and what the mail server tells us.' },
  {
    name: 'Public pages',
    description: 'Without a login, telling nothing about anyone. GET never changes anything.',
  },
];

/** OpenAPI 3.1 of everything that is served, made from the same declarations that serve it. */
export function openApiDocument(routes: readonly Route[], publicUrl: string) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Kindword',
      version: '1',
      description:
        'Referrals for therapy and wellness practices: logged with a number, thanked within 48 hours, telling nothing.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: TAGS,
    security: [{ apiKey: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: kw_…' },
        webhook: {
          type: 'http',
          scheme: 'basic',
          description: 'POSTMARK_WEBHOOK_USER and POSTMARK_WEBHOOK_PASSWORD',
        },
      },
    },
    paths: { ...Object.fromEntries(pathsOf(routes)), ...SYSTEM_PATHS, ...PUBLIC_PATHS },
  });
}

function pathsOf(routes: readonly Route[]): [string, ZodOpenApiPathsObject[string]][] {
  const paths = new Map<string, Record<string, ZodOpenApiOperationObject>>();
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths.set(path, { ...paths.get(path), [route.method]: operationOf(route, routes) });
  }
  return [...paths];
}

function operationOf(route: Route, routes: readonly Route[]): ZodOpenApiOperationObject {
  const idempotency = route.method === 'post' ? { header: IDEMPOTENCY } : {};
  const params = {
    ...(route.params ? { path: route.params } : {}),
    ...(route.query ? { query: route.query } : {}),
    ...idempotency,
  };
  return {
    operationId: operationIdOf(route),
    tags: [route.tag],
    summary: route.summary,
    description: `${route.description ? `${route.description}\n\n` : ''}May be asked by: ${whoMay(route.name)}.`,
    requestParams: params as never,
    ...(route.body ? { requestBody: { required: !route.bodyOptional, content: bodyContent(route) } } : {}),
    responses: responsesOf(route, routes) as never,
  };
}

function bodyContent(route: Route): Record<string, { schema: z.ZodType }> {
  if (!route.body) return {};
  return { [route.accepts === 'csv' ? 'text/csv' : 'application/json']: { schema: route.body } };
}

function responsesOf(route: Route, routes: readonly Route[]): Record<string, unknown> {
  const answers = Object.entries(route.answers).map(([status, answer]) => {
    if (answer === null) return [status, { description: 'Done' }];
    const { schema, description } =
      answer instanceof z.ZodType
        ? { schema: answer, description: status === '201' ? 'Created' : 'As asked' }
        : answer;
    const others = Object.fromEntries((route.alsoAs ?? []).map((type) => [type, { schema: z.string() }]));
    const links = linksOf(route, schema, routes);
    return [
      status,
      {
        description,
        content: { 'application/json': { schema }, ...(status === '200' ? others : {}) },
        ...(Object.keys(links).length > 0 ? { links } : {}),
      },
    ];
  });
  return { ...textAlone(route), ...Object.fromEntries(answers), ...problemsOf(route) };
}

/** The 200 of a route that answers with text and nothing else. */
function textAlone({ answers, alsoAs = [] }: Route): Record<string, unknown> {
  if ('200' in answers || alsoAs.length === 0) return {};
  const content = Object.fromEntries(alsoAs.map((type) => [type, { schema: z.string() }]));
  return { 200: { description: 'As asked', content } };
}

function problemsOf(route: Route): Record<string, unknown> {
  const writes = route.method !== 'get';
  const asks = Boolean(route.body) || Boolean(route.query) || route.method === 'post';
  const problem = (description: string) => ({ description, content: PROBLEM });
  return {
    ...(writes || route.params ? { 400: problem('Malformed request') } : {}),
    401: problem('No key, or not one of ours'),
    403: problem('Names the roles that may'),
    ...(route.params || asks ? { 404: problem('Nothing of this practice has this id') } : {}),
    ...(writes ? { 409: problem('Contradicts what is known, and says what') } : {}),
    ...(route.body || route.method === 'post'
      ? { 413: problem('Too large'), 415: problem('Another media type is needed') }
      : {}),
    ...(asks ? { 422: problem('Every wrong field is listed') } : {}),
    405: problem('Allow says what can be asked'),
    429: problem('Too many requests; Retry-After says when'),
    431: problem('The address and the headers are too long'),
    503: problem('The database is away: send again with the same Idempotency-Key'),
  };
}

const IDEMPOTENCY = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7E]+$/)
    .optional()
    .meta({ description: 'The same key and body get the same answer for seven days.' }),
});
