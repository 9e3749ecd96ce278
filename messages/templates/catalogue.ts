import { z } from 'zod';
import type { Subject } from '../../policy/words.ts';
import { SAMPLES, type Samples } from './samples.ts';
import { line, link, optionalLine, personName, wholeNumber } from './variables.ts';

export const TEMPLATE_IDS = ['m7', 'm8', 'm9', 'm26'] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** What a message is for and who reads it; its words stand in `<id>.liquid`. */
export type Template = {
  purpose: string;
  audience: 'client' | 'professional' | 'staff';
  isAcknowledgement: boolean;
  stream: 'outbound';
  tag: 'acknowledgement' | 'staff-reminder';
  subject: Subject;
  variables: z.ZodObject;
  /** Otherwise forbidden words that this message's general sentences need. */
  allowedWords: readonly string[];
  samples: Samples;
};

const thanks = {
  isAcknowledgement: true,
  stream: 'outbound',
  tag: 'acknowledgement',
  subject: 'thanks',
  allowedWords: [],
} as const;
const signed = { signer: personName, added_line: optionalLine };

/** Every message we can send (§6), under the number it has there. */
export const TEMPLATES: Readonly<Record<TemplateId, Template>> = {
  m7: {
    ...thanks,
    purpose: 'Thanks to somebody who put in a good word for us',
    audience: 'client',
    variables: z.strictObject({ first: personName, ...signed }),
    samples: SAMPLES.m7,
  },
  m8: {
    ...thanks,
    purpose: 'Thanks to a colleague',
    audience: 'professional',
    variables: z.strictObject({ first: personName, keep_me_posted: link, ...signed }),
    samples: SAMPLES.m8,
  },
  m9: {
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
      ...signed,
    }),
    allowedWords: ['patient'],
    samples: SAMPLES.m9,
  },
  m26: {
    purpose: 'Tells a member of staff that a referral waits for them, by number only',
    audience: 'staff',
    isAcknowledgement: false,
    stream: 'outbound',
    tag: 'staff-reminder',
    subject: 'waiting',
    variables: z.strictObject({ first: personName, number: wholeNumber, due: line, link }),
    allowedWords: [],
    samples: SAMPLES.m26,
  },
};
