import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { ProblemSchema } from '../http/problem.ts';

const text = z.string();
const html = { 'text/html': { schema: text } };
const problem = { 'application/problem+json': { schema: ProblemSchema } };
/** A page for people; problem details for a program that asks for JSON. */
const either = { ...html, ...problem };

/** What every address of the public pages may answer besides. */
const SHARED = {
  400: { description: 'The address, or the form, could not be read', content: either },
  404: { description: 'This link is not in use', content: either },
  405: { description: 'Allow says what can be asked', content: either },
  429: { description: 'Too many requests; Retry-After says when', content: either },
  431: { description: 'The address and the headers are too long', content: problem },
  503: { description: 'The database is away, or others are changing the same records', content: either },
};

/** A page that is looked at; `query` says what may be asked of it. */
export function shows(summary: string, query: Record<string, z.ZodType> = {}): ZodOpenApiOperationObject {
  return {
    security: [],
    tags: ['Public pages'],
    summary,
    ...(Object.keys(query).length > 0 ? { requestParams: { query: z.object(query) } } : {}),
    responses: { 200: { description: 'The page', content: html }, ...SHARED },
  };
}

/** A picture of its address. */
export function showsCode(summary: string): ZodOpenApiOperationObject {
  const responses = { 200: { description: 'A QR code', content: { 'image/svg+xml': { schema: text } } } };
  return { ...shows(summary), responses: { ...responses, ...SHARED } };
}

/** What any site may show and anybody between may keep for up to five minutes, of this type. */
export function isOpenToAll(
  summary: string,
  content: { type: string; schema: z.ZodType },
): ZodOpenApiOperationObject {
  const headers = z.object({
    'Access-Control-Allow-Origin': z.literal('*'),
    'Cross-Origin-Resource-Policy': z.literal('cross-origin'),
    'Cache-Control': text.meta({
      description: 'At most 300 seconds, and never longer than a statement stands.',
    }),
    ETag: text,
  });
  const answer = {
    description: 'As of now',
    headers,
    content: { [content.type]: { schema: content.schema } },
  };
  const unchanged = { description: 'Still the same as the ETag in If-None-Match' };
  return { ...shows(summary), responses: { 200: answer, 304: unchanged, ...SHARED } };
}

/** A form that is sent, field by field. */
export function takes(summary: string, fields: Record<string, z.ZodType>): ZodOpenApiOperationObject {
  return {
    ...shows(summary),
    requestBody: { content: { 'application/x-www-form-urlencoded': { schema: z.object(fields) } } },
    responses: {
      200: { description: 'Noted', content: html },
      422: { description: 'The form again, with every fault named and what was typed', content: html },
      ...SHARED,
    },
  };
}
