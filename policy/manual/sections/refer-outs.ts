import { referOutRules } from '../../refer-outs/refer-out-rules.ts';
import { REFER_OUT_REASONS } from '../../refer-outs/refer-out-terms.ts';
import { ANSWER_WITHIN_MS } from '../../tasks/answer-within.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type Drawing, type ManualSection, type ManualStep } from '../chapter.ts';
import { listInWords, msInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { playReferOut } from '../play/play-refer-out.ts';
import { FALLS_TO, holder } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

/** How somebody better served elsewhere gets there (S76–S79). */
export function referOutsChapter(facts: ManualFacts): ManualSection {
  return chapter({
    key: 'refer-outs',
    title: 'Sending somebody on',
    goal: 'Whoever is better served elsewhere hears it at the first contact, and gets there with our help.',
    rules: [
      `The reasons: ${listInWords(REFER_OUT_REASONS.map(plainly), 'or')}. A niche alone is none, and nothing proposes to send anybody away.`,
      'No colleague hears a name or a number without the person’s own yes to that colleague.',
      'Suggested is whom we trust and know: confirmed within the year first, then who has places, then whose focus fits.',
      'We ask the person how it went, never the colleague.',
    ],
    steps: steps(facts),
    drawing: drawing(facts),
  });
}

function moments({ policy }: ManualFacts) {
  const rules = referOutRules(policy, false);
  const chosen = playReferOut('choosing', rules).find(({ do: act }) => act === 'ask_to_choose');
  const after = playReferOut('handed_over', rules);
  return {
    chooses: chosen?.afterMs ?? null,
    asks: after.filter(({ do: act }) => act === 'ask_how_it_went').map(({ afterMs }) => afterMs),
    ends: after.find(({ do: act }) => act === 'give_up')?.afterMs ?? 0,
  };
}

function steps(facts: ManualFacts): ManualStep[] {
  const who = holder(facts, 'firstContact');
  const { chooses, asks, ends } = moments(facts);
  const byWhen = `within ${msInWords(ANSWER_WITHIN_MS)} of being asked`;
  const closes = `${msInWords(ends)} after the last word it is closed as unknown.`;
  return [
    {
      key: 'refer-outs/choose',
      trigger: `Somebody is to be sent on, and nobody is chosen${chooses === null ? '' : ` after ${msInWords(chooses)}`}, or a colleague said no`,
      who,
      byWhen,
      words: taskAsks('choose_colleague', { enquirer: '{name}' }),
      ifNobody: `${FALLS_TO} Nobody is told anything; ${closes}`,
    },
    {
      key: 'refer-outs/offer',
      trigger: 'They got in touch themselves, and you press for the names to go by e-mail',
      who,
      byWhen: 'when you press, in the hours for mail',
      words: wordsOf(facts, TEMPLATE.suggestedColleagues),
      ifNobody: 'It never goes by itself: tell them on the telephone, or in person.',
    },
    {
      key: 'refer-outs/tell-colleague',
      trigger: 'The person has said yes to one colleague',
      who: `the colleague is written to by itself; where no e-mail may go, ${who} rings`,
      byWhen: 'at once, in the hours for mail',
      words: `${wordsOf(facts, TEMPLATE.handover)}\n\n${taskAsks('check_handover', { enquirer: '{name}', why: 'no_email' })}`,
      ifNobody: `${FALLS_TO} ${closes}`,
    },
    ...asks.map((afterMs, index) => ({
      key: `refer-outs/how-it-went-${index + 1}`,
      trigger: `${msInWords(afterMs)} have gone by since the last word`,
      who,
      byWhen,
      words: taskAsks('check_handover', { enquirer: '{name}' }),
      ifNobody: `${FALLS_TO} ${closes}`,
    })),
  ];
}

function drawing(facts: ManualFacts): Drawing {
  const { asks, ends } = moments(facts);
  return {
    kind: 'clock',
    title: 'After a colleague was told',
    points: [
      { afterMs: 0, at: 'the start', label: 'the colleague hears, by a link' },
      ...asks.map((afterMs) => ({ afterMs, at: msInWords(afterMs), label: 'we ask the person how it went' })),
      { afterMs: ends, at: msInWords(ends), label: 'closed as unknown' },
    ],
  };
}
