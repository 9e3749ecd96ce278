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
import { line, link, paragraphs, personName } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const HANDOVER = `${SAMPLE_URL}/p/willow/handover/5f0c2a9d7be14c3e`;

const referOut = {
  form: 'mail',
  isAcknowledgement: false,
  tag: 'note',
  subject: 'note',
  allowedWords: [],
  places: [],
  notEarly: [],
} as const;

const M13_SAMPLES: Samples = {
  typical: suggests(
    'Ada Okafor or Tom Reed',
    'Ada Okafor, Elm Rooms, 020 7946 0018\nTom Reed, 020 7946 0021',
  ),
  bare: suggests('Ada Okafor', 'Ada Okafor'),
  veryLong: {
    names: LONG_NAME,
    details: `${LONG_LINE}\n${LONG_LINE}`,
    crisis_route: LONG_LINE,
    signer: LONG_NAME,
  },
  unicode: { ...suggests(UNICODE_NAME, `${UNICODE_NAME}, Leeds – تحية`), signer: 'Zoë' },
  hostile: {
    names: HOSTILE,
    details: `${HOSTILE}\n\n\n\n${HOSTILE}`,
    crisis_route: HOSTILE,
    signer: HOSTILE,
  },
};

const M14_SAMPLES: Samples = {
  typical: { first: 'Ada', secure_link: HANDOVER, signer: 'Anna' },
  bare: { first: 'Ada', secure_link: HANDOVER, signer: 'Anna' },
  veryLong: { first: LONG_NAME, secure_link: `${HANDOVER}${'0'.repeat(300)}`, signer: LONG_NAME },
  unicode: { first: UNICODE_NAME, secure_link: HANDOVER, signer: 'Zoë' },
  hostile: { first: HOSTILE, secure_link: `${HANDOVER}?a=1&b="><script>`, signer: HOSTILE },
};

/** To an enquirer who is better served elsewhere (M13), and to a colleague once that person has consented (M14). */
export const REFER_OUT = {
  [TEMPLATE.suggestedColleagues]: {
    ...referOut,
    purpose: 'Tells somebody who got in touch whom we would suggest instead of us',
    audience: 'client',
    tells: null,
    variables: z.strictObject({ names: line, details: paragraphs, crisis_route: line, signer: personName }),
    samples: M13_SAMPLES,
  },
  [TEMPLATE.handover]: {
    ...referOut,
    purpose: 'Tells a colleague that somebody would like to hear from them; who it is stands behind the link',
    audience: 'professional',
    tells: 'how_to_reach_them',
    variables: z.strictObject({ first: personName, secure_link: link, signer: personName }),
    samples: M14_SAMPLES,
  },
} satisfies Record<string, Mail>;

function suggests(names: string, details: string): Record<string, string> {
  return { names, details, crisis_route: CRISIS_ROUTE, signer: 'Anna' };
}
