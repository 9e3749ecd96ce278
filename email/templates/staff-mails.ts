import { z } from 'zod';
import { HOSTILE, LONG_LINE, LONG_NAME, SAMPLE_URL, UNICODE_NAME } from './samples.ts';
import type { Mail } from './template.ts';
import { line, link, personName, wholeNumber } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const WAITING = `${SAMPLE_URL}/waiting/128`;
const FRIDAY = `${SAMPLE_URL}/p/willow/friday/3c1f9a0b7d52e864`;
const LOCAL = 'http://127.0.0.1:3000';

const toStaff = {
  form: 'mail',
  audience: 'staff',
  isAcknowledgement: false,
  stream: 'outbound',
  tells: null,
  allowedWords: [],
  places: [],
} as const;

/** Mails to the people who work here: a number and a link, and no name but their own. */
export const STAFF_MAILS = {
  [TEMPLATE.staffReminder]: {
    ...toStaff,
    purpose: 'Tells a member of staff that a referral waits for them, by number only',
    tag: 'staff-reminder',
    subject: 'waiting',
    variables: z.strictObject({ first: personName, number: wholeNumber, due: line, link }),
    samples: {
      typical: { first: 'Anna', number: 128, due: 'Wednesday 11 November, 10:00', link: WAITING },
      bare: { first: 'Anna', number: '128', due: 'Wednesday 11 November, 10:00', link: WAITING },
      veryLong: {
        first: LONG_NAME,
        number: 999_999_999,
        due: LONG_LINE,
        link: `${SAMPLE_URL}/waiting/999999999`,
      },
      unicode: {
        first: UNICODE_NAME,
        number: 1,
        due: 'mercredi 11 novembre à 10 h',
        link: `${LOCAL}/waiting/1`,
      },
      hostile: { first: HOSTILE, number: 1, due: HOSTILE, link: `${LOCAL}/waiting/1?a=" https://x.example` },
    },
  },
  [TEMPLATE.fridayList]: {
    ...toStaff,
    purpose: "Brings a practitioner the week's list, by a link and a number",
    tag: 'friday-list',
    subject: 'fridayList',
    variables: z.strictObject({ first: personName, n: wholeNumber, link }),
    samples: {
      typical: { first: 'Anna', n: 7, link: FRIDAY },
      bare: { first: 'Anna', n: '1', link: FRIDAY },
      veryLong: { first: LONG_NAME, n: 999_999_999, link: `${FRIDAY}${'0'.repeat(300)}` },
      unicode: { first: UNICODE_NAME, n: 2, link: `${LOCAL}/p/willow/friday/1` },
      hostile: { first: HOSTILE, n: 3, link: `${LOCAL}/p/willow/friday/1?a=" https://x.example` },
    },
  },
} satisfies Record<string, Mail>;
