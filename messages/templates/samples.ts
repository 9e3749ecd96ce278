export const SAMPLE_NAMES = ['typical', 'bare', 'veryLong', 'unicode', 'hostile'] as const;
export type SampleName = (typeof SAMPLE_NAMES)[number];
/** `bare` leaves out whatever is optional. */
export type Samples = Readonly<Record<SampleName, Readonly<Record<string, unknown>>>>;

const HOSTILE = '<script>alert("1")</script>{{ signer }}\r\nBcc: everybody@evil.example';
const ADDED_LINE = 'It was good to see you at the meeting in Leeds.';
const LINK = 'https://kindword.example/p/harbour/posted/5f0c2a9d7be14c3e';
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(4);
const LONG_LINE = 'Thank you, as ever. '.repeat(10).trim();
const UNICODE_NAME = 'Siân Ó Dónaill-Ñuñez 王';

const signed = { signer: 'Anna', added_line: ADDED_LINE };

/** What each message is tried with whenever its words change. */
export const SAMPLES = {
  m7: {
    typical: { first: 'Ruth', ...signed },
    bare: { first: 'Ruth', signer: 'Anna' },
    veryLong: { first: LONG_NAME, signer: LONG_NAME, added_line: LONG_LINE },
    unicode: { first: UNICODE_NAME, signer: 'Zoë', added_line: 'Diolch o galon – تحية 🌱' },
    hostile: { first: HOSTILE, signer: HOSTILE, added_line: HOSTILE },
  },
  m8: {
    typical: { first: 'Tom', keep_me_posted: LINK, ...signed },
    bare: { first: 'Tom', keep_me_posted: LINK, signer: 'Anna' },
    veryLong: {
      first: LONG_NAME,
      keep_me_posted: `${LINK}${'0'.repeat(300)}`,
      signer: LONG_NAME,
      added_line: LONG_LINE,
    },
    unicode: {
      first: UNICODE_NAME,
      keep_me_posted: LINK,
      signer: 'Zoë',
      added_line: 'Diolch o galon – تحية 🌱',
    },
    hostile: {
      first: HOSTILE,
      keep_me_posted: `${LINK}?a=1&b="><script>`,
      signer: HOSTILE,
      added_line: HOSTILE,
    },
  },
  m9: {
    typical: clinic({ title: 'Dr', ...signed }),
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
      signer: HOSTILE,
    }),
  },
  m26: {
    typical: {
      first: 'Anna',
      number: 128,
      due: 'Wednesday 11 November, 10:00',
      link: 'https://kindword.example/waiting/128',
    },
    bare: {
      first: 'Anna',
      number: '128',
      due: 'Wednesday 11 November, 10:00',
      link: 'https://kindword.example/waiting/128',
    },
    veryLong: {
      first: LONG_NAME,
      number: 999_999_999,
      due: LONG_LINE,
      link: 'https://kindword.example/waiting/999999999',
    },
    unicode: {
      first: UNICODE_NAME,
      number: 1,
      due: 'mercredi 11 novembre à 10 h',
      link: 'http://127.0.0.1:3000/waiting/1',
    },
    hostile: { first: HOSTILE, number: 1, due: HOSTILE, link: 'http://127.0.0.1:3000/waiting/1' },
  },
} satisfies Record<string, Samples>;

function clinic(changes: Record<string, string>): Record<string, string> {
  return {
    first: 'Priya',
    surname: 'Patel',
    received_date: '9 November 2026',
    hours: '24',
    crisis_route: 'NHS 111 (choose mental health) or Samaritans on 116 123',
    ...changes,
  };
}
