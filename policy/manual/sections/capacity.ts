import { TOP_ARRIVALS, TOP_WITHIN_DAYS } from '../../relationships/rhythm.ts';
import { ANSWER_WITHIN_MS } from '../../tasks/answer-within.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type ManualSection, type ManualStep } from '../chapter.ts';
import { counted, durationInWords, msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { BY_ITSELF, FALLS_TO, holder } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

/** Whether we have room, who says so where, and who hears of it (S71 to S74). */
export function capacityChapter(facts: ManualFacts): ManualSection {
  const { capacity, relationships } = facts.policy;
  return chapter({
    key: 'capacity',
    title: 'Whether we have room',
    goal: 'Everywhere the same is read, with its date; nobody who relies on us finds a closed door, and whoever was told "full" hears once when it opens.',
    rules: [
      `Each practitioner says open, nearly full or full, with a wait or a month where they know one. It stands for ${durationInWords(capacity.validFor)} unless another end is named; after that it reads "please ask" everywhere, and nobody is written to because of that.`,
      'While we are full, whoever answers an enquiry reads what to say and who has room, and owner, deputy and desk read through whom people came in the last twelve months, how well they fitted, who booked and who came: the colleagues to keep in touch with.',
      'We are open if anybody is, else nearly full if anybody is, and full only if everybody is.',
      `Full, we either go on receiving and pass people on to colleagues whom we know, and tell nobody; or we tell, once, whoever sent ${TOP_ARRIVALS} people in ${counted(TOP_WITHIN_DAYS, 'day')} and whoever asked to be kept posted. Not those for whose people we keep places; and nobody twice within ${durationInWords(relationships.minGap)}.`,
      'Only those who were told "full", or asked meanwhile, hear that there is room again, once each: when we say so, or on the first working day of the month that we named. While they are still being told and we fill up again, the rest hear nothing until there is room after that.',
      'In a rehearsal nobody counts as told.',
    ],
    steps: [told(facts), toldAgain(facts), ...byHand(facts), expired(facts), places(facts)],
  });
}

function told(facts: ManualFacts): ManualStep {
  return {
    key: 'capacity/full',
    trigger: 'We become full, and tell those who send us most',
    who: BY_ITSELF,
    byWhen: `from then on, ${facts.policy.broadcasts.perDay} a day`,
    words: wordsOf(facts, TEMPLATE.full),
    ifNobody: 'Nobody is needed. With room again before everybody has heard, the rest hear nothing.',
  };
}

function toldAgain(facts: ManualFacts): ManualStep {
  return {
    key: 'capacity/places-again',
    trigger: 'We have room again, or the month that we named has come',
    who: BY_ITSELF,
    byWhen: `from then on, ${facts.policy.broadcasts.perDay} a day`,
    words: wordsOf(facts, TEMPLATE.placesAgain),
    ifNobody: 'Nobody is needed; but a statement that has expired is said anew first.',
  };
}

function byHand(facts: ManualFacts): ManualStep[] {
  const asks = (why: 'full' | 'places_again') => taskAsks('tell_by_hand', { colleague: '{colleague}', why });
  return [
    {
      key: 'capacity/by-hand',
      trigger: 'Somebody who is to hear of it may not be e-mailed',
      who: holder(facts, 'capacity'),
      byWhen: `within ${msInWords(ANSWER_WITHIN_MS)}`,
      words: `${asks('full')}\n\n${asks('places_again')}`,
      ifNobody: `${FALLS_TO} Who was not rung was not told, and is not rung when there is room.`,
    },
  ];
}

function expired(facts: ManualFacts): ManualStep {
  return {
    key: 'capacity/expired',
    trigger: `What was said has expired (${durationInWords(facts.policy.capacity.validFor)} without another word)`,
    who: holder(facts, 'capacity'),
    byWhen: `within ${msInWords(ANSWER_WITHIN_MS)}`,
    words: taskAsks('confirm_capacity', { named: ['{practitioner}'] }),
    ifNobody: `${FALLS_TO} It reads "please ask" until somebody says it anew.`,
  };
}

function places(facts: ManualFacts): ManualStep {
  return {
    key: 'capacity/places',
    trigger: `A place that cannot change by itself does not say what we say, ${durationInWords(facts.policy.capacity.remindAfter)} later`,
    who: holder(facts, 'capacity'),
    byWhen: `within ${msInWords(ANSWER_WITHIN_MS)}`,
    words: taskAsks('update_places', { named: ['the voicemail', 'the website'] }),
    ifNobody: `${FALLS_TO} The task ends by itself once every place says the same.`,
  };
}
