import { SUBJECTS } from '../policy/outbound-mail/subjects.ts';
import { CLINICAL_WORDS, OUTCOME_WORDS, TRADE_WORDS } from './forbidden-words.ts';
import {
  aboutAll,
  aboutPlace,
  GIVES_A_SCORE,
  saysWhatFor,
  soundsLikeTrade,
  tellsOutcome,
  type Finding,
} from './lint-findings.ts';
import { hasScore, phrasesIn, placesOf } from './phrases.ts';
import { ACTIVE_WORDS, OTHER_ASKS, SALES_WORDS } from './prompt-words.ts';
import { TEMPLATES, type TemplateId } from './templates/catalogue.ts';

type WordRule = { words: readonly string[]; says: (word: string) => string };

/** Words that are not for this message, wherever the source has them, in whatever branch. */
export function wordFindings(id: TemplateId, source: string, prose: string): Finding[] {
  return [
    ...subjectFindings(id),
    ...rulesFor(id).flatMap(({ words, says }) =>
      placesOf(prose, words).map(({ phrase, at }) => aboutPlace(source, at, says(phrase))),
    ),
    ...(hasScore(prose) ? [aboutAll(GIVES_A_SCORE)] : []),
  ];
}

/** The same words, put together only when the message is filled in. */
export function filledInWordFindings(id: TemplateId, prose: string, texts: readonly string[]): Finding[] {
  return rulesFor(id).flatMap(({ words, says }) => {
    const seen = phrasesIn(prose, words);
    return phrasesIn(texts.join('\n\n'), words)
      .filter((word) => !seen.includes(word))
      .map((word) => aboutAll(says(word)));
  });
}

function subjectFindings(id: TemplateId): Finding[] {
  const template = TEMPLATES[id];
  if (template.form !== 'mail') return [];
  return phrasesIn(SUBJECTS[template.subject], CLINICAL_WORDS).map((word) =>
    aboutAll(`“${word}” stands in the subject, which anybody may read over a shoulder.`),
  );
}

function rulesFor(id: TemplateId): WordRule[] {
  const trade: WordRule = { words: TRADE_WORDS, says: soundsLikeTrade };
  const template = TEMPLATES[id];
  if (template.form === 'mail' && template.isAcknowledgement) {
    const clinical = CLINICAL_WORDS.filter((word) => !template.allowedWords.includes(word));
    return [{ words: clinical, says: saysWhatFor }, { words: OUTCOME_WORDS, says: tellsOutcome }, trade];
  }
  if (template.form !== 'block' || template.part !== 'prompt') return [trade];
  return [
    trade,
    {
      words: SALES_WORDS,
      says: (word) => `“${word}” presses, praises or offers: a prompt only leaves a door open.`,
    },
    { words: OTHER_ASKS, says: (word) => `“${word}” asks for something else: one ask is enough.` },
    ...(template.profile === 'US_STRICT' ? [PASSIVE_ONLY] : []),
  ];
}

const PASSIVE_ONLY: WordRule = {
  words: ACTIVE_WORDS,
  says: (word) => `“${word}” asks: here the words may only say that sharing is welcome.`,
};
