import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isQuietDay } from '../../../policy/calendar/holidays.ts';
import { isOpen } from '../../../policy/calendar/send-window.ts';
import { anyLife, calm, neverAsked } from './any-life.ts';
import { DAY_MS, HOUR_MS, ZONE, type Happening } from './client-memory.ts';
import { WATCH } from './journey-watch.ts';
import { OneJourney, type Day, type Life } from './one-journey.ts';
import { POLICIES } from '../policies.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const LIVES = Number(process.env['POLICY_LIVES'] ?? 300);
const RUNS = { seed: SEED, numRuns: LIVES };
const { sendWindows } = POLICIES.default;
if (sendWindows === 'always') throw new Error('The default windows are not "always".');
const { clients, holidays } = sendWindows;

test(`whatever happens in a life, no note and no prompt breaks a rule, and it comes to rest (seed ${SEED})`, () => {
  let prompts = 0;
  fc.assert(
    fc.property(anyLife, (life) => {
      const lived = new OneJourney(life, WATCH).run();
      prompts += lived.prompts.length;
      expect(lived.faults).toEqual([]);
    }),
    RUNS,
  );
  expect(prompts).toBeGreaterThan(LIVES / 5);
});

test('the messages to a client are the same, one by one, as if nobody had ever asked them for a yes (S13)', () => {
  let prompts = 0;
  fc.assert(
    fc.property(anyLife, (lived) => {
      const life = { ...lived, everythingWakes: true };
      const asked = new OneJourney(life).run();
      const unasked = new OneJourney(neverAsked(life)).run();

      prompts += asked.prompts.length;
      expect(unasked.prompts).toEqual([]);
      expect(messagesOf(asked)).toEqual(messagesOf(unasked));
    }),
    RUNS,
  );
  expect(prompts).toBeGreaterThan(LIVES / 5);
});

test('undisturbed, a goal that was reached is asked about at the first opening after eighteen hours, or never', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 * 365 * 24 * 4 }), (quarters) => {
      const at = new Date(Date.UTC(2026, 0) + quarters * 15 * 60_000);
      const { prompts, milestones, faults } = new OneJourney(goalAt(at), WATCH).run();

      const first = firstOpening(at);
      expect(faults).toEqual([]);
      expect(prompts.map((prompt) => prompt.at)).toEqual(first ? [first] : []);
      expect(milestones.map(({ status }) => status)).toEqual([first ? 'carried' : 'let_go']);
    }),
    RUNS,
  );
});

/** A Monday at four in the afternoon; the follow-up would go on Tuesday at ten. */
const MONDAY = new Date('2026-11-09T16:00:00Z');
const TUESDAY_10 = '2026-11-10T10:00:00.000Z';
type Story = [what: string, days: readonly Day[], gone: string[], asked: string[], Partial<Life>?];

const GOAL: Extract<Happening, { what: 'milestone' }> = {
  what: 'milestone',
  kind: 'goal_reached',
  daysAgo: 0,
  tick: false,
};
const SIGNIFICANT: Extract<Happening, { what: 'milestone' }> = {
  what: 'milestone',
  kind: 'significant_session',
  daysAgo: 0,
  tick: false,
};
const ENDS: Happening = { what: 'discharge', ending: 'planned_met', tick: false, daysAgo: 0 };
const WITHDRAWS: Happening = { what: 'consent', status: 'withdrawn', channel: 'paper' };
const NEXT_SESSION: Happening = { what: 'session', status: 'attended', hoursAgo: 0, imported: false };
const midStep = (hours: number, then: Happening): Day => ({ ...calm(hours, then), midStep: true });

test.each<Story>([
  [
    'a goal rides in the follow-up of its session',
    [calm(0, GOAL)],
    [`follow_up ${TUESDAY_10}`],
    ['goal_reached'],
  ],
  ['an ending rides in the ending note', [calm(0, ENDS)], [`ending_note ${TUESDAY_10}`], ['discharge']],
  [
    'a significant session, and nobody knows the stage: the note goes without it',
    [calm(0, SIGNIFICANT)],
    [`follow_up ${TUESDAY_10}`],
    [],
  ],
  [
    'it was held and rides in the next note that may carry it, once the stage is known',
    [calm(0, SIGNIFICANT), calm(7 * 24, NEXT_SESSION), calm(1, { what: 'stage', phase: 'settled' })],
    [`follow_up ${TUESDAY_10}`, 'follow_up 2026-11-17T10:00:00.000Z'],
    ['significant_session'],
    { policy: 'every session' },
  ],
  [
    'the yes is taken back while the timer sleeps',
    [calm(0, GOAL), calm(12, WITHDRAWS)],
    [`follow_up ${TUESDAY_10}`],
    [],
  ],
  [
    'the yes is taken back in the moment of sending',
    [calm(0, GOAL), midStep(20, WITHDRAWS)],
    [`follow_up ${TUESDAY_10}`],
    [],
  ],
  [
    'a hold is placed between planning and sending',
    [calm(0, GOAL), calm(12, { what: 'hold', code: 'held', days: null })],
    [`follow_up ${TUESDAY_10}`],
    [],
  ],
  [
    'a person sends a follow-up at once: it carries the goal, and the machine’s own waits twenty hours',
    [calm(0, GOAL), calm(2, { what: 'communicate', carrier: 'follow_up' })],
    ['follow_up 2026-11-09T18:00:00.000Z', 'follow_up 2026-11-10T14:00:00.000Z'],
    ['goal_reached'],
  ],
  [
    'two moments of one session: one note, one of them asked, the other let go',
    [calm(0, GOAL), calm(0, { ...SIGNIFICANT, tick: true })],
    [`follow_up ${TUESDAY_10}`],
    ['goal_reached'],
  ],
  [
    'a goal and the ending of one day: two notes that go anyway, and the ending is asked about, in its own',
    [calm(0, GOAL), calm(0, ENDS)],
    [`ending_note ${TUESDAY_10}`, `follow_up ${TUESDAY_10}`],
    ['discharge'],
  ],
  [
    'paused over the limit: nothing is made up for',
    [
      calm(0, { what: 'sending', to: 'paused' }),
      calm(0, GOAL),
      calm(8 * 24, { what: 'sending', to: 'live' }),
    ],
    [],
    [],
  ],
  [
    'paused for two days: it goes when sending goes on',
    [calm(0, { what: 'sending', to: 'paused' }), calm(0, GOAL), calm(48, { what: 'sending', to: 'live' })],
    ['follow_up 2026-11-11T16:00:00.000Z'],
    ['goal_reached'],
  ],
  [
    'rehearsal: everything is decided and shown, and going live sends nothing of it',
    [calm(0, GOAL), calm(48, { what: 'sending', to: 'live' })],
    [`follow_up ${TUESDAY_10}`],
    ['goal_reached'],
    { sending: 'rehearsal' },
  ],
  [
    'what was marked before going live is let go',
    [calm(0, GOAL), calm(2, { what: 'sending', to: 'live' })],
    [],
    [],
    { sending: 'rehearsal' },
  ],
  [
    'a note that was refused gives its prompt back to the next',
    [calm(0, GOAL), calm(24, { what: 'communicate', carrier: 'follow_up' })],
    ['follow_up 2026-11-10T16:00:00.000Z'],
    ['goal_reached', 'goal_reached'],
    { outcomes: ['refused'] },
  ],
  [
    'one whose outcome nobody knows counts, and is not sent again',
    [calm(0, GOAL), calm(24, { what: 'communicate', carrier: 'follow_up' })],
    [`follow_up ${TUESDAY_10}`, 'follow_up 2026-11-10T16:00:00.000Z'],
    ['goal_reached'],
    { outcomes: ['lost'] },
  ],
])('%s', (_, days, gone, asked, change = {}) => {
  const lived = new OneJourney(
    { ...lifeBefore(MONDAY), ...change, days: [...weeksBefore(), ...days] },
    WATCH,
  ).run();

  expect(lived.faults).toEqual([]);
  expect(
    lived.notes
      .filter(({ goneAt }) => goneAt && goneAt > MONDAY)
      .map(({ carrier, goneAt }) => `${carrier} ${goneAt?.toISOString()}`)
      .toSorted(),
  ).toEqual(gone);
  expect(lived.prompts.map(({ milestone }) => milestone.kind)).toEqual(asked);
});

function messagesOf({ notes }: OneJourney) {
  return notes.map(({ key, carrier, status, goneAt, sentAt }) => ({
    key,
    carrier,
    status,
    goneAt,
    sentAt,
  }));
}

function goalAt(at: Date): Life {
  return { ...lifeBefore(at), days: [...weeksBefore(), calm(0, { ...GOAL, tick: true })] };
}

/** Five weekly sessions, the last of them at this moment. */
function lifeBefore(at: Date): Omit<Life, 'days'> {
  return {
    startedAt: new Date(at.getTime() - 4 * 7 * DAY_MS),
    policy: 'default',
    profile: 'UK_DEFAULT',
    sending: 'live',
    birthYear: null,
    consent: { what: 'consent', status: 'given', channel: 'paper' },
    outcomes: [],
  };
}

function weeksBefore(): Day[] {
  return [0, 1, 2, 3, 4].map((week) => calm(week === 0 ? 0 : 7 * 24, NEXT_SESSION));
}

/** The first quarter of an hour in which mail may leave, at the earliest 18 hours after and within seven days. */
function firstOpening(at: Date): Date | null {
  for (let ms = 18 * HOUR_MS; ms < 7 * DAY_MS; ms += 15 * 60_000) {
    const moment = new Date(at.getTime() + ms);
    if (isOpen(clients, ZONE, moment, (date) => isQuietDay(holidays, date))) return moment;
  }
  return null;
}
