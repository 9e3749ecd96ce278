import { FULL_MODES } from '../../capacity/capacity-terms.ts';
import { STAFF_HOURS } from '../../calendar/staff-hours.ts';
import { enquiryRules } from '../../enquiries/enquiry-rules.ts';
import { LOSS_CAUSES } from '../../enquiries/enquiry-terms.ts';
import { ANSWER_WITHIN_MS } from '../../tasks/answer-within.ts';
import { TEMPLATE } from '../../outbound-mail/template-ids.ts';
import { chapter, type Drawing, type ManualSection, type ManualStep } from '../chapter.ts';
import { durationInWords, listInWords, msInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { playEnquiry } from '../play/play-enquiry.ts';
import { FALLS_TO, holder, OWN_PRACTITIONER, owners } from '../who.ts';
import { taskAsks, wordsOf } from '../words.ts';

const NAMED = { enquirer: '{name}' } as const;

const STAGES = [
  { stage: 'received', task: 'get_in_touch', began: 'they got in touch', late: 'Nobody has answered them' },
  { stage: 'contacted', task: 'offer_booking', began: 'they were reached', late: 'They have not booked' },
  {
    stage: 'booked',
    task: 'confirm_attendance',
    began: 'they booked',
    late: 'It is not known whether they came',
  },
] as const;

/** How somebody who may become a client is seen through (S80, §5.9). */
export function enquiriesChapter(facts: ManualFacts): ManualSection {
  const { followThrough } = facts.policy;
  const letter = moments('received', facts, true).ends;
  return chapter({
    key: 'enquiries',
    title: 'Whoever gets in touch',
    goal: `Everybody is answered within ${durationInWords(followThrough.contactWithin)}, booked within ${durationInWords(followThrough.bookedWithin)} of that, and seen within ${durationInWords(followThrough.attendedWithin)}; or has a good ending.`,
    rules: [
      'One step at a time: received, contacted, booked, attended, kept. Nothing goes by itself to whoever got in touch; people answer people.',
      `What takes longer is noted once, with what it looks like: ${listInWords(LOSS_CAUSES.map(plainly), 'or')}.`,
      `Figures are made of those who got in touch at least ${durationInWords(followThrough.matured)} ago.`,
      `Whom a colleague sent, with their own yes, is tried twice and left in peace after ${msInWords(letter)}.`,
      'Whoever may know a current client well is looked at by a practitioner before anything is booked. Neither hears of the other.',
    ],
    steps: [
      arrives(facts),
      ...whileFull(facts),
      ...STAGES.flatMap((one) => stageSteps(one, facts)),
      ...besides(facts),
    ],
    drawing: drawing(facts),
  });
}

function moments(stage: 'received' | 'contacted' | 'booked', { policy }: ManualFacts, byLetter = false) {
  const played = playEnquiry(stage, enquiryRules(policy), byLetter);
  return {
    stalls: played.find(({ do: act }) => act === 'stall')?.afterMs ?? null,
    ends: played.find(({ do: act }) => act === 'let_go')?.afterMs ?? 0,
  };
}

function arrives(facts: ManualFacts): ManualStep {
  return {
    key: 'enquiries/received',
    trigger: 'Somebody gets in touch',
    who: holder(facts, 'firstContact'),
    byWhen: `within ${durationInWords(facts.policy.followThrough.contactWithin)} of when they got in touch`,
    words: taskAsks('get_in_touch', NAMED),
    ifNobody: `${FALLS_TO} Unanswered, it is an owner’s.`,
  };
}

/** What is said while the practice is full: it passes people on, or asks what they would like (S73, S73a). */
function whileFull(facts: ManualFacts): ManualStep[] {
  const named = { practitioner: null, nextOpening: null, waitWeeks: null, saidOn: '{date}', here: [] };
  return FULL_MODES.map((mode) => ({
    key: `enquiries/while-full-${mode.replace('_', '-')}`,
    trigger:
      mode === 'refer_out'
        ? 'Somebody gets in touch while the practice is full and passes people on; who was sent by a colleague for whom places are kept is seen as always'
        : 'Somebody gets in touch while the practice is full; who was sent by a colleague for whom places are kept is seen as always',
    who: holder(facts, 'firstContact'),
    byWhen: `within ${durationInWords(facts.policy.followThrough.contactWithin)} of when they got in touch`,
    words: taskAsks('get_in_touch', {
      ...NAMED,
      noRoom: { ...named, mode, colleagues: ['{colleague}', '{another}'] },
    }),
    ifNobody: `${FALLS_TO} Nothing goes to them by itself, and nobody else hears of them.`,
  }));
}

function stageSteps({ stage, task, began, late }: (typeof STAGES)[number], facts: ManualFacts): ManualStep[] {
  const { stalls, ends } = moments(stage, facts);
  const closes = `${msInWords(ends)} after ${began}, or after it was entered, it is closed with its reason.`;
  if (stalls === null) return [];
  const about = stage === 'received' ? { ...NAMED, why: 'late' } : NAMED;
  return [
    {
      key: `enquiries/${stage}-late`,
      trigger: `${late} ${msInWords(stalls)} after ${began}`,
      who: stage === 'received' ? owners(facts) : holder(facts, 'firstContact'),
      byWhen: `within ${msInWords(ANSWER_WITHIN_MS)} of being asked`,
      words: taskAsks(task, about),
      ifNobody: `Nobody writes to them by itself; ${closes}`,
    },
  ];
}

function besides(facts: ManualFacts): ManualStep[] {
  const waits = playEnquiry('closed', enquiryRules(facts.policy)).find(
    ({ do: act }) => act === 'ask_waiting',
  );
  return [
    {
      key: 'enquiries/conflict',
      trigger: 'Somebody whom they know well may come here already',
      who: OWN_PRACTITIONER,
      byWhen: `within ${durationInWords(facts.policy.followThrough.contactWithin)}, before anything is booked`,
      words: taskAsks('check_conflict', NAMED),
      ifNobody: 'No booking is taken until it is looked at.',
    },
    {
      key: 'enquiries/waiting-list',
      trigger: `They have been on the waiting list for ${msInWords(waits?.afterMs ?? 0)}`,
      who: holder(facts, 'firstContact'),
      byWhen: `within ${msInWords(7 * ANSWER_WITHIN_MS)} of being asked`,
      words: taskAsks('confirm_waiting', NAMED),
      ifNobody: `${FALLS_TO} They stay on the list, and it is asked again in a year.`,
    },
    {
      key: 'enquiries/reminder',
      trigger: 'A task about somebody who waits has become late: an e-mail to whoever is asked',
      who: 'whoever is asked',
      byWhen: `between ${STAFF_HOURS.from} and ${STAFF_HOURS.to}`,
      words: wordsOf(facts, TEMPLATE.staffReminder),
      ifNobody: 'The task stays, and shows as overdue.',
    },
  ];
}

function drawing(facts: ManualFacts): Drawing {
  const points = STAGES.flatMap((one) => {
    const { stalls, ends } = moments(one.stage, facts);
    return [
      { afterMs: 0, at: one.began, label: plainly(one.stage) },
      ...(stalls === null
        ? []
        : [{ afterMs: stalls, at: `${msInWords(stalls)} later`, label: 'noted as late; a person is asked' }]),
      { afterMs: ends, at: `${msInWords(ends)} later`, label: 'closed with its reason' },
    ];
  });
  return {
    kind: 'path',
    title: 'The way of somebody who gets in touch',
    points: [
      ...points,
      { afterMs: 0, at: 'in the end', label: 'attended, and kept after the third session' },
    ],
  };
}
