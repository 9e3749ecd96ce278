import { BY_HAND_BECAUSE } from '../../tasks/task-words.ts';
import { acknowledgementRules } from '../../referrals/acknowledgement-rules.ts';
import { LATEST_THANKS_MS, type AcknowledgementRules } from '../../referrals/acknowledgement.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type Drawing, type ManualSection, type ManualStep } from '../chapter.ts';
import { capitalised, durationInWords, listInWords, msInWords } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import type { Happening } from '../play/happening.ts';
import { playThanks } from '../play/play-thanks.ts';
import { BY_ITSELF, FALLS_TO, hasRole, holder, inRole, isAlone, owners } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

const TO_WHOM = [
  [TEMPLATE.thanksPersonal, 'a client or a friend'],
  [TEMPLATE.thanksColleague, 'a colleague'],
  [TEMPLATE.thanksClinic, 'a doctor, psychiatrist or case manager'],
] as const;

/** The thanks and its clock (S32–S37, D4, D5). */
export function thanksChapter(facts: ManualFacts): ManualSection {
  const { acknowledgement, strangersThankedPerDay } = facts.policy;
  const played = playThanks(rulesOf(facts));
  return chapter({
    key: 'thanks',
    title: 'Saying thank you',
    goal: `Whoever passes our name on is thanked within ${durationInWords(acknowledgement.deadline)}, nights, weekends and holidays included, whoever is in.`,
    rules: [
      'The clock starts when the good word reached us, or when we were told that we may thank for it, whichever is later. Logging it later does not move it.',
      'A thanks tells nobody anything about anybody. What we know only from the new person is thanked for only with that person’s yes. Without it the line is counted, and nobody hears.',
      'No reward, gift, discount or credit, in any form.',
      'Whoever sends the thanks may add one line of their own: no name, no link, nothing about whoever came.',
      'What a person sends from the pages leaves a moment later, 15 seconds or as long as they chose, and until then they can take it back: their task is there again, and so is their line, but only a press sends that line.',
      `A thanks leaves in the hours for mail. Where those are over before the limit it goes earlier, at the end of the last ones; where there are none it goes all the same. Late is still sent, for ${msInWords(LATEST_THANKS_MS)}, and shows as late.`,
      `Of people we do not know, ${strangersThankedPerDay} a day are thanked because of public forms and mail; the others become one task.`,
      isAlone(facts)
        ? 'One person runs this practice, so nobody waits for reminders: the thanks goes by itself early.'
        : 'More than one person works here, so people are reminded before the thanks goes by itself.',
    ],
    steps: [...played.flatMap((happening) => stepsOf(happening, facts, played)), ...byHand(facts)],
    drawing: drawing(facts, played),
  });
}

function rulesOf(facts: ManualFacts): AcknowledgementRules {
  const { policy, practice } = facts;
  const of = { isAlone: isAlone(facts), isColleague: false, zone: practice.timezone, paused: false };
  return acknowledgementRules(policy, of);
}

function stepsOf(happening: Happening, facts: ManualFacts, played: readonly Happening[]): ManualStep[] {
  const byWhen = happening.afterMs === 0 ? 'at once' : afterItCame(happening);
  const sends = played.find(({ do: act }) => act === 'send');
  const byItself = sends ? `It sends itself as it was drafted, ${afterItCame(sends)}.` : '';
  const escalates = played.find(({ do: act }) => act === 'escalate');
  switch (happening.do) {
    case 'open':
      return [
        {
          key: 'thanks/draft',
          trigger: 'Somebody has passed our name on and may be thanked: the thanks is drafted',
          who: holder(facts, 'acknowledge'),
          byWhen,
          words: taskAsks('thank'),
          ifNobody: `${FALLS_TO} ${byItself}`,
        },
      ];
    case 'remind':
      return [
        {
          key: 'thanks/remind',
          trigger: 'The thanks has not gone yet: a reminder by e-mail',
          who: reminded(facts),
          byWhen,
          words: wordsOf(facts, TEMPLATE.staffReminder),
          ifNobody: escalates ? `It is taken to an owner, ${afterItCame(escalates)}.` : byItself,
        },
      ];
    case 'escalate':
      return [
        {
          key: 'thanks/escalate',
          trigger: 'The thanks has still not gone: it is an owner’s task now',
          who: owners(facts),
          byWhen,
          words: wordsOf(facts, TEMPLATE.staffReminder),
          ifNobody: byItself,
        },
      ];
    case 'send':
      return TO_WHOM.map(([id, whom]) => ({
        key: `thanks/send/${id}`,
        trigger: `Nobody has sent the thanks to ${whom}`,
        who: `${BY_ITSELF}; or ${holder(facts, 'acknowledge')}, any time before`,
        byWhen,
        words: wordsOf(facts, id),
        ifNobody:
          'Nobody is needed. If it comes back or cannot be sent, a person is asked to thank by phone, card or in person.',
      }));
    default:
      return [];
  }
}

/** A thanks that the machine does not send. */
function byHand(facts: ManualFacts): ManualStep[] {
  const who = holder(facts, 'acknowledge');
  const reasons = [...new Set(Object.values(BY_HAND_BECAUSE))].join('; ');
  const byWhen = `within ${durationInWords(facts.policy.acknowledgement.deadline)} of when it reached us`;
  const ifNobody = `${FALLS_TO} ${nudges(facts)} Nothing is sent.`;
  return [
    {
      key: 'thanks/by-hand',
      trigger: `No e-mail may go, because: ${reasons}`,
      who,
      byWhen,
      words: taskAsks('thank_by_hand').replace(/: [^:]*$/, ': {why}.'),
      ifNobody,
    },
    {
      key: 'thanks/match',
      trigger: 'It is not certain who passed our name on',
      who,
      byWhen,
      words: taskAsks('match_referrer'),
      ifNobody,
    },
    {
      key: 'thanks/held',
      trigger: 'It cannot be told whether the thanks arrived',
      who,
      byWhen,
      words: taskAsks('message_held'),
      ifNobody,
    },
  ];
}

/** What the rules do about a thanks that a person has to see to and does not. */
function nudges(facts: ManualFacts): string {
  const said = { remind: 'there is a reminder', escalate: 'it is an owner’s', close: 'it rests' } as const;
  const all = playThanks(rulesOf(facts), 'no_email').flatMap((happening) => {
    const act = happening.do;
    return act === 'remind' || act === 'escalate' || act === 'close'
      ? [`${afterItCame(happening)} ${said[act]}`]
      : [];
  });
  return `${capitalised(listInWords(all))}.`;
}

function reminded(facts: ManualFacts): string {
  const one = holder(facts, 'acknowledge');
  const deputies = hasRole(facts, 'deputy') ? inRole(facts, 'deputy') : one;
  return deputies === one ? one : listInWords([one, deputies]);
}

function afterItCame({ afterMs }: Happening): string {
  return `${msInWords(afterMs)} after it reached us`;
}

const MARKS: Readonly<Record<string, string>> = {
  open: 'drafted, and put before a person',
  remind: 'a reminder',
  escalate: 'taken to an owner',
  send: 'sends itself',
};

function drawing(facts: ManualFacts, played: readonly Happening[]): Drawing {
  const { deadlineMs } = rulesOf(facts);
  const points = played.map(({ do: act, afterMs }) => ({
    afterMs,
    at: msInWords(afterMs),
    label: MARKS[act] ?? act,
  }));
  return {
    kind: 'clock',
    title: 'The clock of a thanks',
    points: [...points, { afterMs: deadlineMs, at: msInWords(deadlineMs), label: 'the limit' }],
  };
}
