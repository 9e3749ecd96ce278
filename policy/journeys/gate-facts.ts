import { dateAt } from '../calendar/calendar-day.ts';
import type { ClientHistory } from './client-history.ts';
import { planStands } from './ending.ts';
import type { GateFacts } from './gate.ts';
import { countUntil, firstOfEpisode } from './sessions.ts';
import { phaseOf } from './stage.ts';
import { DAY_MS } from '../calendar/units.ts';
import { OBJECTIONS, stopsMail, type Suppressed } from '../outbound-mail/suppression.ts';

/** What the gate asks of a client at this moment. */
export function gateFactsAt(history: ClientHistory, now: number): GateFacts {
  const { attended, episodeStartedAt, suppressions, ending } = history;
  const consent = history.consents.at(-1);
  const first = firstOfEpisode(history);
  return {
    consent: consent?.status ?? 'not_asked',
    consentInWriting: consent?.inWriting ?? false,
    objected: suppressions.some(isObjection),
    suppressed: stopsMail(suppressions, 'carrier') && !suppressions.every(isObjection),
    hasEmail: history.hasEmail,
    sharesMailbox: history.sharesMailbox,
    yearsSinceBirthYear: yearsSince(history.birthYear, history.zone, now),
    holds: [...new Set(history.holds.filter(holdsAt(now)).map(({ code }) => code))],
    overrides: [...new Set(history.overrides.filter(holdsAt(now)).map(({ code }) => code))],
    complaintClosedAt: complaintClosedAt(history, now),
    ending,
    endedAt: history.ended?.endsAt ?? null,
    phase: phaseOf({
      stage: history.stage,
      stages: history.stages,
      daysToPlannedEnd: daysToPlannedEnd(history, now),
      discharged: ending !== null,
    }),
    attended: attended.length - first,
    firstAttendedAt: attended[first]?.at ?? null,
    plannedShort: history.plannedShort && episodeStartedAt === null,
    missedLast: hasMissedLast(history, now),
    lastScore: history.scores.at(-1) ?? null,
    promptsAt: history.prompts.flatMap(({ at, rehearsed }) => (rehearsed && !history.rehearses ? [] : at)),
    episodeStartedAt,
    lastReferralAt: history.referralsAt.at(-1) ?? null,
    sessionDataAt: history.sessionDataAt,
    practiceFull: history.fullTimes.some(({ from, to }) => from <= now && now < to),
  };
}

/** The practice's own message goes whatever the prompt's gate says, unless nobody may write to this person at all. */
export function mayWrite({ objected, suppressed, hasEmail, holds, ending }: GateFacts): boolean {
  return hasEmail && !objected && !suppressed && ending !== 'deceased' && !holds.includes('do_not_email');
}

function isObjection(reason: Suppressed): boolean {
  return OBJECTIONS.some((objection) => objection === reason);
}

/** Whether a hold or an override still holds: its last day is not over. */
export function holdsAt(now: number): (one: { until: { endsAt: number } | null }) => boolean {
  return ({ until }) => until === null || now <= until.endsAt;
}

/** A complaint is closed on the day on which somebody closed it, or with the last day of its hold (E6). */
export function complaintClosedAt({ complaintClosed, holds }: ClientHistory, now: number): number | null {
  const over = holds.flatMap(({ code, until }) =>
    code === 'complaint' && until !== null && until.endsAt < now ? until.endsAt : [],
  );
  const last = Math.max(complaintClosed?.endsAt ?? -Infinity, ...over);
  return last === -Infinity ? null : last;
}

function yearsSince(birthYear: number | null, zone: string, now: number): number | null {
  return birthYear === null ? null : Number(dateAt(now, zone).slice(0, 4)) - birthYear;
}

function daysToPlannedEnd({ plannedEnd, episodeStartedAt, zone }: ClientHistory, now: number): number | null {
  if (plannedEnd === null) return null;
  const began = episodeStartedAt === null ? null : dateAt(episodeStartedAt, zone);
  if (!planStands(plannedEnd.date, began)) return null;
  return Math.round((Date.parse(plannedEnd.date) - Date.parse(dateAt(now, zone))) / DAY_MS);
}

/** Of an appointment that was attended and one that was missed at the same time the one with the higher id counts. */
function hasMissedLast({ attended, missed }: ClientHistory, now: number): boolean {
  const lastMissed = missed[countUntil(missed, now) - 1];
  const lastAttended = attended[countUntil(attended, now) - 1];
  if (!lastMissed || !lastAttended) return lastMissed !== undefined;
  return lastMissed.at === lastAttended.at
    ? lastMissed.id > lastAttended.id
    : lastMissed.at > lastAttended.at;
}
