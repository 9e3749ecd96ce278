import { z } from 'zod';
import {
  CRISIS_ROUTE,
  HOSTILE,
  LONG_LINE,
  LONG_NAME,
  PHONE,
  SAMPLE_URL,
  UNICODE_NAME,
  type Samples,
} from './samples.ts';
import type { Mail } from './template.ts';
import { line, link, optionalLink, optionalParagraphs, optionalQuotable, personName } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const SURVEY = `${SAMPLE_URL}/p/willow/survey/3c1f9a0b7d52e864`;
const FORM = `${SAMPLE_URL}/p/willow/intake/3c1f9a0b7d52e864`;
const LONG_WORDS = `${LONG_LINE}\n\n${LONG_LINE}`;
const UNICODE_WORDS = 'Roedd hi’n bleser.\n\nتحية 🌱';
const HOSTILE_WORDS = `${HOSTILE}\n\n\n\n\u202e${HOSTILE}`;

/** A rendered prompt; the practice's name may say what it does, so it must not come early (§3.6). */
const PROMPT = {
  prompt_block: `If it ever comes up, you could say: "Try Willow Therapy – ${SAMPLE_URL}/p/willow/r/9b2e64d10c7f." Only if you'd like to.`,
  prompt_footer: `You said we could include this line. Changed your mind? ${SAMPLE_URL}/u/9b2e64d10c7f`,
};
const LONG_PROMPT = { prompt_block: `One. ${LONG_WORDS}`, prompt_footer: `Two. ${LONG_WORDS}` };
const HOSTILE_PROMPT = { prompt_block: `One. ${HOSTILE_WORDS}`, prompt_footer: `Two. ${HOSTILE_WORDS}` };

const carrier = {
  form: 'mail',
  audience: 'client',
  isAcknowledgement: false,
  tag: 'note',
  subject: 'note',
  tells: null,
  allowedWords: [],
  places: ['own_words', 'prompt_block', 'prompt_footer'],
  notEarly: [],
} as const;

/** `own_words` replace everything between greeting and prompt. */
const shared = {
  first: personName,
  phone: optionalQuotable,
  own_words: optionalParagraphs,
  prompt_block: optionalParagraphs,
  prompt_footer: optionalParagraphs,
  signer: personName,
};

const M21_SAMPLES: Samples = {
  typical: { ...ending('Ruth', 'Anna'), link: 'https://willow.example', phone: PHONE, ...PROMPT },
  bare: ending('Ruth', 'Anna'),
  veryLong: {
    ...ending(LONG_NAME, LONG_NAME),
    link: `https://willow.example/${'0'.repeat(300)}`,
    phone: LONG_LINE,
    ...LONG_PROMPT,
  },
  unicode: { ...ending(UNICODE_NAME, 'Zoë'), phone: PHONE, own_words: UNICODE_WORDS, ...PROMPT },
  hostile: {
    ...ending(HOSTILE, HOSTILE),
    link: `https://willow.example/?a=1&b="><script>`,
    phone: HOSTILE,
    crisis_route: HOSTILE,
    own_words: `Three. ${HOSTILE_WORDS}`,
    ...HOSTILE_PROMPT,
  },
};

const M22_SAMPLES: Samples = {
  typical: { first: 'Ruth', signer: 'Anna', phone: PHONE, survey_link: SURVEY, ...PROMPT },
  bare: { first: 'Ruth', signer: 'Anna' },
  veryLong: {
    first: LONG_NAME,
    signer: LONG_NAME,
    phone: LONG_LINE,
    form_link: `${FORM}${'0'.repeat(300)}`,
    ...LONG_PROMPT,
  },
  unicode: { first: UNICODE_NAME, signer: 'Zoë', phone: PHONE, own_words: UNICODE_WORDS, ...PROMPT },
  hostile: {
    first: HOSTILE,
    signer: HOSTILE,
    phone: HOSTILE,
    survey_link: `${SURVEY}?a=1&b="><script>`,
    form_link: `${FORM} https://evil.example`,
    own_words: `Three. ${HOSTILE_WORDS}`,
    ...HOSTILE_PROMPT,
  },
};

/** The client notes that a prompt may be embedded in (S12, S14); its footer follows the signature. */
export const CARRIERS = {
  [TEMPLATE.endingNote]: {
    ...carrier,
    purpose: 'Note at the end of the work: where to reach us, whom to turn to, one question',
    variables: z.strictObject({ ...shared, link: optionalLink, crisis_route: line, survey_link: link }),
    samples: M21_SAMPLES,
  },
  [TEMPLATE.followUp]: {
    ...carrier,
    purpose: 'Follow-up, review note (with the survey) or intake form (with the form)',
    variables: z.strictObject({ ...shared, survey_link: optionalLink, form_link: optionalLink }),
    samples: M22_SAMPLES,
  },
} satisfies Record<string, Mail>;

function ending(first: string, signer: string): Record<string, string> {
  return { first, signer, crisis_route: CRISIS_ROUTE, survey_link: SURVEY };
}
