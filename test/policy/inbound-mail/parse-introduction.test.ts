import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { InboundEmail } from '../../../policy/inbound-mail/inbound-email.ts';
import {
  parseIntroduction,
  senderFirstName,
  SURE_ENOUGH,
} from '../../../policy/inbound-mail/parse-introduction.ts';

const OURS = ['Sam', 'Olive'];

function letter(change: Partial<InboundEmail> = {}): InboundEmail {
  return {
    from: { email: 'robin@example.org', name: 'Robin Rowan' },
    subject: '',
    body: 'Hello, I would like to put the two of you in touch.',
    newWords: '',
    date: '',
    headers: {},
    hasCalendar: false,
    replyTo: null,
    fromUs: false,
    ...change,
  };
}

const ofSubject = (subject: string) => parseIntroduction(letter({ subject }), OURS);

/** Certain: the referral is recorded with this first name and nothing else. */
const CERTAIN: [subject: string, first: string][] = [
  ['Introduction: Jane', 'Jane'],
  ['Introduction: Jane Doe', 'Jane'],
  ['introduction: jane', 'Jane'],
  ['INTRODUCTION: JANE DOE', 'Jane'],
  ['Intro: Jane Doe', 'Jane'],
  ['Intro - Jane Doe', 'Jane'],
  ['Introduction – Jane Doe', 'Jane'],
  ['Introduction:Jane', 'Jane'],
  ['Referral: Doe, Jane', 'Jane'],
  ['Referral: Jane Doe', 'Jane'],
  ['New referral - Jane Doe', 'Jane'],
  ['Patient referral: Mrs Jane Doe', 'Jane'],
  ['Referral: Dr. Jane Doe, MD', 'Jane'],
  ['New client: Jane', 'Jane'],
  ['Jane Doe (new referral)', 'Jane'],
  ['Jane Doe (introduction)', 'Jane'],
  ['Introducing Jane to Sam', 'Jane'],
  ['Introducing Sam to Jane', 'Jane'],
  ['Introducing Jane Doe', 'Jane'],
  ['Intro: Jane Doe <> Sam', 'Jane'],
  ['Intro: Sam / Jane Doe', 'Jane'],
  ['Introduction: Siobhán O’Neil', 'Siobhán'],
  ['Introduction: Anna van der Berg', 'Anna'],
  ['Referral: van der Berg, Anna', 'Anna'],
  ['Introduction: Zoë', 'Zoë'],
  ['Introduction: Zoe\u0308', 'Zoë'],
  ['Introduction: Anne-Marie Smith-Jones', 'Anne-Marie'],
  ['Introduction: JEAN-LUC', 'Jean-Luc'],
  ['Introduction: Jane D.', 'Jane'],
  ['Introduction: Jane DOE', 'Jane'],
  ['Introduction: Jo', 'Jo'],
  ['Introduction: Jane 😊', 'Jane'],
  ['👋 Introduction: Jane 🇬🇧', 'Jane'],
  ['Introduction:\u00A0Jane\u200B', 'Jane'],
  ['\u202BIntroduction: Jane\u202C', 'Jane'],
  ['Intro\u00ADduction: Jane', 'Jane'],
  ['“Introduction: Jane”'.slice(1, -1), 'Jane'],
  ['Introduction: "Jane"', 'Jane'],
  ['[EXTERNAL] Introduction: Jane', 'Jane'],
  ['Invitation: Introduction: Jane @ Mon 30 Nov 2026 10am - 11am (GMT) (olive@willow.example)', 'Jane'],
  ['Updated invitation: Intro - Jane Doe @ Weekly from 10am on Monday', 'Jane'],
  ['Einladung: Introduction: Jane @ Mo 30. Nov. 2026 10:00', 'Jane'],
  ['[SEC=OFFICIAL] [#4711] Introduction: Jane', 'Jane'],
  ['EXTERNAL: Introduction: Jane', 'Jane'],
  ['Introduction: Jane (please ring her)', 'Jane'],
  ['Introduction: Jane Doe DOB 01/02/1990', 'Jane'],
  ['Referral: Doe, Jane, 01.02.1990', 'Jane'],
  ['Referral: Jane Doe NHS 943 476 5919', 'Jane'],
  ['Introduction: Jane - she has anxiety', 'Jane'],
  ['Introduction: Jane from accounts', 'Jane'],
  ['=?UTF-8?Q?Introduction:_Zo=C3=AB?=', 'Zoë'],
  ['=?utf-8?B?SW50cm9kdWN0aW9uOiBKYW5l?=', 'Jane'],
  ['=?iso-8859-1?Q?Introduction:_Ren=E9?=', 'René'],
  ['Vorstellung: Jürgen Müller', 'Jürgen'],
  ['Présentation : Élodie', 'Élodie'],
  ['Presentación: Íñigo', 'Íñigo'],
  ['Introductie: Sanne', 'Sanne'],
  ['Introduction: Ольга', 'Ольга'],
  ['Introduction: فاطمة', 'فاطمة'],
];

/** For a person: why, and which first names it offers. */
const UNCLEAR: [subject: string, reason: string, offered: string[]][] = [
  ['Re: Introduction: Jane', 'answer', ['Jane']],
  ['Fwd: Introduction: Jane Doe', 'forwarded', ['Jane']],
  ['AW: WG: Introduction: Jane', 'forwarded', ['Jane']],
  ['SV: VS: Introduction: Jane', 'answer', ['Jane']],
  ['TR : Introduction: Jane', 'forwarded', ['Jane']],
  ['RV: Introduction: Jane', 'forwarded', ['Jane']],
  ['Re: Re: RE[2]: FW: [EXTERNAL] Fwd: Introduction: Jane', 'forwarded', ['Jane']],
  ['Introduction Jane Doe', 'keyword_alone', ['Jane']],
  ['Introduction to Jane', 'keyword_alone', ['Jane']],
  ['Introduction to mindfulness', 'not_a_name', []],
  ['Jane Doe <> Sam', 'pair', ['Jane']],
  ['Jane, meet Sam', 'pair', ['Jane']],
  ['Jane / Sam', 'pair', ['Jane']],
  ['Jane, meet Alex', 'which_one', ['Jane', 'Alex']],
  ['Introducing Jane to Alex', 'which_one', ['Jane', 'Alex']],
  ['Intro: Jane & John Doe', 'two_people', ['Jane', 'John']],
  ['Introduction: Jane and John', 'two_people', ['Jane', 'John']],
  ['New client - JD', 'initials', []],
  ['Referral: J. Doe', 'initials', []],
  ['Referral: J.D.', 'initials', []],
  ['Referral: D', 'initials', []],
  ['Introduction: DUPONT Marie', 'family_name_first', []],
  ['Introduction: Nguyen Thi Minh', 'family_name_first', []],
  ['Introduction: 王小明', 'family_name_first', []],
  ['Introduction: van der Berg', 'family_name_only', []],
  ['Introduction: O’Neil', 'family_name_only', []],
  ['Introduction: McDonald', 'family_name_only', []],
  ['Introduction: my friend', 'not_a_name', []],
  ['Introduction: someone who needs help', 'not_a_name', []],
  ['Referral: Smith, patient of ours', 'not_a_name', []],
  ['Introduction: https://example.org/x', 'which_one', ['Https']],
  ['Introduction: jane@example.org', 'not_a_name', []],
  ['Introduction: 07700 900123', 'unclear', []],
  ['Referral: DOB 01/02/1990', 'unclear', []],
  ['Introduction:', 'unclear', []],
  ['=?x-nobody?Q?Introduction:_Jane?=', 'unclear', []],
  ['Hello', 'unclear', []],
  ['', 'unclear', []],
  ['(no subject)', 'unclear', []],
];

test.each(CERTAIN)('“%s” introduces %s', (subject, first) => {
  const { kind, candidates, confidence } = ofSubject(subject);

  expect([kind === 'introduction' || kind === 'letter', candidates]).toEqual([true, [first]]);
  expect(confidence).toBeGreaterThanOrEqual(SURE_ENOUGH);
});

test.each(UNCLEAR)('“%s” is for a person to read: %s', (subject, reason, offered) => {
  const { candidates, confidence, reasons } = ofSubject(subject);

  expect(reasons).toContain(reason);
  expect([candidates, confidence < SURE_ENOUGH]).toEqual([offered, true]);
});

describe('what is no introduction', () => {
  const MACHINES: [what: string, change: Partial<InboundEmail>][] = [
    ['an answering machine', { subject: 'Automatic reply: Introduction: Jane' }],
    ['one in German', { subject: 'Abwesenheitsnotiz: Introduction: Jane' }],
    ['one that says so', { headers: { 'auto-submitted': 'auto-replied' } }],
    ['the post office', { from: { email: 'MAILER-DAEMON@example.org', name: '' } }],
    ['a failure', { subject: 'Undeliverable: Introduction: Jane' }],
  ];

  test.each(MACHINES)('%s is left alone, whatever its subject', (_, change) => {
    expect(parseIntroduction(letter({ subject: 'Introduction: Jane', ...change }), OURS)).toMatchObject({
      kind: 'automatic',
      candidates: [],
    });
  });

  test('a person who says that it is no machine is one', () => {
    const { kind } = parseIntroduction(
      letter({ subject: 'Introduction: Jane', headers: { 'auto-submitted': 'no' } }),
    );

    expect(kind).toBe('introduction');
  });

  test.each(['STOP', 'stop.', 'Unsubscribe', 'Please remove me!', 'opt-out', 'Abmelden', 'Stop please'])(
    '“%s” on the first line is heard',
    (said) => {
      expect(parseIntroduction(letter({ body: `${said}\n\nOn Monday you wrote:\n> Hello` })).kind).toBe(
        'opt_out',
      );
    },
  );

  test.each(['Stop by whenever you like', 'I could not stop smiling', 'please do not stop'])(
    '“%s” is no stop',
    (said) => {
      expect(parseIntroduction(letter({ body: said })).kind).not.toBe('opt_out');
    },
  );

  test.each([
    'I told my sister about you.',
    'told my sister about you',
    'I’ve recommended you to a colleague',
    'I have passed your details on to a friend',
    'Gave Jane your number',
    'I sent a friend your way',
    'I mentioned your practice at work',
  ])('“%s” is a statement', (said) => {
    expect(parseIntroduction(letter({ subject: 'Re: Thank you', body: said }))).toMatchObject({
      kind: 'statement',
      candidates: [],
    });
  });

  test.each([
    'I have not told anyone about you',
    'A friend told me about you',
    'Someone recommended you to me',
    'Who told you about me?',
    'See you on Monday',
    'Thanks!\n\nOn Monday Olive wrote:\n> I told my sister about you',
  ])('“%s” is none', (said) => {
    expect(parseIntroduction(letter({ subject: 'Re: Thank you', body: said })).kind).toBe('reply');
  });
});

test('a name that stands in the body alone is offered to a person', () => {
  const { candidates, confidence, reasons } = parseIntroduction(
    letter({ subject: 'Hello', body: 'I would love to introduce you to my friend Jane Doe.' }),
  );

  expect([candidates, reasons, confidence < SURE_ENOUGH]).toEqual([['Jane'], ['only_in_body'], true]);
});

test('the words that the practice offers for an introduction are one, filled in or not', () => {
  const body = 'Hello, I’ve told Jane about you and Jane is happy for me to drop you a line. Thanks, Robin';

  expect(parseIntroduction(letter({ subject: 'Introduction: Jane', body }))).toMatchObject({
    kind: 'introduction',
    candidates: ['Jane'],
    confidence: 0.9,
  });
  expect(parseIntroduction(letter({ subject: 'Introduction: [first name]', body })).reasons).toContain(
    'no_name',
  );
});

test('a forward shows in the body too', () => {
  const body = 'See below\n---------- Forwarded message ---------\nFrom: Alex\nSubject: Introduction: Jane';

  expect(parseIntroduction(letter({ subject: 'Introduction: Jane', body })).reasons).toContain('forwarded');
});

const PASSED_ON: [program: string, body: string][] = [
  [
    'Apple Mail',
    'Begin forwarded message:\n\nFrom: Alex <alex@example.org>\nSubject: Hello\nDate: 1 May 2026\n\nHi',
  ],
  [
    'Gmail in German',
    '---------- Forwarded message ---------\nVon: Alex <alex@example.org>\nDate: Fr., 1. Mai 2026\nSubject: Hallo\nTo: <robin@example.org>\n\nHi',
  ],
  [
    'Outlook',
    '________________________________\nFrom: Alex <alex@example.org>\nSent: Friday, May 1, 2026\nTo: Robin <robin@example.org>\nSubject: Hello\n\nHi',
  ],
];

test.each(PASSED_ON)('%s shows a forward in the body, and its words are not the sender’s', (_, passedOn) => {
  const read = parseIntroduction(
    letter({ subject: 'Hello', body: `I told my sister about you\n\n${passedOn}` }),
  );

  expect(read).toMatchObject({ kind: 'statement', reasons: ['forwarded'] });
  expect(parseIntroduction(letter({ subject: 'Hello', body: passedOn })).kind).toBe('other');
});

test('an answer that quotes as Outlook does is no forward', () => {
  const [, , [, quoted] = ['', '']] = PASSED_ON;
  const body = `I told my sister about you\n\n${quoted}`;

  expect(parseIntroduction(letter({ subject: 'RE: Thank you', body }))).toMatchObject({
    kind: 'statement',
    reasons: ['told'],
  });
});

test.each([
  ['Robin Rowan', 'Robin'],
  ['Rowan, Robin', 'Robin'],
  ['Dr Robin Rowan', 'Robin'],
  ['ROBIN ROWAN', 'Robin'],
  ['robin@example.org', null],
  ['Info', null],
  ['', null],
  ['Rowan & Partners', null],
])('whoever calls themselves “%s” is thanked as %s', (name, first) => {
  expect(senderFirstName({ email: 'robin@example.org', name })).toBe(first);
});

describe('whatever comes in', () => {
  const TEXT = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          'Introduction',
          ': ',
          'Jane',
          'Doe',
          ', ',
          ' & ',
          ' <> ',
          'Fwd: ',
          'Re: ',
          ' to ',
          '=?utf-8?Q?',
          '=C3',
          '?=',
          ' - ',
          '07700',
          '\u202E',
          '王',
          'Dr ',
          ' meet ',
          '(',
          '[',
          ' / ',
          'JD',
          "O'",
        ),
        { maxLength: 14 },
      )
      .map((parts) => parts.join('')),
  );
  const ANY: fc.Arbitrary<InboundEmail> = fc.record({
    from: fc.record({ email: TEXT, name: TEXT }),
    subject: TEXT,
    body: TEXT,
    newWords: fc.oneof(fc.constant(''), TEXT),
    date: TEXT,
    headers: fc.dictionary(
      fc.constantFrom('auto-submitted', 'received-spf', 'precedence', 'list-id', 'x-original-from'),
      TEXT,
    ),
    hasCalendar: fc.boolean(),
    replyTo: fc.option(fc.record({ email: TEXT, name: TEXT })),
    fromUs: fc.boolean(),
  });

  test('it is read without a fault, and no more than first names comes out', () => {
    fc.assert(
      fc.property(ANY, (any) => {
        const { candidates, confidence, reasons } = parseIntroduction(any, OURS);
        expect(candidates.every((name) => /^\p{L}[\p{L}\p{M}'.-]{0,39}$/u.test(name))).toBe(true);
        expect(confidence >= 0 && confidence <= 1 && reasons.length > 0).toBe(true);
        expect(senderFirstName(any.from) ?? 'Robin').not.toMatch(/[\s\d@]/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the family name behind a first name never does', () => {
    const names = fc.constantFrom('Jane', 'Zoë', 'Anne-Marie', 'Ольга');
    const families = fc.constantFrom('Featherstonehaugh', 'van der Berg', 'O’Neil', 'Smith-Jones');
    const shapes = fc.constantFrom(
      (first: string, family: string) => `Introduction: ${first} ${family}`,
      (first: string, family: string) => `Referral: ${family}, ${first}`,
      (first: string, family: string) => `${first} ${family} (new referral)`,
      (first: string, family: string) => `Re: Intro: ${first} ${family} <> Sam`,
      (first: string, family: string) => `Introducing ${first} ${family} to Sam`,
    );
    fc.assert(
      fc.property(names, families, shapes, (first, family, shape) => {
        expect(ofSubject(shape(first, family)).candidates).toEqual([first]);
      }),
    );
  });

  const HUGE = 3_000_000;
  test.each([
    ['one word', 'Introduction: '.repeat(HUGE / 14)],
    ['prefixes', 'Re: '.repeat(HUGE / 4)],
    ['brackets', '['.repeat(HUGE)],
    ['spaces', ' '.repeat(HUGE)],
    ['packed words', '=?utf-8?Q?'.repeat(HUGE / 10)],
    ['punctuation', `Introduction: ${'-'.repeat(HUGE)}`],
    ['what somebody told', 'told '.repeat(HUGE / 5)],
    ['quotes', 'On Monday '.repeat(HUGE / 10)],
    ['names', `Introduction: ${'Jane & '.repeat(HUGE / 7)}`],
  ])('three million signs of %s are read in one go', (_, text) => {
    const started = performance.now();
    parseIntroduction(letter({ subject: text, body: text }));
    parseIntroduction(letter({ subject: 'Re: hello', body: text.replaceAll(' ', '\n'), newWords: text }));

    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
