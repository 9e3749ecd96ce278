import { journeyOf, type Journey } from '../../facts/journeys/journey-of.ts';
import type { JourneyRow, MilestoneRow, NoteRow } from '../../facts/journeys/journey-row.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import type { Carrier } from '../../policy/journeys/carriers.ts';
import { goesOn, milestoneOfEnding, type Ending } from '../../policy/journeys/ending.ts';
import type { HoldCode, MilestoneKind } from '../../policy/journeys/gate.ts';
import type { GateCode } from '../../policy/journeys/gate-codes.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { Phase } from '../../policy/journeys/stage.ts';
import { POLICIES, type PolicyName } from './policies.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const ZONE = 'Europe/London';
export const SEARCH_LAG_MS = 900_000;
/** As far back as `facts/journeys/read-journey.ts` asks for sessions, and for milestones and notes that are settled. */
const RECENT_MS = { sessions: 31 * DAY_MS, rows: 62 * DAY_MS };
const MAY_MATTER_MS = 15 * DAY_MS;

export const SESSION_STATUSES = ['booked', 'attended', 'dna', 'late_cancel', 'cancelled'] as const;
export type Happening =
  | { what: 'nothing' | 'referral' | 'complaint_closed' }
  | { what: 'session'; status: (typeof SESSION_STATUSES)[number]; hoursAgo: number; imported: boolean }
  | { what: 'milestone'; kind: Exclude<MilestoneKind, 'discharge'>; daysAgo: number; tick: boolean }
  | { what: 'consent'; status: 'given' | 'declined' | 'withdrawn'; channel: 'paper' | 'spoken' }
  | { what: 'hold'; code: HoldCode; days: number | null }
  | { what: 'lift'; code: HoldCode }
  | { what: 'override'; code: GateCode; days: number }
  | { what: 'score'; score: number }
  | { what: 'discharge'; ending: Ending; tick: boolean; daysAgo: number }
  | { what: 'sending'; to: JourneyRow['sending'] }
  | { what: 'policy'; name: PolicyName }
  | { what: 'communicate'; carrier: Carrier }
  | { what: 'suppress'; reason: 'unsubscribed' | 'hard_bounce' | null }
  | { what: 'stage'; phase: Phase | null }
  | { what: 'has'; email?: boolean; sharedMailbox?: boolean; plannedShort?: boolean; silentDiary?: boolean };

export type Note = NoteRow & { createdAt: Date; attempts: number; goneAt: Date | null };
export type Milestone = MilestoneRow & {
  viaDischarge: boolean;
  carriedAt: Date | null;
  carriedBy: string | null;
};
type Session = {
  id: string;
  at: Date;
  status: (typeof SESSION_STATUSES)[number];
  imported: boolean;
  knownAt: Date;
};
type Discharge = { id: string; ending: Ending; on: string; at: Date; superseded: boolean };
type Consent = { status: 'given' | 'declined' | 'withdrawn'; channel: string; at: Date };

/** What is true of the practice and the client from the start. */
export type Given = {
  startedAt: Date;
  policy: PolicyName;
  profile: JourneyRow['profile'];
  sending: JourneyRow['sending'];
  birthYear: number | null;
  consent: Extract<Happening, { what: 'consent' }> | null;
};

/** What the database would hold of one client, and what becomes of it when something happens. */
export class ClientMemory {
  readonly notes: Note[] = [];
  readonly milestones: Milestone[] = [];
  readonly sessions: Session[] = [];
  readonly discharges: Discharge[] = [];
  readonly consents: Consent[] = [];
  readonly referralsAt: Date[] = [];
  readonly scores: { score: number; at: Date }[] = [];
  holds: { code: HoldCode; until: string | null }[] = [];
  overrides: { code: GateCode; until: string }[] = [];
  suppressed: string | null = null;
  complaintClosedOn: string | null = null;
  ending: Ending | null = null;
  endedOn: string | null = null;
  episodeStartedAt: Date | null = null;
  policy: PracticePolicy;
  sending: JourneyRow['sending'];
  wentLiveAt: Date | null;
  has = { email: true, sharedMailbox: false, plannedShort: false, silentDiary: false };
  now: Date;
  /** A fact opened a run: something may be pending. */
  woken = false;

  readonly #given: Given;
  #stage: Phase | null = null;
  #sessionDataAt: Date | null = null;
  #count = 0;

  constructor(given: Given) {
    this.#given = given;
    this.policy = POLICIES[given.policy];
    this.now = given.startedAt;
    this.sending = given.sending;
    this.wentLiveAt = given.sending === 'rehearsal' ? null : given.startedAt;
    if (given.consent) this.consents.push({ ...given.consent, at: this.now });
  }

  /** As `facts/journeys/read-journey.ts` asks it and `facts/journeys/journey-of.ts` understands it. */
  read(now: Date = this.now): Journey {
    return journeyOf(this.row(now), now);
  }

  /** The session that a milestone counts from (§5a.2). */
  anchorOf({ kind, occurred_on: on, viaDischarge }: Milestone): Session | null {
    const attended = this.sessions
      .filter(({ status }) => status === 'attended')
      .toSorted((one, other) => one.at.getTime() - other.at.getTime());
    const day = ({ at }: Session): string => dateIn(ZONE, at);
    const earliest = dayBefore(on, 7);
    const earlier = attended.filter((one) => day(one) >= earliest && day(one) <= on).at(-1);
    const later = attended.find((one) => day(one) > on);
    const looksBack = !(kind === 'transition' && viaDischarge);
    return (looksBack ? earlier : null) ?? (kind === 'discharge' ? null : later) ?? null;
  }

  /** From which moment a milestone counts: its session, or the end of the day of an ending. */
  countsFrom(milestone: Milestone): Date | null {
    const session = this.anchorOf(milestone);
    if (session) return session.at;
    return milestone.kind === 'discharge' ? endOfDay(milestone.occurred_on, ZONE) : null;
  }

  /** What the note is about: when that was, and how long the practice's own message for it may wait. */
  aboutOf({ key }: Note): { at: Date; ending: boolean } | null {
    const [kind, id] = key.split('/');
    if (kind === 'communication') return null;
    const session = this.sessions.find((one) => one.id === id);
    if (session) return { at: session.at, ending: false };
    const discharge = this.discharges.find((one) => one.id === id);
    if (!discharge) throw new Error(`${key} is about nothing.`);
    const last = this.#attendedBefore(discharge.on);
    return { at: last?.at ?? endOfDay(discharge.on, ZONE), ending: true };
  }

  #attendedBefore(on: string): Session | undefined {
    return this.sessions
      .filter(
        ({ status, at }) =>
          status === 'attended' && dateIn(ZONE, at) <= on && dateIn(ZONE, at) >= dayBefore(on, 7),
      )
      .toSorted((one, other) => one.at.getTime() - other.at.getTime())
      .at(-1);
  }

  happen(then: Happening): void {
    const today = dateIn(ZONE, this.now);
    const later = (days: number): string => dayBefore(today, -days);
    switch (then.what) {
      case 'nothing':
        return;
      case 'referral':
        this.referralsAt.push(this.now);
        return;
      case 'complaint_closed':
        this.complaintClosedOn = today;
        return;
      case 'session':
        return this.#session(then);
      case 'milestone': {
        if (this.ending === 'deceased') return;
        const occurredOn = dayBefore(today, then.daysAgo);
        const same = this.milestones.find(
          ({ kind, occurred_on: on }) => kind === then.kind && on === occurredOn,
        );
        if (same) {
          if (same.status === 'waiting') same.practitioner_tick ||= then.tick;
        } else this.#milestone(then.kind, occurredOn, { tick: then.tick, viaDischarge: false });
        this.woken = true;
        return;
      }
      case 'consent':
        this.consents.push({ status: then.status, channel: then.channel, at: this.now });
        return;
      case 'hold':
        this.holds.push({ code: then.code, until: then.days === null ? null : later(then.days) });
        return;
      case 'lift':
        this.holds = this.holds.filter(({ code }) => code !== then.code);
        return;
      case 'override':
        this.overrides.push({ code: then.code, until: later(then.days) });
        return;
      case 'score':
        this.scores.push({ score: then.score, at: this.now });
        return;
      case 'discharge':
        return this.#discharge(then);
      case 'sending':
        this.sending = then.to;
        if (then.to === 'live') this.wentLiveAt ??= this.now;
        return;
      case 'policy':
        this.policy = POLICIES[then.name];
        return;
      case 'communicate':
        return this.#communicate(then.carrier);
      case 'suppress':
        this.suppressed = then.reason;
        return;
      case 'stage':
        this.#stage = then.phase;
        this.woken = true;
        return;
      case 'has': {
        const { email, sharedMailbox, plannedShort, silentDiary } = then;
        this.has = {
          email: email ?? this.has.email,
          sharedMailbox: sharedMailbox ?? this.has.sharedMailbox,
          plannedShort: plannedShort ?? this.has.plannedShort,
          silentDiary: silentDiary ?? this.has.silentDiary,
        };
      }
    }
  }

  #session({ status, hoursAgo, imported }: Extract<Happening, { what: 'session' }>): void {
    if (this.ending === 'deceased') return;
    const lies = status === 'booked' ? 7 * DAY_MS : -hoursAgo * HOUR_MS;
    const at = new Date(this.now.getTime() + lies);
    const session = { id: this.newId('s'), at, status, imported, knownAt: this.now };
    this.sessions.push(session);
    this.#sessionDataAt = this.now;
    if (status !== 'attended') return;
    if (this.endedOn !== null && dateIn(ZONE, session.at) > this.endedOn) {
      const { endedOn } = this;
      const since = this.sessions.filter(
        (one) => one.status === 'attended' && dateIn(ZONE, one.at) > endedOn,
      );
      this.episodeStartedAt = new Date(Math.min(...since.map((one) => one.at.getTime())));
      this.ending = null;
      this.endedOn = null;
      this.#stage = null;
    }
    if (this.now.getTime() - session.at.getTime() <= MAY_MATTER_MS) this.woken = true;
  }

  /** As `POST /discharge`: the permitted ending makes its own milestone (§5a.1); only a death corrects an ending here. */
  #discharge({ ending, tick, daysAgo }: Extract<Happening, { what: 'discharge' }>): void {
    if (this.ending === 'deceased' || (this.ending !== null && ending !== 'deceased')) return;
    const on = dayBefore(dateIn(ZONE, this.now), daysAgo);
    if (this.episodeStartedAt !== null && on < dateIn(ZONE, this.episodeStartedAt)) return;
    if (!goesOn(ending)) {
      for (const one of this.discharges) if (this.ending !== null) one.superseded = true;
      this.ending = ending;
      this.endedOn = on;
    }
    this.#takeBack(on);
    this.discharges.push({ id: this.newId('d'), ending, on, at: this.now, superseded: false });
    const kind = milestoneOfEnding(ending, { ticked: tick, planned: true });
    if (kind) this.#milestone(kind, on, { tick, viaDischarge: true });
    this.woken = true;
  }

  /** A step-down of that day or later was not what it seemed; its moment is let go. */
  #takeBack(on: string): void {
    for (const earlier of this.discharges.filter((one) => !one.superseded && one.on >= on)) {
      earlier.superseded = true;
      for (const one of this.milestones)
        if (one.viaDischarge && one.occurred_on === earlier.on && one.status === 'waiting')
          one.status = 'let_go';
    }
  }

  #milestone(kind: MilestoneKind, occurredOn: string, of: { tick: boolean; viaDischarge: boolean }): void {
    this.milestones.push({
      id: this.newId('m'),
      kind,
      status: 'waiting',
      occurred_on: occurredOn,
      practitioner_tick: of.tick,
      held_at: null,
      created_at: this.now.toISOString(),
      session_id: null,
      session_at: null,
      viaDischarge: of.viaDischarge,
      carriedAt: null,
      carriedBy: null,
    });
  }

  #communicate(carrier: Carrier): void {
    if (!this.read().facts.mayWrite || this.ending === 'deceased') return;
    const id = this.newId('n');
    this.notes.push({
      ...newNote(id, `communication/${id}`, carrier, { dueAt: this.now, now: this.now }),
      asked_by: 'desk',
    });
    this.woken = true;
  }

  row(now: Date): JourneyRow {
    const today = dateIn(ZONE, now);
    const attended = this.sessions
      .filter(
        ({ status, at }) =>
          status === 'attended' && (this.episodeStartedAt === null || at >= this.episodeStartedAt),
      )
      .toSorted((one, other) => one.at.getTime() - other.at.getTime());
    const isRecent = (at: Date, ms: number): boolean => now.getTime() - at.getTime() < ms;
    const past = this.sessions
      .filter(({ status, at }) => ['attended', 'dna', 'late_cancel'].includes(status) && at <= now)
      .toSorted((one, other) => one.at.getTime() - other.at.getTime());
    const discharge = this.discharges
      .filter(({ superseded }) => !superseded)
      .toSorted((one, other) => one.on.localeCompare(other.on))
      .at(-1);
    const score = this.scores.at(-1);
    return {
      has_email: this.has.email,
      ending: this.ending,
      ended_on: this.endedOn,
      planned_end_on: null,
      planned_short: this.has.plannedShort && this.episodeStartedAt === null,
      birth_year: this.#given.birthYear,
      stage: this.#stage,
      episode_started_at: this.episodeStartedAt?.toISOString() ?? null,
      complaint_closed_on: this.complaintOver(today),
      stages: [],
      policy: this.policy,
      timezone: ZONE,
      sending: this.sending,
      profile: this.#given.profile,
      went_live_at: this.wentLiveAt?.toISOString() ?? null,
      prompts_signed_off_at: this.#given.profile === 'US_STRICT' ? this.#given.startedAt.toISOString() : null,
      consent: this.consents.at(-1) ?? null,
      suppressed: this.suppressed,
      suppressed_everywhere: null,
      shares_mailbox: this.has.sharedMailbox,
      holds: this.holds.filter(({ until }) => until === null || until >= today).map(({ code }) => code),
      overrides: this.overrides.filter(({ until }) => until >= today).map(({ code }) => code),
      attended: attended.length,
      first_attended_at: attended[0]?.at.toISOString() ?? null,
      recent: attended
        .map(({ id, at, imported }, index) => ({ id, at, nth: index + 1, imported }))
        .filter(({ at }) => isRecent(at, RECENT_MS.sessions))
        .map((session) => ({ ...session, at: session.at.toISOString() })),
      missed_last: past.length > 0 && past.at(-1)?.status !== 'attended',
      last_score: score ? { instrument: 'csat', score: score.score, at: score.at.toISOString() } : null,
      prompts_at: this.milestones
        .filter(
          ({ status }) => status === 'carried' || (status === 'would_send' && this.sending === 'rehearsal'),
        )
        .flatMap(({ carriedAt }) => carriedAt?.toISOString() ?? []),
      last_referral_at: this.referralsAt.at(-1)?.toISOString() ?? null,
      session_data_at: this.has.silentDiary
        ? (this.#sessionDataAt?.toISOString() ?? null)
        : now.toISOString(),
      milestones: this.milestones
        .filter(
          ({ status, created_at: at }) => status === 'waiting' || isRecent(new Date(at), RECENT_MS.rows),
        )
        .map((one) => {
          const session = this.anchorOf(one);
          return {
            ...one,
            session_id: session?.id ?? null,
            session_at: session?.at.toISOString() ?? null,
            session_known_at: session?.knownAt.toISOString() ?? null,
          };
        }),
      discharge:
        discharge && this.ending !== null
          ? { ...discharge, session_at: this.#attendedBefore(discharge.on)?.at.toISOString() ?? null }
          : null,
      notes: this.notes.filter(
        ({ status, createdAt }) =>
          ['queued', 'sending', 'unknown'].includes(status) || isRecent(createdAt, RECENT_MS.rows),
      ),
    };
  }

  /** The last day of a complaint that is over, whether somebody closed it or its hold ran out. */
  complaintOver(today: string): string | null {
    const ranOut = this.holds.flatMap(({ code, until }) =>
      code === 'complaint' && until !== null && until < today ? until : [],
    );
    return [...ranOut, ...(this.complaintClosedOn ? [this.complaintClosedOn] : [])].toSorted().at(-1) ?? null;
  }

  newId(letter: string): string {
    this.#count += 1;
    return `${letter}${String(this.#count).padStart(4, '0')}`;
  }
}

/** A note in the ledger, before it is sent. */
export function newNote(
  id: string,
  key: string,
  carrier: Carrier,
  { dueAt, now }: { dueAt: Date; now: Date },
): Note {
  return {
    id,
    key,
    carrier,
    status: 'queued',
    why: null,
    due_at: dueAt.toISOString(),
    asked_by: null,
    sent_at: null,
    next_try_at: null,
    claimed_until: null,
    unknown_since: null,
    checks: 0,
    resent: false,
    updated_at: now.toISOString(),
    createdAt: now,
    attempts: 0,
    goneAt: null,
  };
}

export function dayBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}
