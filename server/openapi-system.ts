import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { ProblemSchema } from '../http/problem.ts';

export const PROBLEM = { 'application/problem+json': { schema: ProblemSchema } };

const system = { security: [], tags: ['System'] };
const problem = (description: string) => ({ description, content: PROBLEM });
const page = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } });

const Part = z.object({ ok: z.boolean(), detail: z.string().optional() });
const Readiness = z
  .object({ status: z.enum(['ready', 'not ready']), database: Part, temporal: Part, mail: Part })
  .meta({
    id: 'Readiness',
    example: {
      status: 'not ready',
      database: { ok: true },
      temporal: { ok: false, detail: 'does not answer' },
      mail: { ok: true },
    },
  });
const readiness = (description: string) => ({
  description,
  content: { 'application/json': { schema: Readiness } },
});

const shared = {
  400: problem('The address is not well-formed'),
  405: problem('Allow says what can be asked'),
  429: problem('Too many requests; Retry-After says when'),
  431: problem('The address and the headers are too long'),
  503: problem('The database is away'),
};
const readOnly = { 405: shared[405], 431: shared[431] };

type Hook = { summary: string; description?: string; body: z.ZodType; answer: z.ZodType };

function hook({ body, answer, ...told }: Hook): ZodOpenApiPathsObject[string] {
  return {
    post: {
      tags: ['System'],
      security: [{ webhook: [] }],
      ...told,
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
      responses: {
        200: { description: 'Kept', content: { 'application/json': { schema: answer } } },
        400: problem('Malformed request'),
        401: problem('Not the user and password of the webhooks'),
        405: shared[405],
        413: problem('Too large'),
        415: problem('Not UTF-8'),
        422: problem('Not an object'),
        431: shared[431],
        503: problem('The database is away: Postmark sends it again'),
      },
    },
  };
}

/** What is served beside the API and the public pages: health, webhooks of the mail server, this document. */
export const SYSTEM_PATHS: ZodOpenApiPathsObject = {
  '/healthz': {
    get: {
      ...system,
      summary: 'Alive',
      responses: {
        200: {
          description: 'Alive',
          content: { 'application/json': { schema: z.object({ status: z.literal('alive') }) } },
        },
        ...readOnly,
      },
    },
  },
  '/readyz': {
    get: {
      ...system,
      summary: 'Ready: database, Temporal and mail, each named',
      responses: { 200: readiness('All there'), 503: readiness('What is missing'), ...readOnly },
    },
  },
  '/metrics': {
    get: {
      ...system,
      summary: 'Prometheus',
      responses: {
        200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
        ...readOnly,
        503: shared[503],
      },
    },
  },
  '/openapi.json': {
    get: {
      ...system,
      summary: 'This document',
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: z.looseObject({}) } } },
        ...readOnly,
      },
    },
  },
  '/docs': {
    get: {
      ...system,
      summary: 'This document, for people',
      responses: { 200: page('The documentation'), ...readOnly },
    },
  },
  '/hooks/postmark/events': hook({
    summary: "Postmark's events: stored, answered, then applied; a repeated delivery changes nothing",
    body: z.looseObject({}).meta({
      example: { RecordType: 'Delivery', MessageID: '883953f4-6105-42a2-a16a-77a8eac79483' },
    }),
    answer: z.object({ received: z.literal(true) }),
  }),
  '/hooks/postmark/inbound': hook({
    summary:
      'Mail that Postmark took in for us: stored, answered, then applied; the same mail again changes nothing',
    description:
      'Attachments are dropped on purpose; the answer says how many there were. Nothing is ever answered to whoever wrote.',
    body: z.looseObject({}).meta({
      example: {
        FromFull: { Email: 'robin@example.org', Name: 'Robin Rowan' },
        OriginalRecipient: 'in+willow@in.example.org',
        Subject: 'Introduction: Sam',
        TextBody: 'Sam will be in touch.',
        MessageID: '22c74902-a0c1-4511-804f-341342852c90',
      },
    }),
    answer: z.object({ received: z.literal(true), attachmentsDropped: z.int() }),
  }),
};
