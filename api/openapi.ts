import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { ACCESS } from '../policy/access.ts';
import type { Route } from './route.ts';
import { ProblemSchema } from './schemas/common.ts';

const PROBLEM = { 'application/problem+json': { schema: ProblemSchema } };

/** OpenAPI 3.1 of everything that is served, made from the same declarations that serve it. */
export function openApiDocument(routes: readonly Route[], publicUrl: string) {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Kindword',
      version: '1',
      description: 'Referrals for therapy and wellness practices: logged with a number, thanked within 48 hours, telling nothing.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: kw_…' } } },
    paths: { ...Object.fromEntries(pathsOf(routes)), ...SYSTEM_PATHS },
  });
}

function pathsOf(routes: readonly Route[]): [string, ZodOpenApiPathsObject[string]][] {
  const paths = new Map<string, Record<string, ZodOpenApiOperationObject>>();
  for (const route of routes) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths.set(path, { ...paths.get(path), [route.method]: operationOf(route) });
  }
  return [...paths];
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const idempotency = route.method === 'post' ? { header: IDEMPOTENCY } : {};
  const params = { ...(route.params ? { path: route.params } : {}), ...(route.query ? { query: route.query } : {}), ...idempotency };
  return {
    operationId: `${route.method}${route.path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [route.tag],
    summary: route.summary,
    description: `${route.description ? `${route.description}\n\n` : ''}May be asked by: ${ACCESS[route.name].join(', ')}.`,
    requestParams: params as never,
    ...(route.body ? { requestBody: { required: !route.bodyOptional, content: bodyContent(route) } } : {}),
    responses: responsesOf(route) as never,
  };
}

function bodyContent(route: Route): Record<string, { schema: z.ZodType }> {
  if (!route.body) return {};
  return { [route.accepts === 'csv' ? 'text/csv' : 'application/json']: { schema: route.body } };
}

function responsesOf(route: Route): Record<string, unknown> {
  const answers = Object.entries(route.answers).map(([status, answer]) => {
    if (answer === null) return [status, { description: 'Done' }];
    const { schema, description } = answer instanceof z.ZodType ? { schema: answer, description: status === '201' ? 'Created' : 'As asked' } : answer;
    const others = Object.fromEntries((route.alsoAs ?? []).map((type) => [type, { schema: z.string() }]));
    return [status, { description, content: { 'application/json': { schema }, ...(status === '200' ? others : {}) } }];
  });
  return { ...Object.fromEntries(answers), ...problemsOf(route) };
}

function problemsOf(route: Route): Record<string, unknown> {
  const writes = route.method !== 'get';
  const asks = Boolean(route.body) || Boolean(route.query) || route.method === 'post';
  const problem = (description: string) => ({ description, content: PROBLEM });
  return {
    ...(writes ? { 400: problem('Malformed request') } : {}),
    401: problem('No key, or not one of ours'),
    403: problem('Names the roles that may'),
    ...(route.params ? { 404: problem('Nothing of this practice has this id') } : {}),
    ...(writes ? { 409: problem('Contradicts what is known, and says what') } : {}),
    ...(route.body ? { 413: problem('Too large'), 415: problem('Another media type is needed') } : {}),
    ...(asks ? { 422: problem('Every wrong field is listed') } : {}),
    429: problem('Too many requests; Retry-After says when'),
    503: problem('The database is away: send again with the same Idempotency-Key'),
  };
}

const IDEMPOTENCY = z.object({
  'Idempotency-Key': z.string().min(1).max(200).regex(/^[\x21-\x7E]+$/).optional().meta({ description: 'The same key and body get the same answer for seven days.' }),
});

const open = { security: [], tags: ['System'] };
const json = (description: string) => ({ description, content: { 'application/json': { schema: z.object({}).loose() } } });

const SYSTEM_PATHS: ZodOpenApiPathsObject = {
  '/healthz': { get: { ...open, summary: 'Alive', responses: { 200: json('Alive') } } },
  '/readyz': { get: { ...open, summary: 'Ready: database, Temporal and mail, each named', responses: { 200: json('All there'), 503: json('What is missing') } } },
  '/metrics': { get: { ...open, summary: 'Prometheus', responses: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } } } },
};
