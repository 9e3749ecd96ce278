import { DAY_MS, MINUTE_MS } from './units.ts';
import { after, latest } from './instants.ts';
import { firstOpening, lastOpening, type SendWindow } from './send-window.ts';

const LOOK_AHEAD_MS = 8 * DAY_MS;
/** Tolerance for a timer that fires just after the window closed. */
const JUST_PASSED_MS = 10 * MINUTE_MS;

/** The thanks sends itself `sendAfterMs` after its clock started, in the window, and before `deadlineMs` is over. */
export type AcknowledgementClock = {
  startedAt: Date;
  now: Date;
  sendAfterMs: number;
  deadlineMs: number;
  window: SendWindow;
  zone: string;
};

/**
 * When the thanks is sent automatically (S32, §4.1): on time where the window allows, else earlier, and outside the
 * window rather than late; what is logged after the last opening waits until `sendAfterMs`. Holidays do not matter here
 * (§4.2).
 */
export function acknowledgementMoment(clock: AcknowledgementClock): Date {
  const { startedAt, now, window, zone } = clock;
  const deadline = after(startedAt, clock.deadlineMs);
  if (now >= deadline) return firstOpening(window, zone, now, after(now, LOOK_AHEAD_MS)) ?? now;

  const target = after(startedAt, clock.sendAfterMs);
  const earliest = latest(target, now);
  const onTime = firstOpening(window, zone, earliest, deadline);
  if (onTime || now > target) return onTime ?? now;

  const pulledForward = lastOpening(window, zone, startedAt, target);
  const stillMeant = pulledForward && now <= after(pulledForward, JUST_PASSED_MS);
  return stillMeant ? latest(pulledForward, now) : target;
}
