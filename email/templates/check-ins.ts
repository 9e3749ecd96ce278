import { z } from 'zod';
import { HOSTILE, LONG_NAME, SAMPLE_URL, UNICODE_NAME, type Samples } from './samples.ts';
import type { Mail } from './template.ts';
import { link, optionalLine, personName } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const STOP = `${SAMPLE_URL}/u/9b2e64d10c7f`;
const FULL = "Just so you know: we're full until about September 2027.";

const SAMPLES: Samples = {
  typical: { first: 'Ruth', capacity_line: FULL, signer: 'Anna', opt_out: STOP },
  bare: { first: 'Tom', signer: 'Anna', opt_out: STOP },
  veryLong: {
    first: LONG_NAME,
    capacity_line: FULL,
    signer: LONG_NAME,
    opt_out: `${STOP}${'0'.repeat(300)}`,
  },
  unicode: { first: UNICODE_NAME, signer: 'Zoë', opt_out: STOP },
  hostile: {
    first: HOSTILE,
    capacity_line: HOSTILE,
    signer: HOSTILE,
    opt_out: `${STOP}?a=1&b="><script>`,
  },
};

/** A hello to a colleague, which only ever goes because somebody pressed for it (§5c 4.5e). */
export const CHECK_INS = {
  [TEMPLATE.quietSource]: {
    form: 'mail',
    isAcknowledgement: false,
    purpose: 'A hello to a colleague who has not been heard of for a while',
    audience: 'professional',
    tag: 'note',
    subject: 'note',
    tells: null,
    allowedWords: [],
    places: [],
    notEarly: [],
    variables: z.strictObject({
      first: personName,
      capacity_line: optionalLine,
      signer: personName,
      opt_out: link,
    }),
    samples: SAMPLES,
  },
} satisfies Record<string, Mail>;
