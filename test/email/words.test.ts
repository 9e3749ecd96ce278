import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { pageLines } from '../../email/page-lines.ts';
import { asMessage, renderText } from '../../email/render.ts';
import { TEMPLATE_IDS, TEMPLATES, type MailId, type TemplateId } from '../../email/templates/catalogue.ts';
import { PAGE_LINES } from '../../email/templates/pages.ts';
import { wordsOf } from '../../email/templates/words-of.ts';
import { BEFORE_AN_INTRODUCTION, INTRODUCTION_SUBJECT } from '../../policy/outbound-mail/subjects.ts';

const LINK = 'https://kindword.example/p/willow/r/9b2e64d10c7f';
const PHONE = '020 7946 0018';
const flat = (text: string) => text.replace(/\s+/g, ' ');
const words = (id: TemplateId, context: object = {}) => flat(renderText(wordsOf(id), context));
const prompt = { practice_name: 'Willow', link: LINK, phone: PHONE };
const ending = {
  first: 'Ruth',
  signer: 'Anna',
  crisis_route: 'Samaritans on 116 123',
  survey_link: 'https://kindword.example/survey/1',
};
const note = { first: 'Ruth', signer: 'Anna' };
const toMany = { ...note, opt_out: `${LINK}/u` };
const riding = {
  prompt_block: 'If it ever comes up.\n\nOnly then.',
  prompt_footer: 'You said so.\nStop here.',
};

test.each<[string, TemplateId, object, string]>([
  [
    'being full until a month, with people who have room (M10)',
    'm10',
    { ...toMany, month: 'March 2027', link: LINK },
    `Hello Ruth, a quick note so that nobody is left waiting: we're full until about March 2027. Please keep us in mind; I'll write once, as soon as there's room. Meanwhile these are people we trust: ${LINK}. Anna To hear no more from us: ${LINK}/u`,
  ],
  [
    'being full for now, with nobody to name (M10)',
    'm10',
    toMany,
    `Hello Ruth, a quick note so that nobody is left waiting: we're full just now. Please keep us in mind; I'll write once, as soon as there's room. Meanwhile I'm happy to suggest someone good – just ask. Anna To hear no more from us: ${LINK}/u`,
  ],
  [
    'places again (M12)',
    'm12',
    { ...toMany, date: 'Monday 1 March 2027', who_we_help: 'young adults', link: LINK },
    `Hello Ruth, as promised: we have room again from Monday 1 March 2027. We're a good fit for young adults. Quickest way in: ${LINK}, or just reply. Thank you for bearing with us. Anna To hear no more from us: ${LINK}/u`,
  ],
  [
    'a goal reached',
    'm1',
    prompt,
    `It's been a pleasure working with you. If you know someone who might benefit from this kind of support, we'd love to hear from them. You could simply say: "Try Willow – ${LINK}, or ring ${PHONE}. They're easy to talk to." Only if it feels right; there's no need to do anything with this.`,
  ],
  [
    'a goal reached, without a telephone',
    'm1',
    { ...prompt, phone: undefined },
    `It's been a pleasure working with you. If you know someone who might benefit from this kind of support, we'd love to hear from them. You could simply say: "Try Willow – ${LINK}. They're easy to talk to." Only if it feels right; there's no need to do anything with this.`,
  ],
  [
    'a significant session',
    'm2',
    prompt,
    `No reply needed. If a friend ever asks whether you know anyone, you could say: "Have a look at Willow – ${LINK}, or ${PHONE}." We'd look after them just as we would anyone, and we'd never tell either of you about the other. Only if it feels right; if it never comes up, that's absolutely fine.`,
  ],
  [
    'an ending or a transition',
    'm3',
    prompt,
    `Thank you for letting us be part of this. The door stays open, and you'd never need to explain. If someone you know is wondering where to turn, you could say: "Try Willow – ${LINK}, or ring ${PHONE}." Only if you'd like to; you're just as welcome back either way.`,
  ],
  [
    'where only passive wording is allowed',
    'm3us',
    { ...prompt, phone: '' },
    `Thank you for letting us be part of this. The door stays open, and you'd never need to explain. You are welcome to share our details: "Willow – ${LINK}." There's no need to do anything with this; you're just as welcome back either way.`,
  ],
  [
    'under a prompt',
    'm18',
    { unsubscribe: LINK, legal: 'Willow Ltd, 1 Elm Row.' },
    `You're seeing this line because you said we could include it. Changed your mind? ${LINK} – one click, nothing else changes. Willow Ltd, 1 Elm Row.`,
  ],
  [
    'under a prompt, with nothing to add',
    'm18',
    { unsubscribe: LINK },
    `You're seeing this line because you said we could include it. Changed your mind? ${LINK} – one click, nothing else changes.`,
  ],
  [
    'an ending',
    'm21',
    { ...ending, link: 'https://willow.example', phone: PHONE },
    `Hello Ruth, a short note so that everything is in one place. To reach us: https://willow.example, or ${PHONE}; if you ever want to come back, a line is enough and you needn't explain. If you need help urgently: Samaritans on 116 123. One question, if you have a moment: https://kindword.example/survey/1 With good wishes, Anna`,
  ],
  [
    'a follow-up',
    'm22',
    { ...note, phone: PHONE },
    `Hello Ruth, a short note from us. If anything needs changing, just reply or ring ${PHONE}. With good wishes, Anna`,
  ],
  [
    "the week's list",
    'm27',
    { first: 'Anna', n: 7, link: LINK },
    `Hello Anna, 7 lines for you, two taps each: ${LINK}.`,
  ],
  [
    "a week's list of one",
    'm27',
    { first: 'Anna', n: 1, link: LINK },
    `Hello Anna, 1 line for you, two taps: ${LINK}.`,
  ],
  [
    'other names for somebody whom we cannot serve',
    'm13',
    {
      names: 'Ada Okafor',
      details: 'Ada Okafor, 020 7946 0018',
      crisis_route: 'Samaritans on 116 123',
      signer: 'Anna',
    },
    "Hello, thank you for getting in touch and for telling me a little about what you're looking for. I don't think we're the right people for this, and I'd like to help you find who is. Ada Okafor would be a good place to begin; I know their work: Ada Okafor, 020 7946 0018 If you'd like me to pass on your first name and number so that they ring you, just say yes. Otherwise it's entirely in your hands. If things feel urgent meanwhile: Samaritans on 116 123. With good wishes, Anna",
  ],
  [
    'a colleague to whom somebody is sent',
    'm14',
    { first: 'Ada', secure_link: LINK, signer: 'Anna' },
    `Hello Ada, I've suggested you to someone, and they're happy for you to have their first name and number: ${LINK}. Nothing owed, and no need to report back – only, if you're full, could you tell me so that I can find them someone else? Thank you. Anna`,
  ],
  [
    'a colleague, thanked for the quarter (M16)',
    'm16',
    { first: 'Ada', signer: 'Anna', opt_out: LINK },
    `Hello Ada, as the quarter turns: thank you for trusting us with the people you look after. Is there one thing that would make us easier to send people to? Tell me and I'll see to it. Anna To hear no more from us: ${LINK}`,
  ],
  [
    'somebody who told us of their good word, thanked for the quarter (M17)',
    'm17',
    { first: 'Ruth', signer: 'Anna', opt_out: LINK },
    `Hello Ruth, just to say your good word hasn't been forgotten. It means a great deal to a small practice like ours. Nothing to do – only thank you. Anna To leave notes like this one out: ${LINK}`,
  ],
  [
    'a practitioner, with kind words (M20)',
    'm20',
    { first: 'Anna', n_team: 'some', kind_words: '“It was easy to begin.”' },
    "Hello Anna, some people found us this year because somebody recommended the team. That's your work too. “It was easy to begin.” Thank you.",
  ],
  [
    'an introduction',
    'm6',
    { first: 'Sam', me: 'Ruth' },
    "Hello, I've told Sam about you and Sam is happy for me to drop you a line. They'll be in touch when they're ready. Thanks, Ruth",
  ],
  [
    '"I’ve told someone"',
    'm24',
    {},
    "Thank you – that's all. We'll look after anyone you send, and we won't mention it.",
  ],
])('%s is put in exactly these words', (_, id, context, expected) => {
  expect(words(id, context)).toBe(expected);
});

test.each([
  [{ link: 'https://willow.example' }, 'To reach us: https://willow.example;'],
  [{ phone: PHONE }, `To reach us: ${PHONE};`],
  [{}, 'To reach us: just reply to this e-mail;'],
])('an ending says how to reach us with what there is: %j', (known, said) => {
  expect(words('m21', { ...ending, ...known })).toContain(said);
});

test('a follow-up without a telephone asks for a reply only; a review has the survey, an intake its form', () => {
  expect(words('m22', note)).toContain('just reply. With good wishes,');
  expect(words('m22', { ...note, survey_link: LINK })).toContain(
    `just reply. One question, if you have a moment: ${LINK} With good wishes,`,
  );
  expect(words('m22', { ...note, form_link: LINK })).toContain(
    `just reply. The form is here: ${LINK} With good wishes,`,
  );
});

test.each([
  ['m21', { ...ending, link: LINK, phone: PHONE }],
  ['m22', { ...note, phone: PHONE, survey_link: LINK }],
] as const)(
  '%s: own words stand between the greeting and the prompt, and nothing else does',
  (id, context) => {
    const own_words = 'It was good to see you.\n\nThe room is at the back now.';

    expect(renderText(wordsOf(id), { ...context, ...riding, own_words })).toBe(
      'Hello Ruth,\n\nIt was good to see you.\n\nThe room is at the back now.\n\nIf it ever comes up.\n\nOnly then.\n\nWith good wishes,\nAnna\n\nYou said so.\nStop here.',
    );
  },
);

test.each([
  ['m21', { ...ending, link: LINK, phone: PHONE }],
  ['m22', { ...note, phone: PHONE, survey_link: LINK }],
] as const)(
  '%s: a prompt rides before the signature, its footer after it, and nothing else changes',
  (id, context) => {
    const plain = renderText(wordsOf(id), context);
    const signature = '\n\nWith good wishes,\nAnna';

    expect(renderText(wordsOf(id), { ...context, ...riding })).toBe(
      `${plain.slice(0, -signature.length)}\n\n${riding.prompt_block}${signature}\n\n${riding.prompt_footer}`,
    );
  },
);

test('whatever is left out, no mail has a gap, a space too many or a line that ends in one', () => {
  const optional = {
    link: LINK,
    phone: PHONE,
    survey_link: LINK,
    form_link: LINK,
    title: 'Dr',
    added_line: 'It was good to meet you.',
    own_words: 'Two\n\n\n\nlines.  ',
    ...riding,
    legal: 'Willow Ltd',
  };
  const anyWords = fc.constantFrom(...TEMPLATE_IDS).chain((id) => {
    const { samples, variables } = TEMPLATES[id];
    const fitting = Object.entries(optional).filter(([name]) => name in variables.shape);
    return fc
      .subarray(fitting)
      .map((given): [TemplateId, object] => [id, { ...samples.bare, ...Object.fromEntries(given) }]);
  });
  fc.assert(
    fc.property(anyWords, ([id, context]) => {
      expect(renderText(wordsOf(id), context)).not.toMatch(/\n{3}|\n | \n| {2}|^\s|\s$| [,.;:]/);
    }),
    { numRuns: 500 },
  );
});

test('links stay links in HTML, without the mark that follows them', () => {
  const html = (id: MailId, context: object) =>
    asMessage(wordsOf(id), renderText(wordsOf(id), context), {
      neutralSenderName: 'Harbour',
      locale: 'en-GB',
    }).html;
  const block = `"Try Willow – ${LINK}."`;

  expect(html('m21', { ...ending, link: LINK })).toContain(`<a href="${LINK}">${LINK}</a>;`);
  expect(html('m22', { ...note, prompt_block: block })).toContain(`<a href="${LINK}">${LINK}</a>.&quot;`);
  expect(html('m22', { ...note, prompt_block: block.replaceAll('"', '”') })).toContain(`</a>.”`);
});

test('the question at intake has its answers, and permission to thank stands apart', async () => {
  const line = await pageLines(wordsOf('m4'), PAGE_LINES.m4);

  expect(PAGE_LINES.m4.map(line)).toEqual([
    'How did you hear about us?',
    'Someone suggested you',
    'My GP or another doctor – which surgery?',
    'A therapist or other professional – who?',
    'School, college or work',
    'Online search',
    'A directory – which?',
    'Social media',
    'A talk, podcast or article – which?',
    "I've been before",
    'Something else',
    "I'd rather not say",
    "If someone suggested us, we'd love to thank them. You needn't say who.",
    'Their name (optional)',
    'Yes, do thank them',
    '…and you can say it was me',
    "Leave both blank and we won't say a word. If you tick the first, they may guess it was you. Otherwise nobody hears from us that you've been in touch.",
  ]);
});

test('consent is asked for in one sentence, and the small print promises that it changes nothing', async () => {
  const line = await pageLines(wordsOf('m5'), PAGE_LINES.m5);

  expect(line('label')).toBe(
    "Now and then – usually when we finish – you may add a line with your details to an e-mail you're sending me anyway, in case I'd like to pass them on.",
  );
  expect(line('small_print')).toBe(
    'Your practitioner only tells the office "now would be all right", never what was said; because that depends on our work together, we ask first. Three times at most while we work together, no reminders. Say stop whenever you like; it makes no difference to your care.',
  );
});

test('the survey has five answers in words, a way not to answer, and a kind line that stays private (§5a.15)', async () => {
  const line = await pageLines(wordsOf('m23'), PAGE_LINES.m23);

  expect(PAGE_LINES.m23.map(line)).toEqual([
    'How did we do for you so far?',
    'Not good',
    'Not so good',
    'OK',
    'Good',
    'Very good',
    "I'd rather not say",
    'A kind line if you like',
    'You may pass it on to my practitioner, without my name',
  ]);
});

test("an introduction is the client's own e-mail", () => {
  expect([INTRODUCTION_SUBJECT, BEFORE_AN_INTRODUCTION]).toEqual([
    'Introduction: {first}',
    "Please ask them first. A first name is plenty, and there's no need to say why.",
  ]);
});
