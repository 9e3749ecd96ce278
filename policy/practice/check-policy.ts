import { minutesOf, type SendWindow } from '../calendar/send-window.ts';
import { toMs } from '../calendar/duration.ts';
import { inOrder, listFaults, type PolicyFault } from './policy-fault.ts';
import type { CARRIERS } from './policy-sections.ts';
import type { PracticePolicy } from './practice-policy.ts';

export type PolicyContext = {
  staffIds: readonly string[];
  practiceAgeDays: number;
};

const LATEST_DEADLINE = 'PT48H';
const LATEST_INTRODUCTION = 'P28D';
const LATEST_UNCONVERTED = 'P365D';
/** Failure is told of within the hour (S81): a round, the time of an e-mail, and all of it once more. */
const LONGEST_ROUND = 'PT30M';
const SHORTEST_ROUND = 'PT1S';
const ONE_MILESTONE_UNTIL_DAYS = 60;
/** A note that comes later is no longer about that day (S16, S9, §2.7). */
const LONGEST_TIMING = [
  ['limit', 'P30D'],
  ['endingLimit', 'P30D'],
  ['heldLimit', 'P60D'],
] as const;

/** All contradictions of a policy at once. */
export function checkPolicy(policy: PracticePolicy, context: PolicyContext): PolicyFault[] {
  return [
    ...milestoneFaults(policy, context.practiceAgeDays),
    ...carrierFaults(policy),
    ...acknowledgementFaults(policy),
    ...timingFaults(policy),
    ...orderFaults(policy),
    ...listFaults('professionalKinds', policy.professionalKinds),
    ...listFaults('fittingKinds', policy.fittingKinds),
    ...windowFaults(policy),
    ...retentionFaults(policy),
    ...contactPathFaults(policy),
    ...dutyFaults(policy, context.staffIds),
  ];
}

/** Two or three milestone kinds; one is accepted while the practice is new (S6). */
function milestoneFaults({ milestones }: PracticePolicy, practiceAgeDays: number): PolicyFault[] {
  const faults = listFaults('milestones', milestones);
  const chosen = new Set(milestones).size;
  const fewest = practiceAgeDays < ONE_MILESTONE_UNTIL_DAYS ? 1 : 2;
  if (chosen < fewest) {
    const why =
      fewest === 1
        ? 'Choose at least one moment.'
        : `Choose two or three moments; one is enough only in the first ${ONE_MILESTONE_UNTIL_DAYS} days.`;
    faults.push({ path: 'milestones', message: why });
  }
  if (chosen > 3) faults.push({ path: 'milestones', message: 'Choose three moments at most.' });
  return faults;
}

/** Prompts are always embedded (S12), so a chosen kind needs a note that the practice sends. */
function carrierFaults({ milestones, carriers, alreadySends }: PracticePolicy): PolicyFault[] {
  const isSent = (carrier: (typeof CARRIERS)[number]) =>
    alreadySends[carrier] === true || (carrier === 'follow_up' && alreadySends.follow_up !== 'never');
  const stranded = [...new Set(milestones)].filter((milestone) => !carriers[milestone].some(isSent));
  return [
    ...stranded.map((milestone) => ({
      path: `carriers.${milestone}`,
      message: `${milestone} is chosen, but nothing the practice already sends carries it.`,
    })),
    ...Object.entries(carriers).flatMap(([milestone, list]) => listFaults(`carriers.${milestone}`, list)),
  ];
}

function acknowledgementFaults({ acknowledgement }: PracticePolicy): PolicyFault[] {
  const faults = inOrder(
    'acknowledgement',
    acknowledgement,
    [
      ['remindAt', 'escalateAt'],
      ['escalateAt', 'sendAt'],
      ['sendAt', 'deadline'],
      ['soloSendAt', 'deadline'],
    ],
    'before',
  );
  if (toMs(acknowledgement.deadline) > toMs(LATEST_DEADLINE)) {
    faults.push({
      path: 'acknowledgement.deadline',
      message: `Thanks go out within 48 hours: ${LATEST_DEADLINE} at most.`,
    });
  }
  return faults;
}

function timingFaults({ carrierTiming }: PracticePolicy): PolicyFault[] {
  return LONGEST_TIMING.filter(([field, longest]) => toMs(carrierTiming[field]) > toMs(longest)).map(
    ([field, longest]) => ({ path: `carrierTiming.${field}`, message: `${longest} at most.` }),
  );
}

function orderFaults({ carrierTiming, relationships, concentration, quiet }: PracticePolicy): PolicyFault[] {
  const faults = [
    ...inOrder(
      'carrierTiming',
      carrierTiming,
      [
        ['notBefore', 'target'],
        ['target', 'limit'],
        ['notBefore', 'endingLimit'],
        ['limit', 'heldLimit'],
      ],
      'no later than',
    ),
    ...inOrder(
      'relationships',
      relationships,
      [
        ['top', 'active'],
        ['active', 'dormant'],
      ],
      'no later than',
    ),
  ];
  if (
    relationships.new.some(
      (step, index) => index > 0 && toMs(step) <= toMs(relationships.new[index - 1] ?? step),
    )
  ) {
    faults.push({ path: 'relationships.new', message: 'Each step must come later than the one before it.' });
  }
  if (concentration.watch > concentration.alert) {
    faults.push({ path: 'concentration.watch', message: 'watch must not be above alert.' });
  }
  if (quiet.dried > quiet.watch) {
    faults.push({
      path: 'quiet.dried',
      message: 'dried must not be above watch: a dried-up source is the rarer finding.',
    });
  }
  return faults;
}

function windowFaults({ sendWindows }: PracticePolicy): PolicyFault[] {
  if (sendWindows === 'always') return [];
  return [
    ...faultsOfWindow('sendWindows.clients', sendWindows.clients),
    ...faultsOfWindow('sendWindows.professionals', sendWindows.professionals),
  ];
}

function faultsOfWindow(path: string, window: SendWindow): PolicyFault[] {
  if (window === 'always') return [];
  const faults = listFaults(`${path}.days`, window.days);
  if (window.days.length === 0) faults.push({ path: `${path}.days`, message: 'Choose at least one day.' });
  if (minutesOf(window.from) >= minutesOf(window.to))
    faults.push({ path: `${path}.from`, message: 'from must be before to.' });
  return faults;
}

function contactPathFaults({ contactPath: { every } }: PracticePolicy): PolicyFault[] {
  const path = 'contactPath.every';
  if (toMs(every) > toMs(LONGEST_ROUND))
    return [
      { path, message: `Check at least every ${LONGEST_ROUND}: a failure is told of within the hour.` },
    ];
  if (toMs(every) < toMs(SHORTEST_ROUND))
    return [{ path, message: `Leave ${SHORTEST_ROUND} at least between two checks.` }];
  return [];
}

function retentionFaults({ retention }: PracticePolicy): PolicyFault[] {
  const faults: PolicyFault[] = [];
  if (toMs(retention.introduction) > toMs(LATEST_INTRODUCTION)) {
    faults.push({
      path: 'retention.introduction',
      message: `A name nobody followed up is kept for 28 days: ${LATEST_INTRODUCTION} at most.`,
    });
  }
  if (toMs(retention.unconverted) > toMs(LATEST_UNCONVERTED)) {
    faults.push({
      path: 'retention.unconverted',
      message: `An enquiry that came to nothing is kept for a year: ${LATEST_UNCONVERTED} at most.`,
    });
  }
  return faults;
}

function dutyFaults({ duties }: PracticePolicy, staffIds: readonly string[]): PolicyFault[] {
  return Object.entries(duties)
    .filter(([, staffId]) => !staffIds.includes(staffId))
    .map(([duty]) => ({ path: `duties.${duty}`, message: 'Nobody on the staff has this id.' }));
}
