import { z } from 'zod';
import { HOSTILE, LONG_NAME, NOTHING, UNICODE_NAME } from './samples.ts';
import type { Page } from './template.ts';
import { personName } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

/** What each line of a page is for, in this order; a page draws the boxes and fields itself. */
export const PAGE_LINES = {
  [TEMPLATE.sourceQuestion]: [
    'question',
    'suggested',
    'doctor',
    'professional',
    'school_or_work',
    'search',
    'directory',
    'social',
    'talk',
    'returning',
    'other',
    'rather_not_say',
    'why_we_ask',
    'their_name',
    'may_thank',
    'may_name',
    'small_print',
  ],
  [TEMPLATE.promptConsent]: ['label', 'small_print'],
  [TEMPLATE.survey]: [
    'question',
    'score_1',
    'score_2',
    'score_3',
    'score_4',
    'score_5',
    'rather_not_say',
    'kind_words',
    'may_share',
  ],
} as const;

const page = { form: 'page', audience: 'client' } as const;
const withoutVariables = { variables: z.strictObject({}), samples: NOTHING };

/** Words of the public pages; they may name the practice's work, because the visitor opened them. */
export const PAGES = {
  [TEMPLATE.sourceQuestion]: {
    ...page,
    ...withoutVariables,
    purpose: 'The question how somebody heard of us, and the two about thanking',
    lines: PAGE_LINES[TEMPLATE.sourceQuestion],
  },
  [TEMPLATE.promptConsent]: {
    ...page,
    ...withoutVariables,
    purpose: 'The consent to prompts: the label of the box, then the small print',
    lines: PAGE_LINES[TEMPLATE.promptConsent],
  },
  [TEMPLATE.introduction]: {
    ...page,
    purpose: 'The e-mail with which a client introduces somebody; the client sends it',
    variables: z.strictObject({ first: personName, me: personName }),
    samples: {
      typical: { first: 'Sam', me: 'Ruth' },
      bare: { first: 'Sam', me: 'Ruth' },
      veryLong: { first: LONG_NAME, me: LONG_NAME },
      unicode: { first: UNICODE_NAME, me: 'Zoë' },
      hostile: { first: HOSTILE, me: HOSTILE },
    },
    lines: null,
  },
  [TEMPLATE.survey]: {
    ...page,
    ...withoutVariables,
    purpose: "The practice's one question, its five answers, and the two lines about a kind word",
    lines: PAGE_LINES[TEMPLATE.survey],
  },
  [TEMPLATE.toldSomeone]: {
    ...page,
    ...withoutVariables,
    purpose: 'The answer to “I’ve told someone”',
    lines: null,
  },
} satisfies Record<string, Page>;
