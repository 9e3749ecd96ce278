import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { ON_BEHALF } from '../policy/enquiries/enquiry-terms.ts';
import { SOURCE_LINES } from '../policy/source-log/source-question.ts';
import { CAPACITY_PAGES } from './capacity/capacity-operations.ts';
import { CARD_SIZES } from './card-print.ts';
import { shows, showsCode, takes } from './page-operations.ts';

const text = z.string();
const once = text
  .optional()
  .meta({ description: 'Comes with the page; the same form sent again adds nothing.' });
const stamp = text.optional().meta({
  description:
    'Comes with the page: when it was shown, signed. Without it, within two seconds or after a day the form comes back as it was typed.',
});
const yes = z.literal('yes').optional();

const ENQUIRY = {
  once,
  shown: stamp,
  firstName: text,
  contact: text.meta({ description: 'An e-mail address or a telephone number.' }),
  onBehalf: z.enum(ON_BEHALF).optional(),
  heard: z.enum(SOURCE_LINES.map(({ name }) => name)).optional(),
  knows: yes,
};

type Page = { get?: ZodOpenApiOperationObject; post?: ZodOpenApiOperationObject };

const PAGES: Readonly<Record<string, Page>> = {
  '/p/{practice}/refer': {
    get: shows('“Refer as a friend”: three lines, and no field for a friend’s details (D1)'),
    post: takes('A referrer’s own statement; the answer is the same for everybody', {
      once,
      shown: stamp,
      firstName: text,
      email: z.email().optional(),
      friendsName: text.meta({ description: 'A first name, and nothing else.' }),
    }),
  },
  '/p/{practice}/refer.svg': { get: showsCode('The same form as a code') },
  '/p/{practice}/professionals': {
    get: shows('“Refer as a professional”'),
    post: takes('A professional’s letter, about somebody who has agreed to it', {
      once,
      shown: stamp,
      name: text,
      organisation: text,
      email: z.email(),
      firstName: text,
      contact: text.meta({ description: 'An e-mail address or a telephone number.' }),
      agreed: z.literal('yes'),
    }),
  },
  '/p/{practice}/enquire': {
    get: shows('“Get in touch”'),
    post: takes('Somebody may become a client; the answer is the same for everybody', ENQUIRY),
  },
  '/p/{practice}/r/{token}/enquire': {
    get: shows(
      "The same behind a referrer's own link, which tells whom we owe it to unless that is unticked",
    ),
    post: takes('Who suggested us, and whether we may thank them, are two boxes', {
      ...ENQUIRY,
      suggested: yes,
      mayThank: yes,
      mayName: yes,
    }),
  },
  ...CAPACITY_PAGES,
  '/p/{practice}/card/{practitioner}': {
    get: shows(
      'Whom a practitioner helps, how to reach the practice, what happens next, and whether there is room',
      {
        print: z
          .enum(CARD_SIZES)
          .optional()
          .meta({ description: 'One side of paper, with a code; any other is 400.' }),
      },
    ),
  },
  '/p/{practice}/card/{practitioner}.svg': { get: showsCode('The same page as a code') },
  '/p/{practice}/r/{token}': {
    get: shows("How to reach a practice, and what to pass on: a referrer's own link"),
  },
  '/p/{practice}/r/{token}.svg': { get: showsCode('The same link as a code') },
  '/p/{practice}/r/{token}/told': {
    post: takes("“I've told someone”: the referrer's own statement, logged and thanked", { once }),
  },
  '/u/{token}': {
    get: shows(
      'Ask whether the prompt line shall be left out; or a colleague, whether mail to them shall stop',
    ),
    post: takes(
      'With `once`, the form of the page: leave the line out, or stop mail to a colleague. With `List-Unsubscribe=One-Click` (RFC 8058), and with any other body or none, every mail to that address is stopped',
      { once, 'List-Unsubscribe': z.literal('One-Click').optional() },
    ),
  },
  '/p/{practice}/consent': {
    get: shows('Ask for the consent to prompts (M5), at the desk'),
    post: takes(
      'A yes, by first name and address; it counts once staff have confirmed it, and the answer is the same for everybody',
      {
        once,
        shown: stamp,
        firstName: text,
        email: z.email(),
        agree: z.literal('yes'),
      },
    ),
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
    post: takes(
      'How they heard of us, unless we know (“rather not say” is an answer), who suggested us, and the consent to prompts',
      {
        once,
        heard: ENQUIRY.heard,
        which: text.max(200).optional(),
        theirName: text.optional(),
        mayThank: yes,
        mayName: yes,
        agree: yes,
        refuse: yes,
      },
    ),
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
  '/p/{practice}/review/{token}': {
    get: shows('The sheet of a review, for whoever holds the meeting and has its e-mail'),
    post: takes('An action that was decided, an earlier one that is done, or the end of the meeting', {
      once,
      form: z.enum(['action', 'held']).optional(),
      done: z.uuid().optional(),
      text: text.optional(),
      ownerStaffId: z.uuid().optional(),
      dueOn: z.iso.date().optional(),
      minutes: text.optional(),
    }),
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
    const ofPath = { path: parametersOf(path) };
    return [
      path,
      {
        ...(get ? { get: { ...get, requestParams: { ...get.requestParams, ...ofPath } } } : {}),
        ...(post ? { post: { ...post, requestParams: ofPath } } : {}),
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
