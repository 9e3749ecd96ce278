import { z } from 'zod';
import { HOSTILE, LONG_LINE, LONG_NAME, PHONE, SAMPLE_URL, UNICODE_NAME, type Samples } from './samples.ts';
import type { Block } from './template.ts';
import { link, optionalLine, optionalQuotable, quotable } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const REFER = `${SAMPLE_URL}/p/willow/r/9b2e64d10c7f`;
const STOP = `${SAMPLE_URL}/u/9b2e64d10c7f`;

const PROMPT_SAMPLES: Samples = {
  typical: { practice_name: 'Willow Therapy', link: REFER, phone: PHONE },
  bare: { practice_name: 'Willow Therapy', link: REFER },
  veryLong: { practice_name: LONG_NAME, link: `${REFER}${'0'.repeat(300)}`, phone: LONG_LINE },
  unicode: { practice_name: UNICODE_NAME, link: REFER, phone: '٠٢٠ ٧٩٤٦ ٠٠١٨' },
  hostile: { practice_name: HOSTILE, link: `${REFER}" https://evil.example “`, phone: HOSTILE },
};

const prompt = {
  form: 'block',
  part: 'prompt',
  audience: 'client',
  profile: 'UK_DEFAULT',
  variables: z.strictObject({ practice_name: quotable, link, phone: optionalQuotable }),
  samples: PROMPT_SAMPLES,
} as const;

/** What is embedded in a note (S12): one prompt, chosen by its milestone, and the footer that tells how to stop it. */
export const BLOCKS = {
  [TEMPLATE.promptGoal]: {
    ...prompt,
    purpose: 'Prompt when a goal has been reached',
    moments: ['goal_reached'],
  },
  [TEMPLATE.promptSession]: {
    ...prompt,
    purpose: 'Prompt after a significant session',
    moments: ['significant_session'],
  },
  [TEMPLATE.promptEnding]: {
    ...prompt,
    purpose: 'Prompt at an ending or a transition',
    moments: ['discharge', 'transition'],
  },
  [TEMPLATE.promptPassive]: {
    ...prompt,
    purpose: 'Prompt where only passive wording is allowed, whatever the moment (§2.9)',
    moments: ['goal_reached', 'significant_session', 'discharge', 'transition'],
    profile: 'US_STRICT',
  },
  [TEMPLATE.promptFooter]: {
    form: 'block',
    part: 'footer',
    purpose: 'Line under a mail with a prompt: why it is there, and how to end it',
    audience: 'client',
    variables: z.strictObject({ unsubscribe: link, legal: optionalLine }),
    samples: {
      typical: { unsubscribe: STOP, legal: 'Willow Practice Ltd, 1 Elm Row, Leeds.' },
      bare: { unsubscribe: STOP },
      veryLong: { unsubscribe: `${STOP}${'0'.repeat(300)}`, legal: LONG_LINE },
      unicode: { unsubscribe: STOP, legal: UNICODE_NAME },
      hostile: { unsubscribe: `${STOP}?a=1&b="><script>`, legal: HOSTILE },
    },
  },
} satisfies Record<string, Block>;
