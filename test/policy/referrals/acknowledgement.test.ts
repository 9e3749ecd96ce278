import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { MessageFacts } from '../../../policy/outbound-mail/mail-first.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';
import {
  anyDays,
  anyPractice,
  decideReferral,
  HOUR_MS,
  live,
  MINUTE_MS,
  type Day,
  type ReferralFacts,
  type ReferralRules,
} from './one-referral.ts';

const { sendWindows } = defaultPolicy('the owner');
if (sendWindows === 'always') throw new Error('The default windows are not "always".');
const T = new Date('2026-11-09T10:00:00Z');
const DAY_MS = 24 * HOUR_MS;

const rules: ReferralRules = {
  deadlineMs: 48 * HOUR_MS,
  remindAtMs: 24 * HOUR_MS,
  escalateAtMs: 36 * HOUR_MS,
  sendAtMs: 44 * HOUR_MS,
  window: sendWindows.clients,
  zone: 'Europe/London',
  paused: false,
  searchLagMs: 15 * MINUTE_MS,
};
const draft: MessageFacts = {
  id: 'thanks',
  purpose: 'thanks',
  status: 'queued',
  dueAt: T,
  askedBy: null,
  nextTryAt: null,
  claimedUntil: null,
  unknownSince: null,
  checks: 0,
  resent: false,
};
const open: ReferralFacts = {
  status: 'due',
  needsPerson: null,
  clockStartedAt: T,
  openedAt: T,
  remindedAt: null,
  escalatedAt: null,
  handedOverAt: null,
  byHand: null,
  thanks: draft,
  reminders: [],
};
const fresh = { ...open, openedAt: null, thanks: null };
const byHand = { ...open, status: 'needs_person' as const, handedOverAt: T, thanks: null };

function at(hours: number): Date {
  return new Date(T.getTime() + hours * HOUR_MS);
}

/** The timer of a step that comes so long after the beginning. */
function until(step: string, hours: number) {
  return { do: 'wait' as const, at: at(hours), for: step, afterMs: hours * HOUR_MS };
}

const UNTIL_SENT = { do: 'wait' as const, at: at(47), for: 'send', messageId: 'thanks' };

type Case = [
  string,
  number,
  Partial<ReferralFacts>,
  ReturnType<typeof decideReferral>,
  Partial<ReferralRules>?,
];

test.each<Case>([
  ['it is drafted at once', 0, fresh, { do: 'open', plannedAt: at(47) }],
  ['then it waits for the reminder', 0, open, until('remind', 24)],
  ['a day later, staff are reminded', 24, open, { do: 'remind' }],
  ['reminded, it waits for the owner', 24, { remindedAt: at(24) }, until('escalate', 36)],
  ['after a day and a half it is the owner’s', 36, { remindedAt: at(24) }, { do: 'escalate' }],
  ['steps that passed unnoticed collapse into the latest', 40, open, { do: 'escalate' }],
  ['… and are not made up for', 40, { escalatedAt: at(40) }, UNTIL_SENT],
  ['it sends itself in the window (Wednesday 09:00)', 47, open, { do: 'send', messageId: 'thanks' }],
  [
    'whoever slept through everything thanks first',
    60,
    { clockStartedAt: T },
    { do: 'send', messageId: 'thanks' },
    { window: 'always' },
  ],
  ['a person sends it now', 1, { thanks: { ...draft, askedBy: 'fay' } }, { do: 'send', messageId: 'thanks' }],
  [
    'a person may send it even late',
    200,
    { thanks: { ...draft, askedBy: 'fay' } },
    { do: 'send', messageId: 'thanks' },
  ],
  ['after seven days nothing is drafted', 168, fresh, { do: 'hand_over', because: 'too_late' }],
  ['nor sent', 168, open, { do: 'hand_over', because: 'too_late' }],
  [
    'a client who is held is a person’s matter',
    1,
    { byHand: 'referrer_held' },
    { do: 'hand_over', because: 'referrer_held' },
  ],
  [
    'even before it was drafted',
    0,
    { ...fresh, byHand: 'no_email' },
    { do: 'hand_over', because: 'no_email' },
  ],
  [
    'and once it is lifted, it goes by itself again',
    2,
    { ...byHand, needsPerson: 'referrer_held' },
    { do: 'open', plannedAt: at(47) },
  ],
  ['but not after day seven', 168, { ...byHand, needsPerson: 'referrer_held' }, { do: 'close' }],
  [
    'a bounce is given to a person',
    50,
    { status: 'needs_person', needsPerson: 'bounced', thanks: { ...draft, status: 'sent' } },
    { do: 'hand_over', because: 'bounced' },
  ],
  [
    'a refused address is given to a person',
    45,
    { thanks: { ...draft, status: 'refused' } },
    { do: 'hand_over', because: 'refused' },
  ],
  [
    'older than a week at entry: a task and nothing more',
    200,
    { ...byHand, needsPerson: 'too_old' },
    { do: 'close' },
  ],
  [
    'paused: nothing leaves',
    47,
    { escalatedAt: at(36) },
    { do: 'wait', at: at(71), for: 'look' },
    { paused: true },
  ],
  ['paused: staff are still told', 36, open, { do: 'escalate' }, { paused: true }],
  [
    'paused while its outcome is open: it is looked up, never sent again',
    48,
    { escalatedAt: at(36), thanks: { ...draft, status: 'unknown', unknownSince: at(47), checks: 9 } },
    { do: 'wait', at: at(72), for: 'look' },
    { paused: true },
  ],
  [
    'an outcome that stayed unknown until day seven is a person’s',
    168,
    { escalatedAt: at(36), thanks: { ...draft, status: 'unknown', unknownSince: at(47), checks: 9 } },
    { do: 'hand_over', because: 'unknown_outcome' },
  ],
  [
    'a hold placed while the outcome is open is respected',
    48,
    { byHand: 'referrer_held', thanks: { ...draft, status: 'unknown', unknownSince: at(47), checks: 9 } },
    { do: 'hand_over', because: 'referrer_held' },
  ],
  [
    'while the carrier is away the owner still hears',
    36,
    { thanks: { ...draft, nextTryAt: at(36.1) } },
    { do: 'escalate' },
    { sendAtMs: 20 * HOUR_MS, window: 'always' },
  ],
  [
    'a reminder that did not get through is tried again when it may',
    24,
    {
      remindedAt: at(24),
      reminders: [{ ...draft, id: 'note', purpose: 'staff_note', dueAt: at(24), nextTryAt: at(24.01) }],
    },
    { do: 'wait', at: at(24.01), for: 'mail' },
  ],
])('%s', (_, hours, change, step, otherRules = {}) => {
  expect(decideReferral({ ...open, ...change }, { ...rules, ...otherRules }, at(hours))).toEqual(step);
});

test.each(['sent', 'done_by_hand', 'not_permitted', 'let_go', 'would_send'] as const)(
  'once it is %s nothing is pending',
  (status) => {
    expect(decideReferral({ ...open, status }, rules, at(47))).toEqual({ do: 'close' });
  },
);

test('unless an e-mail may be on its way: then its outcome is found out first', () => {
  const thanks = { ...draft, status: 'sending' as const, claimedUntil: at(1) };

  const step = decideReferral({ ...open, status: 'not_permitted', thanks }, rules, at(2));

  expect(step).toEqual({ do: 'send', messageId: 'thanks' });
});

type Moment = [string, string, string, 'clients' | 'professionals', number];

test.each<Moment>([
  ['in the window after 44 hours: then', '2026-11-09T14:00Z', '2026-11-11T10:00:00.000Z', 'clients', 44],
  ['44 hours in the night: at nine', '2026-11-09T10:00Z', '2026-11-11T09:00:00.000Z', 'clients', 44],
  ['due Sunday 03:00: Saturday 19:30', '2026-11-13T03:00Z', '2026-11-14T19:30:00.000Z', 'clients', 44],
  [
    'Friday 16:00 to a colleague: Friday 17:30',
    '2026-11-13T16:00Z',
    '2026-11-13T17:30:00.000Z',
    'professionals',
    44,
  ],
  [
    'Friday 18:00 to a colleague: after 44 hours',
    '2026-11-13T18:00Z',
    '2026-11-15T14:00:00.000Z',
    'professionals',
    44,
  ],
  ['one person alone: after 20 hours', '2026-11-09T14:00Z', '2026-11-10T10:00:00.000Z', 'clients', 20],
])('§4.1, awake all the time, %s', (_, startedAt, expected, audience, sendAfterHours) => {
  const quiet: Day = { asleepMs: 0, then: 'nothing' };
  const practice = { window: sendWindows[audience], sendAtMs: sendAfterHours * HOUR_MS };

  const { sentAt } = live({
    startedAt: new Date(startedAt),
    rules: { ...rules, ...practice },
    days: [],
    rest: quiet,
  });

  expect(sentAt.map((moment) => moment.toISOString())).toEqual([expected]);
});

test('whatever happens it ends or waits ahead, and no moment sees more than a handful of steps', () => {
  fc.assert(
    fc.property(anyPractice, anyDays, (practice, days) => {
      const lived = live({ ...practice, days });
      expect(lived.busiestMoment).toBeLessThanOrEqual(12);
      expect(lived.waitedBackwards).toBe(0);
      expect(lived.ended).toBe(true);
    }),
    { numRuns: 1_500 },
  );
});

test('no step is taken only to be undone', () => {
  fc.assert(
    fc.property(anyPractice, anyDays, (practice, days) => {
      expect(live({ ...practice, days }).undone).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('nothing leaves while closed, not permitted, a person’s, or paused; nor by itself after day seven', () => {
  fc.assert(
    fc.property(anyPractice, anyDays, (practice, days) => {
      expect(live({ ...practice, days }).wrongSends).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
});

test('one thanks is sent once, and at most once more where its outcome was never found', () => {
  fc.assert(
    fc.property(anyPractice, anyDays, (practice, days) => {
      const { accepted, reposted } = live({ ...practice, days });
      expect(accepted).toBeLessThanOrEqual(1 + reposted);
      expect(reposted).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1_500 },
  );
});

test('awake and undisturbed, every thanks leaves before its deadline (D5)', () => {
  fc.assert(
    fc.property(anyPractice, (practice) => {
      const awake = { ...practice, loggedAfterMs: 0, days: [], outcomes: [] };
      const deadline = awake.startedAt.getTime() + awake.rules.deadlineMs;

      const { sentAt } = live(awake);

      expect(sentAt).toHaveLength(1);
      expect(sentAt[0]?.getTime()).toBeLessThan(deadline);
    }),
    { numRuns: 1_000 },
  );
});

test('staff are reminded once and the owner told once, however long the machine slept', () => {
  fc.assert(
    fc.property(anyPractice, anyDays, (practice, days) => {
      const { reminded, escalated } = live({ ...practice, days });
      expect(reminded).toBeLessThanOrEqual(1);
      expect(escalated).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test('a paused practice resumes where it stood', () => {
  const days: Day[] = [
    { asleepMs: 0, then: 'pause' },
    { asleepMs: 3 * DAY_MS, then: 'resume' },
  ];

  const { sentAt, steps } = live({ startedAt: T, rules: { ...rules, window: 'always' }, days });

  expect(sentAt).toEqual([new Date(T.getTime() + 3 * DAY_MS)]);
  expect(steps).toEqual(['open', 'send']);
});
