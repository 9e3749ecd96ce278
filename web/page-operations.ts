import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { ProblemSchema } from '../http/problem.ts';

const text = z.string();
const html = { 'text/html': { schema: text } };
const problem = { 'application/problem+json': { schema: ProblemSchema } };

/** What every address of the public pages may answer besides. */
const SHARED = {
  400: { description: 'The address, or the form, could not be read', content: { ...html, ...problem } },
  404: { description: 'This link is not in use', content: html },
  405: { description: 'Allow says what can be asked', content: problem },
  429: { description: 'Too many requests; Retry-After says when', content: problem },
  431: { description: 'The address and the headers are too long', content: problem },
  503: { description: 'The database is away', content: problem },
};

/** A page that is looked at. */
export function shows(summary: string): ZodOpenApiOperationObject {
  return {
    security: [],
    tags: ['Public pages'],
    summary,
    responses: { 200: { description: 'The page', content: html }, ...SHARED },
  };
}

/** A picture of its address. */
export function showsCode(summary: string): ZodOpenApiOperationObject {
  const responses = { 200: { description: 'A QR code', content: { 'image/svg+xml': { schema: text } } } };
  return { ...shows(summary), responses: { ...responses, ...SHARED } };
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
