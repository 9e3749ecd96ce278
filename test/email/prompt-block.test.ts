import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { countWords } from '../../email/count-words.ts';
import { promptTemplateFor, writePrompt } from '../../email/prompt-block.ts';
import { asMessage, renderText } from '../../email/render.ts';
import { MAIL_IDS, PROMPT_IDS, TEMPLATES, type PromptId } from '../../email/templates/catalogue.ts';
import { wordsOf } from '../../email/templates/words-of.ts';
import { MILESTONES } from '../../policy/practice/policy-sections.ts';
import { SUBJECTS } from '../../policy/outbound-mail/subjects.ts';

const LINK = 'https://kindword.example/p/willow/r/9b2e64d10c7f';
const STOP = 'https://kindword.example/u/9b2e64d10c7f';
const TYPICAL_NAMES = [
  'Willow',
  'Willow Therapy',
  'The Harbour Practice',
  "St. Anne's Counselling & Psychotherapy Rooms",
  'Dr Siân Ó Dónaill and Partners',
];
const PHONES = ['020 7946 0018', '+44 (0)20 7946 0018', '020 7946 0018 ext. 12', undefined];
const HOSTILE_PARTS = [
  'https://evil.example',
  'www.evil.example',
  '"',
  '“',
  '”',
  '„',
  '«',
  '»',
  '\n\n',
  '\u2028',
  '\u202e',
  '{{ link }}',
  '{% raw %}',
  '<a href="https://evil.example">',
  'mail@evil.example',
  ' ',
  '.',
  'x',
];
const hostile = fc
  .array(fc.constantFrom(...HOSTILE_PARTS), { minLength: 1, maxLength: 12 })
  .map((parts) => `Willow${parts.join('')}`);

test.each([
  ['goal_reached', 'UK_DEFAULT', 'm1'],
  ['significant_session', 'UK_DEFAULT', 'm2'],
  ['discharge', 'UK_DEFAULT', 'm3'],
  ['transition', 'UK_DEFAULT', 'm3'],
  ...MILESTONES.map((kind) => [kind, 'US_STRICT', 'm3us'] as const),
] as const)('%s in %s has the prompt %s', (kind, profile, id) => {
  expect(promptTemplateFor(kind, profile)).toBe(id);
});

test('a prompt and its footer are rendered each for their own place', async () => {
  const { block, footer } = await writePrompt(
    { prompt: wordsOf('m3'), footer: wordsOf('m18') },
    { practice_name: 'Willow', link: LINK, unsubscribe: STOP, legal: 'Willow Ltd.' },
  );

  expect(block).toContain(`"Try Willow – ${LINK}."`);
  expect(footer).toMatch(/Changed your mind\? https:\/\/kindword\.example\/u\/\w+ – one click/);
  expect(footer.endsWith('nothing else changes. Willow Ltd.')).toBe(true);
});

test('a prompt has seventy words at most with any usual name and number (S4)', () => {
  for (const id of PROMPT_IDS)
    for (const practice_name of TYPICAL_NAMES)
      for (const phone of PHONES)
        expect(countWords(renderText(wordsOf(id), { practice_name, link: LINK, phone }))).toBeLessThanOrEqual(
          70,
        );
});

test.each(TYPICAL_NAMES)('%s is spelt as the practice spells it', (practice_name) => {
  for (const id of PROMPT_IDS)
    expect(renderText(wordsOf(id), { practice_name, link: LINK })).toContain(practice_name);
});

test('whatever a name or a number is, a prompt is one line with one link and one quotation (S3)', () => {
  fc.assert(
    fc.property(fc.constantFrom<PromptId>(...PROMPT_IDS), hostile, hostile, (id, practice_name, phone) => {
      const text = renderText(wordsOf(id), { practice_name, link: LINK, phone });

      expect(text.match(/https?:\/\//g)).toHaveLength(1);
      expect(text).not.toMatch(/www\.[^\s.]|@|[“”„«»\n\u2028\u202e]/);
      expect(text.match(/"/g)).toHaveLength(2);
    }),
    { numRuns: 500 },
  );
});

test('a link cannot end early and begin another', () => {
  const spoilt = fc
    .array(fc.constantFrom(' https://evil.example', '"', '”', "'", '<', '>', '/x', '?a=1', '\u3000'), {
      maxLength: 6,
    })
    .map((parts) => `${LINK}${parts.join('')}`);
  fc.assert(
    fc.property(fc.constantFrom<PromptId>(...PROMPT_IDS), spoilt, (id, link) => {
      const block = renderText(wordsOf(id), { practice_name: 'Willow', link });
      const context = { ...TEMPLATES.m22.samples.bare, prompt_block: block };
      const { html } = asMessage(wordsOf('m22'), renderText(wordsOf('m22'), context), {
        neutralSenderName: 'Harbour',
        locale: 'en',
      });

      expect(html.match(/<a /g)).toHaveLength(1);
      expect(block.match(/"/g)).toHaveLength(2);
    }),
  );
});

test('no subject holds anything that was put into a mail', () => {
  const marked = (id: (typeof MAIL_IDS)[number]) =>
    Object.fromEntries(
      Object.entries(TEMPLATES[id].samples.typical).map(([name, value]) => [
        name,
        typeof value === 'string' && !/^https?:|^\d+$/.test(value) ? `Zanzibar ${value}` : value,
      ]),
    );
  for (const id of MAIL_IDS) {
    const { subject, text } = asMessage(wordsOf(id), renderText(wordsOf(id), marked(id)), {
      neutralSenderName: 'Harbour',
      locale: 'en-GB',
    });

    expect(text).toContain('Zanzibar');
    expect(Object.values(SUBJECTS).map((one) => one.replace('{neutral_sender_name}', 'Harbour'))).toContain(
      subject,
    );
    expect(subject).not.toContain('Zanzibar');
  }
});
