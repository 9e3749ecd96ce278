import { MOST_HOPS } from '../../source-log/source-kinds.ts';
import { POOLED_WEEKS } from '../../source-log/completeness.ts';
import { RETENTION_MS } from '../../privacy/retention.ts';
import { WORDS_FOR_A_FRIENDS_NUMBER } from '../../outbound-mail/subjects.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type ManualSection, type ManualStep } from '../chapter.ts';
import { msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { BY_ITSELF, FALLS_TO, holder } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

/** How a good word comes in and is logged (S21–S26, S83, D1). */
export function doorsChapter(facts: ManualFacts): ManualSection {
  const { slug } = facts.practice;
  return chapter({
    key: 'doors',
    title: 'The doors, and the log',
    goal: 'Every good word, and everybody new, has one numbered line in the log, however full the day is.',
    rules: [
      'The log is like a till receipt: numbered without gaps, never changed; a correction is a new line that points at the old one.',
      'A friend’s first name is all that is taken from whoever names them. A friend is never written to; they get in touch, or they don’t.',
      `What somebody says of how they heard of us is kept in their own words; up to ${MOST_HOPS} steps of a chain can be noted. “Rather not say” is an answer.`,
      'A name is never matched by the machine: a person says who is meant.',
      'Everybody who comes through a form reads the same answer, whoever is known here.',
      'Whether there is room stands above these forms, on the cards and in the widget of a website by itself, in the same words; once nobody has renewed it, it says “please ask”. Who is full still answers everybody.',
      `Until ${POOLED_WEEKS} weeks of sources are complete, nothing is ranked.`,
    ],
    lines: [
      ['Friends say so here', `/p/${slug}/refer`],
      ['Colleagues refer here', `/p/${slug}/professionals`],
      ['Whoever looks for help gets in touch here', `/p/${slug}/enquire`],
      ['A card for each practitioner, also to print (A6, A4)', `/p/${slug}/card/…`],
      ['Whether there is room, for any website', `/p/${slug}/capacity`],
      ['The yes to a line in our e-mails, at the desk', `/p/${slug}/consent`],
      ['One question, at the desk', `/p/${slug}/survey`],
    ],
    steps: steps(facts),
    wordings: [
      { title: 'When somebody offers a friend’s number', quote: WORDS_FOR_A_FRIENDS_NUMBER },
      { title: 'An introduction that a client may send us', quote: wordsOf(facts, TEMPLATE.introduction) },
      { title: 'After “I’ve told someone”', quote: wordsOf(facts, TEMPLATE.toldSomeone) },
    ],
  });
}

function steps(facts: ManualFacts): ManualStep[] {
  const desk = holder(facts, 'acknowledge');
  const first = holder(facts, 'firstContact');
  return [
    {
      key: 'doors/desk',
      trigger: 'Somebody rings, writes, or says at the desk that they heard of us',
      who: 'whoever takes it',
      byWhen: 'while they are there; what is logged later counts from when it came',
      words: wordsOf(facts, TEMPLATE.sourceQuestion),
      ifNobody: `It is asked again at the intake; a client whose source is still unknown after ${msInWords(RETENTION_MS.sourceUnknown)} becomes a task.`,
    },
    {
      key: 'doors/form',
      trigger: 'A form is sent, a link is used, or an e-mail says “Introduction: Sam”',
      who: BY_ITSELF,
      byWhen: 'at once',
      words: 'No words are needed: the line is written, and what follows from it begins.',
      ifNobody: 'Nobody is needed. A mail that cannot be read with certainty becomes a task.',
    },
    {
      key: 'doors/unclear-mail',
      trigger: 'A mail cannot be read with certainty',
      who: desk,
      byWhen: 'the same day',
      words: taskAsks('check_mail', { why: 'unclear' }),
      ifNobody: `${FALLS_TO} Nothing is done with the mail before.`,
    },
    {
      key: 'doors/reply',
      trigger: 'Somebody’s reply says that they told someone about us',
      who: desk,
      byWhen: 'the same day',
      words: taskAsks('thank_for_reply'),
      ifNobody: `${FALLS_TO} Nobody is thanked for it before.`,
    },
    {
      key: 'doors/unknown-source',
      trigger: `A client’s source is unknown after ${msInWords(RETENTION_MS.sourceUnknown)}`,
      who: first,
      byWhen: 'at the next occasion, in passing',
      words: taskAsks('ask_source'),
      ifNobody: `${FALLS_TO} The line stays unknown, and is counted as that.`,
    },
  ];
}
