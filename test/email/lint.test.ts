import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { findingText, lintAddedLine, lintTemplate } from '../../email/lint.ts';
import { TEMPLATE_IDS, type TemplateId } from '../../email/templates/catalogue.ts';
import { wordsOf } from '../../email/templates/words-of.ts';

test.each(TEMPLATE_IDS)('%s, as it stands, may be sent', (id) => {
  expect(lintTemplate(id, wordsOf(id).source)).toEqual([]);
});

const messagesOf = (id: TemplateId, source: string) => lintTemplate(id, source).map(({ message }) => message);
const m7 = wordsOf('m7').source;
test.each<[string, TemplateId, string, RegExp]>([
  ['it can be read', 'm7', `${m7}{% if`, /can't be read/],
  ['it knows its variables', 'm7', `${m7}{{ friend }}`, /Nothing is known as “friend”/],
  ['it is signed', 'm7', m7.replace('{{ signer }}', 'Anna'), /“signer” is missing/],
  ['it greets', 'm7', m7.replace('{{ first }}', 'there'), /“first” is missing/],
  ['it reads no other file', 'm7', `${m7}{% include '/etc/passwd' %}`, /“include” is not for messages/],
  ['it writes no mark-up', 'm7', `${m7}{{ first | raw }}`, /“raw” is not for messages/],
  ['it ends', 'm7', `${m7}{% for i in (1..100000000) %}{{ first }}{% endfor %}`, /“for” is not for messages/],
  [
    'it can be filled in',
    'm7',
    `${m7}{{ first | split: '' | join: 'x' | times: 3 | date: '%Y' | slice: 'x' }}{{ first.a.b }}`,
    /can't be filled in/,
  ],
  ['a word is no different in two halves', 'm7', `${m7} ses{{ '' }}sion`, /“session” says what people/],
  ['a word is no different inside a tag', 'm7', `${m7} {{ 'session' }}`, /“session” says what people/],
  ['it is short', 'm7', m7.replace('Warmly', `${'word '.repeat(40)}Warmly`), /thanks are short/],
  ['it tells no outcome', 'm7', `${m7} They came.`, /“came” could tell/],
  [
    'it tells no outcome in any branch',
    'm8',
    `${wordsOf('m8').source}{% if added_line %}Booked!{% endif %}`,
    /“booked” could tell/,
  ],
  ['it names no trade secret', 'm7', `${m7} About the session.`, /“session” says what people come to us for/],
  [
    'what a doctor may read is not for everybody',
    'm8',
    `${wordsOf('m8').source} Your patient.`,
    /“patient” says/,
  ],
  [
    'a locked phone shows nothing',
    'm9',
    `Your patient! ${wordsOf('m9').source}`,
    /“patient” stands in the first 90/,
  ],
  ['there is no reward', 'm26', `${wordsOf('m26').source} A gift!`, /“gift” sounds like a trade/],
  ['there is no hurry', 'm7', `${m7} Don’t  forget.`, /“don't forget” sounds/],
  ['there are no scores', 'm7', `${m7} 9 out of 10.`, /scores stay in the practice/],
])('%s', (_, id, source, finding) => {
  expect(messagesOf(id, source)).toContainEqual(expect.stringMatching(finding));
});

test.each<[string, TemplateId, string, number | null, number | null]>([
  ['an open condition', 'm7', `Hello\n  {% if first %}`, 2, 3],
  ['an open output', 'm7', `Hello {{ first`, 1, 7],
  ['a tag', 'm7', `${m7}\n {% include 'x' %}`, 10, 2],
  ['a filter', 'm7', `{{ first }}\n{{ signer | raw }}`, 2, 11],
  ['a filter nobody knows', 'm7', `{{ first }}\n{{ signer | shout }}`, 2, 1],
  ['a name nobody knows', 'm7', `{{ first }}\n{{ signer }} {{ friend }}`, 2, 17],
  [
    'a word, after letters of more than one unit',
    'm7',
    `${'Ever and ever. '.repeat(6)}{{ first }} 🌱 é a SESSION {{ signer }}`,
    1,
    110,
  ],
  ['a word of two words', 'm7', `{{ first }}\n{{ signer }} last\nchance`, 2, 14],
  ['what may be missing', 'm7', `{{ first }} {{ signer }}\n{{ added_line }}`, 2, 4],
  ['what is missing stands nowhere', 'm7', `{{ signer }}`, null, null],
])('a finding says where: %s', (_, id, source, line, column) => {
  expect(lintTemplate(id, source)).toEqual([{ line, column, message: expect.any(String) }]);
});

test('a finding is one sentence, with its place in front', () => {
  expect(lintTemplate('m7', '{{ signer }} {{ first }} {{ friend }}').map(findingText)).toEqual([
    'line 1, column 29: Nothing is known as “friend” here; there is first, signer, added_line.',
  ]);
  expect(lintTemplate('m7', '{{ signer }}').map(findingText)).toEqual([
    '“first” is missing: the message is not complete without it.',
  ]);
});

test.each([
  'It was lovely to see you at the fair.',
  'Say hello to the children from us – and to Rex!',
  'I still owe you a coffee, e.g. on 3 May at 9.30.',
  'A clientele of one; freedom to you.',
  'Diolch o galon 🌱',
])('“%s” may be added', (line) => {
  expect(lintAddedLine(line, ['Sam', 'Will'])).toEqual([]);
});

test.each([
  ['', /empty/],
  ['Hello\nthere', /more than one line/],
  ['Hello\u2028there', /more than one line/],
  ['x'.repeat(201), /201 characters/],
  ['See https://evil.example', /link/],
  ['See www.harbour', /link/],
  ['See harbour.co.uk for more', /link/],
  ['Write to sam@example.org', /e-mail address/],
  ['Ring 020 7946 0018', /phone number/],
  ['Ring +44 (0)20-7946.0018', /phone number/],
  ['Good THERAPY helps', /“therapy”/],
  ['As a therapist yourself', /“therapist”/],
  ['Counselling is kind', /“counselling”/],
  ['Their first session', /“session”/],
  ['The treatment', /“treatment”/],
  ['A new client', /“client”/],
  ['Two clients', /“clients”/],
  ['Your patient', /“patient”/],
  ['The diagnosis', /“diagnosis”/],
  ['ses\u200bsion', /“session”/],
  ['They booked', /“booked”/],
  ['She attended', /“attended”/],
  ['He started', /“started”/],
  ['They came!', /“came”/],
  ['now a client', /“now a client”/],
  ['She got in touch', /“got in touch”/],
  ['A small reward', /“reward”/],
  ['Ten % discount', /“discount”/],
  ['A voucher', /“voucher”/],
  ['Feel free', /“free”/],
  ['A gift', /“gift”/],
  ['Credit to you', /“credit”/],
  ['Don’t forget us', /“don't forget”/],
  ['LAST CHANCE', /“last chance”/],
  ['8/10 from us', /score/],
  ['Sam is well', /“Sam”/],
  ['SAM’s well', /“Sam”/],
  ['mary  jane is well', /“Mary Jane”/],
  ['Jose is well', /“José”/],
])('“%s” may not be added', (line, finding) => {
  const names = ['Sam', 'Mary Jane', 'José', ''];

  expect(lintAddedLine(line, names)).toContainEqual(expect.stringMatching(finding));
});

test('whoever was sent is never named in the thanks, in whatever case', () => {
  const name = fc.stringMatching(/^[A-Z][a-z]{2,10}$/);
  fc.assert(
    fc.property(
      name,
      fc.constantFrom('', ' ', '“', '('),
      fc.constantFrom('', ' ', '.', '’s', '!'),
      (first, before, after) => {
        const line = `Hello${before === '' ? ' ' : before}${first.toUpperCase()}${after}`;
        expect(lintAddedLine(line, [first])).toContainEqual(expect.stringContaining(`“${first}”`));
      },
    ),
  );
});
