import { isReviewPoint } from '../journeys/sessions.ts';

/** An appointment by its local date; without those cancelled in time. */
export type DiaryEntry = { on: string; status: 'booked' | 'attended' | 'dna' | 'late_cancel' };

/** What the Friday list knows of a client: counts and diary, nothing else (§6a.1). */
export type FridayClient = {
  id: string;
  isHeld: boolean;
  hasEnded: boolean;
  /** Of this episode of care, oldest first. */
  diary: readonly DiaryEntry[];
  /** The day of the last list that they were on. */
  lastAskedOn: string | null;
};

/** Why a client is on the list; at least one of the two is set. */
export type FridayLine = {
  clientId: string;
  /** The session that was a review point: 6, 12, 18… */
  reviewPoint: number | null;
  /** The day of the last appointment that there is. */
  lastSessionOn: string | null;
};

/**
 * The clients a practitioner is asked about this week: at a review point, or after the last booked session. Never
 * clients who are held, ended, deceased or missed the last session: the list chases nobody.
 */
export function fridayLines(clients: readonly FridayClient[], today: string): FridayLine[] {
  return clients.flatMap((client) => fridayLine(client, today) ?? []);
}

function fridayLine(client: FridayClient, today: string): FridayLine | null {
  if (client.isHeld || client.hasEnded) return null;
  const isNew = (day: string): boolean => isThisWeek(day, today) && day > (client.lastAskedOn ?? '');
  const attended = client.diary.filter(({ status }) => status === 'attended');
  const points = attended.flatMap(({ on }, index) =>
    isReviewPoint(index + 1) && isNew(on) ? index + 1 : [],
  );
  const last = client.diary.at(-1);
  const wasLast = attended.length > 0 && last && cameOrIsBooked(last) && isNew(last.on);
  if (points.length === 0 && !wasLast) return null;
  return { clientId: client.id, reviewPoint: points.at(-1) ?? null, lastSessionOn: wasLast ? last.on : null };
}

/** Seven days and today, so that last Friday afternoon is included. */
function isThisWeek(day: string, today: string): boolean {
  return day <= today && day >= Temporal.PlainDate.from(today).subtract({ days: 7 }).toString();
}

function cameOrIsBooked({ status }: DiaryEntry): boolean {
  return status === 'attended' || status === 'booked';
}
