import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { ProblemSchema } from '../api/schemas/common.ts';

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
const once = text
  .optional()
  .meta({ description: 'Comes with the page; the same form sent again adds nothing.' });
const yes = z.literal('yes').optional();

type Page = { get?: ZodOpenApiOperationObject; post?: ZodOpenApiOperationObject };

const PAGES: Readonly<Record<string, Page>> = {
  '/p/{practice}/r/{token}': {
    get: shows("How to reach a practice, and what to pass on: a referrer's own link"),
  },
  '/p/{practice}/r/{token}.svg': { get: showsCode('The same link as a code') },
  '/p/{practice}/r/{token}/told': {
    post: takes("“I've told someone”: the referrer's own statement, logged and thanked", { once }),
  },
  '/u/{token}': {
    get: shows('Ask whether the prompt line shall be left out'),
    post: takes(
      'Leave it out; with `List-Unsubscribe=One-Click` (RFC 8058) every mail to that address is stopped',
      { once, 'List-Unsubscribe': z.literal('One-Click').optional() },
    ),
  },
  '/p/{practice}/consent': {
    get: shows('Ask for the consent to prompts (M5), at the desk'),
    post: takes('A yes, by first name and address; the answer is the same for everybody', {
      once,
      firstName: text,
      email: z.email(),
      agree: z.literal('yes'),
    }),
  },
  '/p/{practice}/consent.svg': { get: showsCode('The page at the desk as a code') },
  '/p/{practice}/consent/{token}': {
    get: shows('The same question behind the link on a slip'),
    post: takes('A yes or a no', { once, answer: z.enum(['yes', 'no']) }),
  },
  '/p/{practice}/survey': {
    get: shows('One question (M23), at the desk'),
    post: takes("Nobody's answer", { once, answer: answers() }),
  },
  '/p/{practice}/survey.svg': { get: showsCode('The page at the desk as a code') },
  '/p/{practice}/survey/{token}': {
    get: shows("The same question behind a client's own link"),
    post: takes('One answer a day, with a kind line', {
      once,
      answer: answers(),
      kindWords: text.max(500).optional(),
      mayShare: yes,
    }),
  },
  '/p/{practice}/intake/{token}': {
    get: shows('What a new client is asked once'),
    post: takes('Who suggested us, and the consent to prompts; all of it may stay blank', {
      once,
      theirName: text.optional(),
      mayThank: yes,
      mayName: yes,
      agree: yes,
      refuse: yes,
    }),
  },
  '/p/{practice}/friday/{token}': {
    get: shows("A practitioner's Friday list, by initials"),
    post: takes('Two taps a line (`line-1`, `line-2` …), or nothing this week', {
      'line-1': z.enum(['ended', 'goal', 'not_now', 'never']).optional(),
      nothing: yes,
    }),
  },
  '/p/{practice}/handover/{token}': {
    get: shows('A first name and one way to reach them, for the colleague whom that person said yes to'),
    post: takes('The colleague has no place', { once }),
  },
  '/p/{practice}/posted/{token}': {
    get: shows('Ask whether a colleague wishes to be kept posted'),
    post: takes('They do', { once }),
  },
  '/waiting/{number}': { get: shows('Where a reminder to staff leads: it names a number and nobody') },
};

/** The public pages as the document of the API has them: GET shows and changes nothing, a button posts. */
export const PUBLIC_PATHS: ZodOpenApiPathsObject = Object.fromEntries(
  Object.entries(PAGES).map(([path, { get, post }]) => {
    const requestParams = { path: parametersOf(path) };
    return [
      path,
      {
        ...(get ? { get: { ...get, requestParams } } : {}),
        ...(post ? { post: { ...post, requestParams } } : {}),
      },
    ];
  }),
);

function parametersOf(path: string) {
  return z.object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string()])),
  );
}

function answers() {
  return z.enum(['not-good', 'not-so-good', 'ok', 'good', 'very-good', 'rather-not-say']);
}

function shows(summary: string): ZodOpenApiOperationObject {
  return {
    security: [],
    tags: ['Public pages'],
    summary,
    responses: { 200: { description: 'The page', content: html }, ...SHARED },
  };
}

function showsCode(summary: string): ZodOpenApiOperationObject {
  const responses = { 200: { description: 'A QR code', content: { 'image/svg+xml': { schema: text } } } };
  return { ...shows(summary), responses: { ...responses, ...SHARED } };
}

function takes(summary: string, fields: Record<string, z.ZodType>): ZodOpenApiOperationObject {
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
