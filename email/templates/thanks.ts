import { z } from 'zod';
import {
  CRISIS_ROUTE,
  HOSTILE,
  LONG_LINE,
  LONG_NAME,
  SAMPLE_URL,
  UNICODE_NAME,
  type Samples,
} from './samples.ts';
import type { Mail } from './template.ts';
import { line, link, optionalLine, optionalName, personName, wholeNumber } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const ADDED_LINE = 'It was good to see you at the meeting in Leeds.';
const UNICODE_LINE = 'Diolch o galon – تحية 🌱';
const POSTED = `${SAMPLE_URL}/p/harbour/posted/5f0c2a9d7be14c3e`;

const thanks = {
  form: 'mail',
  isAcknowledgement: true,
  tag: 'acknowledgement',
  subject: 'thanks',
  tells: 'received',
  allowedWords: [],
  places: [],
  notEarly: [],
} as const;
const signed = { signer: personName, added_line: optionalLine };
/** While we are full, and tell those who send us people (S73a). */
const CAPACITY_LINE = "Just so you know: we're full until about September 2027.";

const M7_SAMPLES: Samples = {
  typical: { first: 'Ruth', person: 'Grace', signer: 'Anna', added_line: ADDED_LINE },
  bare: { first: 'Ruth', signer: 'Anna' },
  veryLong: { first: LONG_NAME, person: `Grace ${LONG_NAME}`, signer: LONG_NAME, added_line: LONG_LINE },
  unicode: { first: UNICODE_NAME, person: 'Zofia Łucja', signer: 'Zoë', added_line: UNICODE_LINE },
  hostile: { first: HOSTILE, person: `Grace ${HOSTILE}`, signer: HOSTILE, added_line: HOSTILE },
};

const M8_SAMPLES: Samples = {
  typical: {
    first: 'Tom',
    keep_me_posted: POSTED,
    capacity_line: CAPACITY_LINE,
    signer: 'Anna',
    added_line: ADDED_LINE,
  },
  bare: { first: 'Tom', keep_me_posted: POSTED, signer: 'Anna' },
  veryLong: {
    first: LONG_NAME,
    keep_me_posted: `${POSTED}${'0'.repeat(300)}`,
    capacity_line: CAPACITY_LINE,
    signer: LONG_NAME,
    added_line: LONG_LINE,
  },
  unicode: { first: UNICODE_NAME, keep_me_posted: POSTED, signer: 'Zoë', added_line: UNICODE_LINE },
  hostile: {
    first: HOSTILE,
    keep_me_posted: `${POSTED}?a=1&b="><script>`,
    capacity_line: HOSTILE,
    signer: HOSTILE,
    added_line: HOSTILE,
  },
};

const M9_SAMPLES: Samples = {
  typical: clinic({ title: 'Dr', capacity_line: CAPACITY_LINE, signer: 'Anna', added_line: ADDED_LINE }),
  bare: clinic({ signer: 'Anna' }),
  veryLong: clinic({
    title: 'Professor Dame',
    first: LONG_NAME,
    surname: LONG_NAME,
    signer: LONG_NAME,
    added_line: LONG_LINE,
  }),
  unicode: clinic({ first: UNICODE_NAME, surname: 'Nguyễn', signer: 'Zoë' }),
  hostile: clinic({
    title: HOSTILE,
    first: HOSTILE,
    surname: HOSTILE,
    crisis_route: HOSTILE,
    capacity_line: HOSTILE,
    signer: HOSTILE,
  }),
};

/** The thanks (S32): 80 words at most, and no disclosure of what became of the referred person. */
export const THANKS = {
  [TEMPLATE.thanksPersonal]: {
    ...thanks,
    purpose: 'Thanks to somebody who put in a good word for us',
    audience: 'client',
    variables: z.strictObject({ first: personName, person: optionalName, ...signed }),
    notEarly: ['person'],
    samples: M7_SAMPLES,
  },
  [TEMPLATE.thanksColleague]: {
    ...thanks,
    purpose: 'Thanks to a colleague',
    audience: 'professional',
    variables: z.strictObject({
      first: personName,
      keep_me_posted: link,
      capacity_line: optionalLine,
      ...signed,
    }),
    samples: M8_SAMPLES,
  },
  [TEMPLATE.thanksClinic]: {
    ...thanks,
    purpose: 'Thanks to a doctor or a clinic',
    audience: 'professional',
    variables: z.strictObject({
      title: optionalLine,
      first: personName,
      surname: personName,
      received_date: line,
      hours: wholeNumber,
      crisis_route: line,
      capacity_line: optionalLine,
      ...signed,
    }),
    allowedWords: ['patient'],
    samples: M9_SAMPLES,
  },
} satisfies Record<string, Mail>;

function clinic(changes: Record<string, string>): Record<string, string> {
  return {
    first: 'Priya',
    surname: 'Patel',
    received_date: '9 November 2026',
    hours: '24',
    crisis_route: CRISIS_ROUTE,
    ...changes,
  };
}
