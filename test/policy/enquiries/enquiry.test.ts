import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  decideEnquiry,
  type EnquiryFacts,
  type EnquiryRules,
  type EnquiryStep,
} from '../../../policy/enquiries/enquiry.ts';
import { progressTo, stageReached } from '../../../policy/enquiries/enquiry-stage.ts';
import { ENQUIRY_STAGES, LOSS_CAUSES, PROGRESS_STAGES } from '../../../policy/enquiries/enquiry-terms.ts';
import { lossCause, type LossFacts } from '../../../policy/enquiries/lost-enquiry.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const T = new Date('2026-11-09T10:00:00Z');
const at = (days: number): Date => new Date(T.getTime() + days * DAY_MS);

const rules: EnquiryRules = {
  contactWithinMs: DAY_MS,
  bookedWithinMs: 7 * DAY_MS,
  attendedWithinMs: 28 * DAY_MS,
  maturedMs: 60 * DAY_MS,
};
const fresh: EnquiryFacts = {
  stage: 'received',
  receivedAt: T,
  recordedAt: T,
  contactedAt: null,
  bookedAt: null,
  attendedAt: null,
  closedAt: null,
  closedReason: null,
  reopenedAt: null,
  pathFailed: false,
  stalledAt: null,
  byLetter: false,
  attendedSessions: 0,
  endedAsPlanned: false,
  waitingAskedAt: null,
  severalNames: false,
  sourceRecord: null,
};
const contacted = { ...fresh, stage: 'contacted', contactedAt: at(0.5) } as const;
const booked = { ...contacted, stage: 'booked', bookedAt: at(3) } as const;
const attended = { ...booked, stage: 'attended', attendedAt: at(10) } as const;
const waiting = { ...fresh, stage: 'closed', closedAt: at(2), closedReason: 'waitlisted' } as const;
const late = { ...contacted, contactedAt: at(2) };

/** The timer of a step, so many days after the last one. */
function until(step: 'stall' | 'let_go' | 'kept', day: number, afterDays: number): EnquiryStep {
  return { do: 'wait', at: at(day), for: step, afterMs: afterDays * 86_400_000 };
}

test.each<[string, EnquiryFacts, number, EnquiryStep]>([
  ['nobody answered yet, and nobody is late', fresh, 0.5, until('stall', 1, 1)],
  [
    'an answer is late at 24 hours to the moment',
    fresh,
    1,
    { do: 'stall', cause: 'hard_to_contact', task: 'get_in_touch' },
  ],
  ['a stall is noticed once', { ...fresh, stalledAt: at(1) }, 5, until('let_go', 60, 60)],
  [
    'never reached in 60 days',
    { ...fresh, stalledAt: at(1) },
    60,
    { do: 'let_go', reason: 'no_reply', leak: 'hard_to_contact' },
  ],
  [
    'of a colleague’s letter after ten days',
    { ...fresh, byLetter: true, stalledAt: at(1) },
    10,
    { do: 'let_go', reason: 'no_reply', leak: 'hard_to_contact' },
  ],
  [
    'what was written down after 70 days is not let go at once',
    { ...fresh, recordedAt: at(70) },
    70,
    { do: 'stall', cause: 'hard_to_contact', task: 'get_in_touch' },
  ],
  [
    'reached and not booked within a week',
    contacted,
    7.5,
    { do: 'stall', cause: 'not_ready', task: 'offer_booking' },
  ],
  [
    'reached late and not booked: late comes first',
    late,
    9,
    { do: 'stall', cause: 'hard_to_contact', task: 'offer_booking' },
  ],
  [
    'not booked in 60 days',
    { ...contacted, stalledAt: at(8) },
    60.5,
    { do: 'let_go', reason: 'not_ready', leak: 'not_ready' },
  ],
  ['came back: the week begins anew', { ...contacted, reopenedAt: at(30) }, 31, until('stall', 37, 7)],
  [
    'booked and not seen within four weeks',
    booked,
    31,
    { do: 'stall', cause: 'not_ready', task: 'confirm_attendance' },
  ],
  ['a third session', { ...attended, attendedSessions: 3 }, 20, { do: 'keep' }],
  [
    'a planned end before the third',
    { ...attended, attendedSessions: 1, endedAsPlanned: true },
    20,
    { do: 'keep' },
  ],
  ['two sessions are not yet three', { ...attended, attendedSessions: 2 }, 20, until('kept', 70, 60)],
  [
    'came, and after 60 days nobody waits any more',
    { ...attended, attendedSessions: 2 },
    70,
    { do: 'close' },
  ],
  ['on the waiting list nothing happens for a year', waiting, 10, { do: 'rest', until: at(367) }],
  ['then somebody asks', waiting, 367, { do: 'ask_waiting' }],
  ['and once a year only', { ...waiting, waitingAskedAt: at(367) }, 370, { do: 'rest', until: at(732) }],
  ['any other end is an end', { ...waiting, closedReason: 'declined' }, 900, { do: 'close' }],
  ['who stayed needs nothing', { ...attended, stage: 'kept' }, 12, { do: 'close' }],
])('%s', (_, facts, days, step) => {
  expect(decideEnquiry(facts, rules, at(days))).toEqual(step);
});

const ms = (limitDays: number) => fc.integer({ min: 1, max: limitDays * DAY_MS });
const anyRules = fc.record({
  contactWithinMs: ms(10),
  bookedWithinMs: ms(90),
  attendedWithinMs: ms(90),
  maturedMs: ms(120),
});
const anyStart = fc.record({
  byLetter: fc.boolean(),
  severalNames: fc.boolean(),
  stage: fc.constantFrom('received' as const, 'contacted' as const, 'booked' as const, 'attended' as const),
  sourceRecord: fc.option(fc.record({ ended: fc.nat(20), attended: fc.nat(20) })),
});

test('left alone, everybody comes to an end, a stall is noticed at most once a stage, and nothing waits for the past', () => {
  fc.assert(
    fc.property(anyRules, anyStart, (some, start) => {
      let facts: EnquiryFacts = { ...fresh, ...start, contactedAt: T, bookedAt: T, attendedAt: T };
      let now = T;
      let stalls = 0;
      for (let steps = 0; steps < 20; steps += 1) {
        const step = decideEnquiry(facts, some, now);
        if (step.do === 'close') return stalls <= 1;
        if (step.do === 'stall') {
          stalls += 1;
          facts = { ...facts, stalledAt: now };
        }
        if (step.do === 'let_go') return stalls <= 1 && LOSS_CAUSES.includes(step.leak);
        if (step.do === 'wait') {
          if (step.at <= now) return false;
          now = step.at;
        }
      }
      return false;
    }),
  );
});

const swift: LossFacts = {
  contactTookMs: HOUR_MS,
  contactWithinMs: DAY_MS,
  pathFailed: false,
  severalNames: false,
  sourceRecord: null,
};

test.each<[string, Partial<LossFacts>, string]>([
  ['nobody was reached', { contactTookMs: null }, 'hard_to_contact'],
  ['a late answer, whatever else', { contactTookMs: DAY_MS + 1, severalNames: true }, 'hard_to_contact'],
  ['a way to us that failed, whatever else', { pathFailed: true, severalNames: true }, 'hard_to_contact'],
  ['an answer at the limit is in time', { contactTookMs: DAY_MS, severalNames: true }, 'not_top_of_mind'],
  ['few of those whom they send come', { sourceRecord: { ended: 10, attended: 1 } }, 'not_top_of_mind'],
  ['too few are known to say so', { sourceRecord: { ended: 4, attended: 0 } }, 'not_ready'],
  ['one in five is not few', { sourceRecord: { ended: 10, attended: 2 } }, 'not_ready'],
  ['nothing else to be seen', {}, 'not_ready'],
])('a leak is named: %s (§5.9)', (_, change, cause) => {
  expect(lossCause({ ...swift, ...change })).toBe(cause);
});

test('one step at a time and never back: of all pairs only the next one and the same are taken', () => {
  for (const stage of ENQUIRY_STAGES) {
    for (const asked of PROGRESS_STAGES) {
      const progress = progressTo(stage, asked);
      const position = stage === 'received' ? -1 : PROGRESS_STAGES.findIndex((one) => one === stage);
      const step = PROGRESS_STAGES.indexOf(asked) - position;
      const expected = stage === 'closed' ? 'refused' : step === 0 ? 'same' : step === 1 ? 'next' : 'refused';

      expect([stage, asked, typeof progress === 'object' ? 'refused' : progress]).toEqual([
        stage,
        asked,
        expected,
      ]);
      if (typeof progress === 'object')
        expect(progress.refused).toContain(stage === 'closed' ? 'reopen' : stage);
    }
  }
});

test('an enquiry that is reopened goes on where it had come to', () => {
  const none = { contactedAt: null, bookedAt: null, attendedAt: null, keptAt: null };
  expect(stageReached(none)).toBe('received');
  expect(stageReached({ ...none, contactedAt: T })).toBe('contacted');
  expect(stageReached({ ...none, contactedAt: T, bookedAt: T })).toBe('booked');
});
