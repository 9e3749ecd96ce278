import { z } from 'zod';
import { HOSTILE, LONG_LINE, LONG_NAME, SAMPLE_URL, UNICODE_NAME } from './samples.ts';
import type { Mail } from './template.ts';
import { line, link, optionalLine, optionalParagraphs, personName, wholeNumber } from './variables.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

const CONTACT_PATH = `${SAMPLE_URL}/waiting/tasks`;
const WAITING = `${SAMPLE_URL}/waiting/128`;
const REVIEW = `${SAMPLE_URL}/p/willow/review/3c1f9a0b7d52e864`;
const FRIDAY = `${SAMPLE_URL}/p/willow/friday/3c1f9a0b7d52e864`;
const OWN_RATE = 'Of the people you saw this quarter, between 8 and 21 in a hundred recommended us.';
const LOCAL = 'http://127.0.0.1:3000';

const toStaff = {
  form: 'mail',
  audience: 'staff',
  isAcknowledgement: false,
  tells: null,
  allowedWords: [],
  places: [],
  notEarly: [],
} as const;

/** Mails to the people who work here: a number, a link or kind words, and no name but their own. */
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
  [TEMPLATE.reviewReady]: {
    ...toStaff,
    purpose: 'Tells whoever reviews that a review waits for its meeting, without a figure',
    tag: 'staff-reminder',
    subject: 'waiting',
    variables: z.strictObject({ first: personName, due: line, link }),
    samples: {
      typical: { first: 'Anna', due: 'Friday 11 December', link: REVIEW },
      bare: { first: 'Anna', due: 'Friday 11 December', link: REVIEW },
      veryLong: { first: LONG_NAME, due: LONG_LINE, link: `${REVIEW}${'0'.repeat(300)}` },
      unicode: { first: UNICODE_NAME, due: 'vendredi 11 décembre', link: `${LOCAL}/p/willow/review/1` },
      hostile: { first: HOSTILE, due: HOSTILE, link: `${LOCAL}/p/willow/review/1?a=" https://x.example` },
    },
  },
  [TEMPLATE.contactPath]: {
    ...toStaff,
    purpose: 'Tells whoever answers first, at any hour, that a way to the practice does not work',
    tag: 'staff-reminder',
    subject: 'waiting',
    variables: z.strictObject({ first: personName, since: line, link }),
    samples: {
      typical: { first: 'Anna', since: 'Friday 11 December, 03:15', link: CONTACT_PATH },
      bare: { first: 'Anna', since: 'Friday 11 December, 03:15', link: CONTACT_PATH },
      veryLong: { first: LONG_NAME, since: LONG_LINE, link: `${CONTACT_PATH}${'0'.repeat(300)}` },
      unicode: {
        first: UNICODE_NAME,
        since: 'vendredi 11 décembre à 3 h 15',
        link: `${LOCAL}/waiting/tasks`,
      },
      hostile: { first: HOSTILE, since: HOSTILE, link: `${LOCAL}/waiting/tasks?a=" https://x.example` },
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
  [TEMPLATE.teamNote]: {
    ...toStaff,
    purpose: 'Tells a practitioner, once a quarter, what people said and how many came by a recommendation',
    tag: 'team-note',
    subject: 'teamNote',
    variables: z.strictObject({
      first: personName,
      n_team: line,
      kind_words: optionalParagraphs,
      own_rate: optionalLine,
    }),
    places: ['kind_words', 'own_rate'],
    samples: {
      typical: {
        first: 'Anna',
        n_team: '12',
        kind_words: '“You made it easy to begin.”',
        own_rate: OWN_RATE,
      },
      bare: { first: 'Anna', n_team: 'some' },
      veryLong: {
        first: LONG_NAME,
        n_team: '999999999',
        kind_words: `One. ${LONG_LINE}\n\nTwo. ${LONG_LINE}`,
        own_rate: `Three. ${LONG_LINE}`,
      },
      unicode: { first: UNICODE_NAME, n_team: '5', kind_words: '“Diolch o galon – تحية 🌱”' },
      hostile: { first: HOSTILE, n_team: '5', kind_words: `One. ${HOSTILE}`, own_rate: `Two. ${HOSTILE}` },
    },
  },
} satisfies Record<string, Mail>;
