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
  ['it can be filled in', 'm7', `${m7}{{ first.a.b }}`, /can't be filled in/],
  [
    'it is no longer than a message',
    'm22',
    `${wordsOf('m22').source}${'{{ first }}'.repeat(900)}`,
    /longer than 20000/,
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
  ['a filter', 'm7', `{{ first }}\n{{ signer | raw }}`, 2, 1],
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

test.each(
  [
    'capture a',
    'for i in first',
    'tablerow i in first',
    'cycle 1',
    'increment a',
    'echo first',
    'liquid',
    'render "x"',
    'raw',
    'comment',
    '# x',
    'layout "x"',
    'block x',
    'break',
    'decrement a',
    'inline_comment',
    'constructor',
    'toString',
    'valueOf',
    '__proto__',
    'hasOwnProperty',
  ].flatMap((tag) =>
    ['{%', '{%-', '{%\u180E', '{%\u00A0', '{%\u2028', '{%\uFEFF', '{%\t'].map((open) => `${open}${tag} %}`),
  ),
)('no tag but conditions and assignments is known, however it is written: %j', (tag) => {
  expect(messagesOf('m22', `${wordsOf('m22').source}${tag}`)).toEqual([
    expect.stringMatching(/is not for messages|can't be read/),
  ]);
});

test.each([
  'where_exp: "i", "y contains i"',
  'find_exp: "i", "true"',
  'group_by_exp: "i", "i"',
  'map: "x"',
  'sort',
  'append: first',
  'prepend: first',
  'replace: "a", first',
  'split: ""',
  'join: first',
  'times: 9',
  'slice: 1',
  'raw',
  'constructor',
  'toString',
  '__proto__',
  'json',
  'inspect',
  'date: "%Y"',
  'truncatewords: 3',
  'concat: first',
])('no filter that lists, multiplies or joins is known: %s', (filter) => {
  for (const open of ['{{ first |', '{{first|\u180E', '{% assign a = first |', '{% if first %}{{ first |'])
    expect(
      messagesOf('m22', `${wordsOf('m22').source}${open} ${filter} ${open.startsWith('{{') ? '}}' : '%}'}`),
    ).toEqual([expect.stringMatching(/is not for messages|can't be read/)]);
});

test.each([
  '{% if (1..100000000) contains 5 %}{% endif %}',
  '{% if first %}{% elsif first == (1..3) %}{% endif %}',
  '{% unless first %}{% else %}{{ (1..16000) }}{% endunless %}',
  '{% case first %}{% when (1..3) %}{% endcase %}',
  '{% case (1..3) %}{% when 1 %}{% endcase %}',
  '{% assign a = (1..3) %}',
  '{{ first | default: (1..3) }}',
  '{{ (1..3).size }}',
  '{{ first[(1..3)] }}',
])('no list can be made: %s', (list) => {
  expect(messagesOf('m22', `${wordsOf('m22').source}${list}`)).toEqual([
    expect.stringMatching(/range is not for messages|can't be read/),
  ]);
});

test.each([
  '{% unless phone %}Write to us.{% endunless %}',
  '{% case first %}{% when "Ruth" %}Dear Ruth{% else %}Hello{% endcase %}',
  '{% assign whom = first | strip | capitalize %}{{ whom | default: "you" | upcase | downcase }}',
])('words may be chosen and trimmed: %s', (choice) => {
  expect(messagesOf('m22', `${wordsOf('m22').source}${choice}`)).toEqual([]);
});

test('a finding is one sentence, with its place in front', () => {
  expect(lintTemplate('m7', '{{ signer }} {{ first }} {{ friend }}').map(findingText)).toEqual([
    'line 1, column 29: Nothing is known as “friend” here; there is first, person, signer, added_line.',
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
])('“%s” may not be added (§3.6)', (line, finding) => {
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

test('the words of a thanks may name the person who came only past what a locked phone shows, and only with “if”', () => {
  const rest =
    'thank you for putting in a good word for us. {% if added_line %}{{ added_line }}{% endif %} {{ signer }}';
  const named = '{% if person %}{{ person }} says hello. {% endif %}';
  const findings = (source: string) => lintTemplate('m7', source).map(({ message }) => message);

  expect(findings(`Hello {{ first }}, ${rest}`)).toEqual([]);
  expect(findings(`Hello {{ first }}, ${named}${rest}`)).toEqual([
    '“person” stands in the first 90 characters, which a locked phone shows.',
  ]);
  expect(findings(`Hello {{ first }}, ${rest} ${'We are glad. '.repeat(9)}${named}`)).toEqual([]);
  expect(findings(`Hello {{ first }}, ${rest} {{ person }}`)).toEqual([
    '“person” may be missing: put it between {% if person %} and {% endif %}.',
  ]);
});

test.each(['m8', 'm9'] as const)('the words of %s can name nobody who was sent', (id) => {
  expect(lintTemplate(id, '{{ person }}').map(({ message }) => message)).toContainEqual(
    expect.stringContaining('Nothing is known as “person” here'),
  );
});
