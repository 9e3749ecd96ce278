import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { countWords } from '../../email/count-words.ts';
import { asMessage, renderText, subjectLine } from '../../email/render.ts';
import {
  MAIL_IDS,
  TEMPLATE_IDS,
  TEMPLATES,
  type MailId,
  type TemplateId,
} from '../../email/templates/catalogue.ts';
import { SAMPLE_NAMES, type SampleName } from '../../email/templates/samples.ts';
import { ownWords, wordsOf, type Words } from '../../email/templates/words-of.ts';
import { SUBJECTS, type Subject, WORDS_FOR_A_FRIENDS_NUMBER } from '../../policy/outbound-mail/subjects.ts';

const practice = { neutralSenderName: 'Harbour', locale: 'en-GB' };
const flat = (text: string) => text.replace(/\s+/g, ' ');
const renderMessage = (words: Words<MailId>, context: object) =>
  asMessage(words, renderText(words, context), practice);
const render = (id: MailId, changes: object = {}) =>
  renderMessage(wordsOf(id), { ...TEMPLATES[id].samples.bare, ...changes });
const SUBJECT_OF: Readonly<Record<MailId, string>> = {
  m7: 'Thank you',
  m8: 'Thank you',
  m9: 'Thank you',
  m10: 'Availability update',
  m12: 'Availability update',
  m13: 'A short note from Harbour',
  m14: 'A short note from Harbour',
  m15: 'A short note from Harbour',
  m16: 'Thank you',
  m17: 'Thank you',
  m20: 'A note for you',
  m21: 'A short note from Harbour',
  m22: 'A short note from Harbour',
  m26: 'Something is waiting for you',
  m26r: 'Something is waiting for you',
  m26c: 'Something is waiting for you',
  m27: 'Your Friday list',
};

test('a friend is thanked in exactly these words (S33)', () => {
  expect(flat(render('m7').text)).toBe(
    "Hello Ruth, thank you for putting in a good word for us. It's a real kindness to put your own name to something, and it didn't go unnoticed. I can't say any more than that – we keep everyone's contact with us private, yours included – but I did want to thank you. Warmly, Anna",
  );
});

test('a colleague is thanked in exactly these words', () => {
  expect(flat(render('m8').text)).toBe(
    "Hello Tom, thank you for thinking of us. Your referral is safely here and we'll take it from there. As you'd expect, we only pass on news if the person asks us to. If you'd like to hear when we have space: https://kindword.example/p/harbour/posted/5f0c2a9d7be14c3e. And if anything would make things easier at your end, just reply. Anna",
  );
});

test('a doctor is thanked in exactly these words', () => {
  expect(flat(render('m9', { title: 'Dr' }).text)).toBe(
    "Dear Dr Patel, thank you for your referral, which reached us on 9 November 2026. We reply to new enquiries within 24 hours. With your patient's written agreement we'll gladly let you know how things go; without it we can't confirm attendance, as you'll understand. This inbox isn't watched out of hours: if something is urgent, please use NHS 111 (choose mental health) or Samaritans on 116 123. With thanks, Anna",
  );
});

test('while we are full, a colleague and a doctor hear it by the way, and the thanks stay short (S73a)', () => {
  const capacity_line = "Just so you know: we're full until about September 2027.";

  expect(flat(render('m8', { capacity_line }).text)).toContain(
    `we only pass on news if the person asks us to. ${capacity_line} If you'd like to hear when we have space: `,
  );
  expect(flat(render('m9', { capacity_line }).text)).toContain(
    `We reply to new enquiries within 24 hours. ${capacity_line} With your patient's written agreement `,
  );
  for (const id of ['m8', 'm9'] as const)
    expect(countWords(render(id, { capacity_line }).text)).toBeLessThanOrEqual(80);
});

test('staff are told a number and a link, and nobody’s name but their own', () => {
  expect(flat(render('m26').text)).toBe(
    'Hello Anna, number 128 is waiting for you until Wednesday 11 November, 10:00: https://kindword.example/waiting/128.',
  );
});

test('whoever reviews is told that it waits, and no figure of it', () => {
  expect(flat(render('m26r').text)).toBe(
    'Hello Anna, the review is waiting for you until Friday 11 December: https://kindword.example/p/willow/review/3c1f9a0b7d52e864.',
  );
});

test('that people cannot reach the practice is told with the moment, and nobody’s name', () => {
  expect(flat(render('m26c').text)).toBe(
    'Hello Anna, people may not be able to reach you: since Friday 11 December, 03:15 something on the way to you does not work. What it is, and what to do, is in your list of tasks. This goes at any hour, and once. https://kindword.example/waiting/tasks',
  );
});

test('without a title, a doctor is addressed by name', () => {
  for (const title of [undefined, '', '  '])
    expect(render('m9', { title }).text).toMatch(/^Dear Priya Patel, /);
});

test('one hour is one hour', () => {
  expect(render('m9', { hours: 1 }).text).toContain('within 1 hour.');
});

test('the desk refuses a friend’s number kindly', () => {
  expect(WORDS_FOR_A_FRIENDS_NUMBER).toBe(
    "That's kind of you. May I give you our number to pass on instead? Then it's up to them, and we never ring out of the blue.",
  );
});

test.each(['m7', 'm8', 'm9'] as const)(
  '%s: a personal line stands before the signature, and changes nothing that a locked phone shows',
  (id) => {
    const added_line = 'It was good to meet you in Leeds.';
    const [plain, personal] = [render(id), render(id, { added_line })];

    expect(personal.text.split('\n\n').at(-2)).toBe(added_line);
    expect(personal.text.replace(`${added_line}\n\n`, '')).toBe(plain.text);
    expect(personal.text.slice(0, 90)).toBe(plain.text.slice(0, 90));
    expect(personal.subject).toBe(plain.subject);
  },
);

const samplesOf = <Id extends TemplateId>(ids: readonly Id[]) =>
  ids.flatMap((id) => SAMPLE_NAMES.map((sample): [Id, SampleName] => [id, sample]));
test.each(samplesOf(MAIL_IDS))(
  '%s renders with its %s sample, as text and as harmless HTML',
  (id, sample) => {
    const { text, html, subject, templateVersion } = renderMessage(
      wordsOf(id),
      TEMPLATES[id].samples[sample],
    );

    expect(text).not.toMatch(/undefined|null|\{%|\n{3}/);
    expect(html).not.toMatch(/<(script|img|link|iframe)/);
    expect(subject).toBe(SUBJECT_OF[id]);
    expect(templateVersion).toMatch(/^[0-9a-f]{12}$/);
  },
);

test.each(samplesOf(TEMPLATE_IDS))('%s has no gap with its %s sample', (id, sample) => {
  const text = renderText(wordsOf(id), TEMPLATES[id].samples[sample]);

  expect(text).not.toMatch(/undefined|null|\{%|\n{3}|\n | \n| {2}|^\s|\s$/);
});

test('own words are used in place of ours, and their version says so', () => {
  const own = ownWords('m7', '{{ first }}, thank you! {{ signer }}', { writtenBy: 'us', number: 3 });
  const { text, subject, templateVersion } = renderMessage(own, TEMPLATES.m7.samples.bare);

  expect([text, subject]).toEqual(['Ruth, thank you! Anna', 'Thank you']);
  expect(templateVersion).toMatch(/^v3-[0-9a-f]{8}$/);
});

test('a thousand own wordings are rendered each as it is', () => {
  for (let round = 0; round < 1_000; round += 1) {
    const own = ownWords('m7', `{{ first }} ${round} {{ signer }}`, { writtenBy: 'us', number: 1 });
    expect(renderText(own, TEMPLATES.m7.samples.bare)).toBe(`Ruth ${round} Anna`);
  }
});

test.each<[string, MailId, object]>([
  ['a name is empty', 'm7', { first: ' \u0000 ' }],
  ['a name is missing', 'm7', { first: undefined }],
  ['a link is not a web address', 'm8', { keep_me_posted: 'javascript:alert(1)' }],
  ['a number is none', 'm26', { number: 'many' }],
  ['something is given that the message does not know', 'm7', { referred: 'Sam' }],
])('nothing is sent with a gap or a surprise: %s', (_, id, changes) => {
  expect(() => render(id, changes)).toThrow();
});

test('a name typed by a stranger cannot bring a link or an address into our mail', () => {
  const { text } = render('m7', { first: 'Win at https://evil.example/now or ask spam@evil.example' });

  expect(text).not.toMatch(/https?:|evil\.example|@/);
});

test.each(['O’Brien', 'Anne-Marie', 'Siân', 'J. R.', '王小明', 'María José'])(
  '%s keeps their name',
  (first) => {
    expect(render('m7', { first }).text).toContain(`Hello ${first}, `);
  },
);

test('every subject is an element of the closed list, whatever anybody is called (D3, §5a.17)', () => {
  const closedList = Object.values(SUBJECTS).map((subject) =>
    subject.replace('{neutral_sender_name}', practice.neutralSenderName),
  );
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => /[\p{L}\p{N}]/u.test(text));
  fc.assert(
    fc.property(fc.constantFrom(...MAIL_IDS), name, (id, first) => {
      const named = id === 'm13' ? { names: first } : { first };
      expect(closedList).toContain(render(id, named).subject);
    }),
  );
});

test('the practice’s own name may stand in a subject, on one line', () => {
  const subjects = Object.keys(SUBJECTS).filter((subject): subject is Subject => subject in SUBJECTS);

  expect(subjects.map((subject) => subjectLine(subject, 'Harbour $&\r\nBcc: x'))).toContain(
    'A short note from Harbour $& Bcc: x',
  );
});

test('the same facts give the same bytes', () => {
  expect(render('m7')).toEqual(render('m7'));
});
