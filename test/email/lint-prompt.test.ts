import { expect, test } from '@jest/globals';
import { lintOwnWords, lintTemplate } from '../../email/lint.ts';
import type { TemplateId } from '../../email/templates/catalogue.ts';
import { wordsOf } from '../../email/templates/words-of.ts';

const messagesOf = (id: TemplateId, source: string) => lintTemplate(id, source).map(({ message }) => message);
const PROMPT = 'You could say: "Try {{ practice_name }} – {{ link }}." Only if you like.';
const m21 = wordsOf('m21').source;
const m22 = wordsOf('m22').source;

test.each([
  PROMPT,
  'You could say: “Try {{ practice_name }} – {{ link }}.” No need to do anything!',
  '{{ link }} is where we are: „{{ practice_name }}“. It is up to you.'.replace('“', '”'),
  'It\'s lovely that things go well. "{{ practice_name }}{% if phone %}, {{ phone }}{% endif %}" – {{ link }} – you needn\'t keep it.',
])('a prompt may say: %s', (source) => {
  expect(messagesOf('m1', source)).toEqual([]);
});

test.each([
  [
    'its phrase',
    'If you know someone: {{ practice_name }}, {{ link }}. Only if you like.',
    /in double quotation marks/,
  ],
  [
    'its practice',
    'You could say: "Try us." {{ practice_name }} {{ link }} Only if you like.',
    /that names the practice/,
  ],
  [
    'its practice by name',
    'You could say: "Try us – {{ link }}." Only if you like.',
    /“practice_name” is missing/,
  ],
  [
    'its practice in every case',
    `You could say: "{% if phone %}{{ practice_name }}{% endif %} – {{ link }}." Only if you like.`,
    /that names the practice/,
  ],
  ['its link', 'You could say: "Try {{ practice_name }}." Only if you like.', /“link” is missing/],
  [
    'its link in every case',
    'You could say: "{{ practice_name }}." {% if phone %}{{ link }}{% endif %} Only if you like.',
    /It has 0 links/,
  ],
  [
    'its permission',
    'You could say: "Try {{ practice_name }} – {{ link }}."',
    /leaves it to the reader is missing/,
  ],
  [
    'its permission in every case',
    'You could say: "{{ practice_name }} – {{ link }}." {% if phone %}Only if you like.{% endif %}',
    /leaves it to the reader is missing/,
  ],
  [
    'a permission of its own, not one to repeat',
    'You could say: "{{ practice_name }} – {{ link }}, only if you like."',
    /leaves it to the reader is missing/,
  ],
  [
    'the end of its phrase',
    'You could say: "Try {{ practice_name }} – {{ link }}. Only if you like.',
    /quotation mark is missing/,
  ],
])('a prompt needs %s (S2)', (_, source, finding) => {
  expect(messagesOf('m1', source)).toContainEqual(expect.stringMatching(finding));
});

test.each([
  ['two asks', `${PROMPT} Or say: "They are kind."`, /One ask is enough/],
  ['two links', `${PROMPT} {{ link }}`, /It has 2 links/],
  ['a second link by another name', `${PROMPT} {% assign more = link %}{{ more }}`, /It has 2 links/],
  ['a link of its own', `${PROMPT} https://willow.example`, /not typed here/],
  ['an address of its own', `${PROMPT} www.willow.example`, /not typed here/],
  ['a shout', `${PROMPT} Lovely!!`, /does not shout/],
  ['two small shouts', `Hello! ${PROMPT} Lovely!`, /does not shout/],
  ['more than seventy words', `${PROMPT} ${'word '.repeat(65)}`, /It has 7\d words; a prompt has 70 at most/],
  [
    'a phrase that nobody could repeat',
    `You could say: "{{ practice_name }} {{ link }} ${'word '.repeat(30)}" Only if you like.`,
    /more than 30 words/,
  ],
  ['a percentage', `${PROMPT} 10 % for friends.`, /percentage/],
  ['a reward', `${PROMPT} There is a reward.`, /“reward” sounds like a trade/],
  ['a discount', `${PROMPT} There is a discount.`, /“discount” sounds like a trade/],
  ['urgency', `${PROMPT} Don’t wait.`, /“don't wait” presses/],
  ['a limit', `${PROMPT} For a limited time.`, /“limited time” presses/],
  ['a superlative', `${PROMPT} We are the best.`, /“best” presses, praises/],
  ['praise', `${PROMPT} World-class.`, /“world-class” presses/],
  ['a second request', `${PROMPT} Leave us a review.`, /“review” asks for something else/],
  ['public praise', `${PROMPT} Or a testimonial.`, /“testimonial” asks for something else/],
  ['a mark', `${PROMPT} You gave us 9 out of 10.`, /scores stay/],
])('a prompt has not %s (S17)', (_, source, finding) => {
  expect(messagesOf('m2', source)).toContainEqual(expect.stringMatching(finding));
});

test.each([
  PROMPT,
  'You are welcome to share our details. If you know someone: "{{ practice_name }} – {{ link }}."',
  'You\'re welcome to it: "{{ practice_name }} – {{ link }}." We\'d love to hear from them.',
  'You are welcome to share: "{{ practice_name }} – {{ link }}." Please do.',
])('where wording must be passive, a prompt may not say: %s', (source) => {
  expect(messagesOf('m3us', source)).toContainEqual(
    expect.stringMatching(/may only say that sharing is welcome/),
  );
});

test('the line under a prompt has its one link', () => {
  expect(messagesOf('m18', 'Stop.')).toContainEqual(expect.stringMatching(/“unsubscribe” is missing/));
  expect(messagesOf('m18', '{{ unsubscribe }} {{ unsubscribe }}')).toContainEqual(
    expect.stringMatching(/It has 2 links/),
  );
});

test.each<[string, TemplateId, string, RegExp]>([
  [
    'no place for a prompt',
    'm21',
    m21.replace(/\{%- if prompt_block[\s\S]*?endif %\}/, ''),
    /“prompt_block” needs its place/,
  ],
  [
    'no place for its footer',
    'm22',
    m22.replace(/\{%- if prompt_footer[\s\S]*?endif %\}/, ''),
    /“prompt_footer” needs its place/,
  ],
  [
    'no place for own words',
    'm22',
    m22.replace('{{ own_words }}', 'Hello again.'),
    /“own_words” needs its place/,
  ],
  [
    'a prompt twice',
    'm22',
    `${m22}{% if prompt_block %}{{ prompt_block }}{% endif %}`,
    /“prompt_block” needs its place/,
  ],
  [
    'a footer only sometimes',
    'm22',
    m22.replace('if prompt_footer', 'if prompt_footer and phone == "1"'),
    /“prompt_footer” needs its place/,
  ],
  ['no crisis route', 'm21', m21.replace('{{ crisis_route }}', '111'), /“crisis_route” is missing/],
  ['an early word', 'm22', `After your session: ${m22}`, /“session” stands in the first 90/],
  [
    'a prompt so early that it shows',
    'm22',
    `{% if prompt_block %}{{ prompt_block }}{% endif %} ${m22.replace(/\{%- if prompt_block[\s\S]*?endif %\}/, '')}`,
    /“therapy” stands in the first 90/,
  ],
  ['a gift', 'm21', `${m21} A gift for you.`, /“gift” sounds like a trade/],
])('a note that carries prompts may not have %s', (_, id, source, finding) => {
  expect(messagesOf(id, source)).toContainEqual(expect.stringMatching(finding));
});

test('a note may speak of sessions where no passer-by reads it', () => {
  expect(messagesOf('m22', m22.replace('With good wishes', 'Until your next session'))).toEqual([]);
});

test.each<[string, TemplateId, string, RegExp]>([
  ['a line too few', 'm23', wordsOf('m23').source.replace('OK\n', ''), /It has 8 lines; the page needs 9/],
  [
    'a line too many',
    'm5',
    `${wordsOf('m5').source}\nMore.`,
    /It has 3 lines; the page needs 2, in this order: label, small_print/,
  ],
  ['a name', 'm24', 'Thank you, {{ first }}.', /Nothing is known as “first” here; these words know no names/],
  [
    'a prize',
    'm4',
    wordsOf('m4').source.replace('Something else', 'A voucher'),
    /“voucher” sounds like a trade/,
  ],
  ['nothing', 'm24', ' {% if 1 == 2 %}x{% endif %}\n', /There are no words/],
])('a page may not have %s', (_, id, source, finding) => {
  expect(messagesOf(id, source)).toContainEqual(expect.stringMatching(finding));
});

test.each([
  'It was good to see you. The room is at the back now.',
  'Two\n\nparagraphs, and a link: https://willow.example/room',
  `${'Some words that say nothing of what we do, and go on for a little while. '.repeat(2)} See you at the session.`,
])('a person may write: %s', (text) => {
  expect(lintOwnWords(text)).toEqual([]);
});

test.each([
  ['', /empty/],
  [' \n ', /empty/],
  ['x'.repeat(2_001), /2001 characters/],
  ['About your therapy', /“therapy” stands in the first 90/],
  ['\n\n  Your next session', /“session” stands in the first 90/],
  ['A discount for you', /“discount”/],
  ['You scored 9', /score/],
  ['If you know someone who needs us', /“if you know someone” asks for a good word/],
  ['Do recommend us', /“recommend us” asks/],
])('a person may not write: %j', (text, finding) => {
  expect(lintOwnWords(text)).toContainEqual(expect.stringMatching(finding));
});
