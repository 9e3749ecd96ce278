import { askGate, type GateFacts, type GateMilestone } from '../policy/journeys/gate.ts';
import { journeyRules } from '../policy/journeys/journey-rules.ts';
import { defaultPolicy } from '../policy/practice/practice-policy.ts';
import { percentile } from './house.ts';

const COUNT = 400_000;
const ROUNDS = 5;
const WANTED_A_SECOND = 100_000;
const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 23, 9);

const { gate: RULES } = journeyRules(defaultPolicy('the owner'), {
  zone: 'Europe/London',
  strict: false,
  signedOff: false,
  paused: false,
});
const WELCOME: GateFacts = {
  consent: 'given',
  consentInWriting: true,
  objected: false,
  suppressed: false,
  hasEmail: true,
  sharesMailbox: false,
  yearsSinceBirthYear: 40,
  holds: [],
  overrides: [],
  complaintClosedAt: null,
  ending: null,
  endedAt: null,
  phase: 'settled',
  attended: 12,
  firstAttendedAt: NOW - 120 * DAY_MS,
  plannedShort: false,
  missedLast: false,
  lastScore: { score: 4, at: NOW - 9 * DAY_MS },
  promptsAt: [NOW - 100 * DAY_MS],
  episodeStartedAt: null,
  lastReferralAt: null,
  sessionDataAt: NOW - DAY_MS,
  practiceFull: false,
};
/** Open, and closed for one reason or for several. */
const CLIENTS: readonly GateFacts[] = [
  WELCOME,
  { ...WELCOME, consent: 'not_asked' },
  { ...WELCOME, holds: ['unpaid', 'held'], overrides: ['unpaid'] },
  { ...WELCOME, promptsAt: [NOW - 200 * DAY_MS, NOW - 30 * DAY_MS] },
  { ...WELCOME, phase: 'working_through', attended: 3, missedLast: true },
];
const MOMENTS: readonly GateMilestone[] = [
  { kind: 'goal_reached', practitionerTick: false },
  { kind: 'significant_session', practitionerTick: true },
  { kind: 'discharge', practitionerTick: false },
];
const PAIRS = CLIENTS.flatMap((facts) => MOMENTS.map((moment) => ({ facts, moment })));

/** Gates a second on one core, against the cheapest question that reads the same facts. */
export function benchGates(): string[] {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const bare = aSecond(
      ({ facts, moment }) => facts.consent === 'given' && RULES.milestones.includes(moment.kind),
    );
    const asked = aSecond(({ facts, moment }) => askGate(facts, moment, RULES, NOW).ok);
    if (round === 0) continue;
    floor.push(bare);
    ours.push(asked);
  }
  const [ourMedian, floorMedian] = [percentile(ours, 0.5), percentile(floor, 0.5)];
  return [
    `the whole gate, ${PAIRS.length} kinds of client and moment in turn, ${COUNT} a round, ${ROUNDS} rounds in turn, one core`,
    `  ours ${inWords(ours)} a second (${WANTED_A_SECOND} wanted)`,
    `  floor ${inWords(floor)} a second, one gate is ${(floorMedian / ourMedian).toFixed(0)} of them`,
  ];
}

/** The answers are counted, so that no compiler leaves the asking out. */
function aSecond(isOpen: (pair: (typeof PAIRS)[number]) => boolean): number {
  let open = 0;
  const startedAt = performance.now();
  for (let turn = 0; turn < COUNT / PAIRS.length; turn += 1)
    for (const pair of PAIRS) if (isOpen(pair)) open += 1;
  const seconds = (performance.now() - startedAt) / 1_000;
  if (open === 0) throw new Error('Nobody may be asked: this measures nothing.');
  return COUNT / seconds;
}

function inWords(rates: readonly number[]): string {
  return rates.map((rate) => Math.round(rate).toLocaleString('en-GB')).join(' · ');
}
