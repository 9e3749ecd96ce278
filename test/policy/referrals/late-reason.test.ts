import { expect, test } from '@jest/globals';
import { lateReason, type LateFacts, type TimelineFact } from '../../../policy/referrals/late-reason.ts';

const HOUR_MS = 3_600_000;
const RECEIVED = new Date('2026-11-23T09:00:00Z').getTime();
const at = (hours: number): Date => new Date(RECEIVED + hours * HOUR_MS);
const event = (hours: number, what: string, why: string | null = null): TimelineFact => ({
  what,
  why,
  at: at(hours),
});
const USUAL: LateFacts = { dueAt: at(48), recordedAt: at(0), liveSince: at(-1_000), timeline: [] };

test.each<[string, Partial<LateFacts>, string]>([
  ['it was entered after the limit', { recordedAt: at(50) }, 'logged_late'],
  ['it was entered late, while nothing was sent', { recordedAt: at(50), liveSince: null }, 'logged_late'],
  ['the practice rehearses, or has paused', { liveSince: null }, 'not_live'],
  ['sending went on after the limit', { liveSince: at(49) }, 'not_live'],
  ['nobody said who was meant', { timeline: [event(1, 'handed_over', 'unmatched')] }, 'unmatched'],
  [
    'somebody said it after the limit',
    { timeline: [event(1, 'handed_over', 'unmatched'), event(60, 'matched', 'client')] },
    'unmatched',
  ],
  [
    'somebody said it in time, and then the mail came back',
    {
      timeline: [
        event(1, 'handed_over', 'unmatched'),
        event(2, 'matched', 'client'),
        event(40, 'bounced'),
        event(40, 'handed_over', 'bounced'),
      ],
    },
    'mail_refused',
  ],
  ['the address was refused', { timeline: [event(44, 'refused', 'inactive')] }, 'mail_refused'],
  ['there was no address', { timeline: [event(1, 'handed_over', 'no_email')] }, 'other'],
  ['it was drafted in time and simply did not go', { timeline: [event(0, 'drafted')] }, 'program_down'],
  ['nothing happened at all before the limit', { timeline: [event(70, 'drafted')] }, 'program_down'],
])('late because %s', (_, change, reason) => {
  expect(lateReason({ ...USUAL, ...change })).toBe(reason);
});
