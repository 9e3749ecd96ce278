import { z } from 'zod';
import { HOSTILE, LONG_LINE, LONG_NAME, SAMPLE_URL, UNICODE_NAME, type Samples } from './samples.ts';
import type { Mail } from './template.ts';
import { line, link, optionalLine, optionalLink, personName } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const STOP = `${SAMPLE_URL}/u/9b2e64d10c7f`;

const SAMPLES: Samples = {
  typical: { first: 'Ruth', signer: 'Anna', opt_out: STOP },
  bare: { first: 'Tom', signer: 'Anna', opt_out: STOP },
  veryLong: { first: LONG_NAME, signer: LONG_NAME, opt_out: `${STOP}${'0'.repeat(300)}` },
  unicode: { first: UNICODE_NAME, signer: 'Zoë', opt_out: STOP },
  hostile: { first: HOSTILE, signer: HOSTILE, opt_out: `${STOP}?a=1&b="><script>` },
};

/** What goes to many at once: who it is for, who signs, and how to hear no more of it. They are thanks, and linted as such. */
const thanks = {
  form: 'mail',
  isAcknowledgement: true,
  tag: 'broadcast',
  subject: 'thanks',
  tells: null,
  allowedWords: [],
  places: [],
  notEarly: [],
  variables: z.strictObject({ first: personName, signer: personName, opt_out: link }),
  samples: SAMPLES,
} as const;

const CAPACITY_PAGE = `${SAMPLE_URL}/p/willow/capacity`;
const ROOM = { date: 'Monday 1 March 2027', link: `${SAMPLE_URL}/p/willow/professionals` };

/** Whether there is room (S73a, S74a): to colleagues alone, and nothing of anybody who came. */
const notice = {
  ...thanks,
  isAcknowledgement: false,
  subject: 'availability',
  audience: 'professional',
} as const;

/** Thanks of the quarter (S52): no number of anything, and nothing of anybody who came. */
export const BROADCASTS = {
  [TEMPLATE.full]: {
    ...notice,
    purpose: 'That we are full, to colleagues who send most or asked to be kept posted',
    variables: z.strictObject({
      first: personName,
      month: optionalLine,
      link: optionalLink,
      signer: personName,
      opt_out: link,
    }),
    samples: {
      typical: { ...SAMPLES.typical, month: 'March 2027', link: CAPACITY_PAGE },
      bare: SAMPLES.bare,
      veryLong: { ...SAMPLES.veryLong, month: 'September 2027', link: `${CAPACITY_PAGE}${'0'.repeat(300)}` },
      unicode: { ...SAMPLES.unicode, month: 'March 2027' },
      hostile: { ...SAMPLES.hostile, month: HOSTILE, link: `${CAPACITY_PAGE}?a=1&b="><script>` },
    },
  },
  [TEMPLATE.placesAgain]: {
    ...notice,
    purpose: 'That we have room again, to colleagues who were told that we were full',
    variables: z.strictObject({
      first: personName,
      date: line,
      who_we_help: optionalLine,
      link,
      signer: personName,
      opt_out: link,
    }),
    samples: {
      typical: { ...SAMPLES.typical, ...ROOM, who_we_help: 'young adults and their families' },
      bare: { ...SAMPLES.bare, ...ROOM },
      veryLong: { ...SAMPLES.veryLong, ...ROOM, who_we_help: LONG_LINE },
      unicode: { ...SAMPLES.unicode, ...ROOM, who_we_help: UNICODE_NAME },
      hostile: { ...SAMPLES.hostile, ...ROOM, date: HOSTILE, who_we_help: HOSTILE },
    },
  },
  [TEMPLATE.quarterlyThanksColleague]: {
    ...thanks,
    purpose: 'Thanks of the quarter to colleagues who sent somebody',
    audience: 'professional',
  },
  [TEMPLATE.quarterlyThanksPersonal]: {
    ...thanks,
    purpose: 'Thanks of the quarter to those who told us themselves that they put in a good word',
    audience: 'client',
  },
} satisfies Record<string, Mail>;
