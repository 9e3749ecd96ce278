import { dateIn } from '../../../facts/practice/practice-today.ts';
import { calendarIn } from '../../../policy/calendar/calendar-day.ts';
import type { Carrier } from '../../../policy/journeys/carriers.ts';
import { clientFactsAt } from '../../../policy/journeys/client-facts.ts';
import type {
  ClientHistory,
  HistoryDischarge,
  HistoryMilestone,
  HistoryNote,
} from '../../../policy/journeys/client-history.ts';
import type { Suppressed } from '../../../policy/outbound-mail/suppression.ts';
import type { FullTime } from '../../../policy/capacity/full-times.ts';
import { goesOn, milestoneOfEnding, type Ending } from '../../../policy/journeys/ending.ts';
import type { HoldCode, MilestoneKind } from '../../../policy/journeys/gate.ts';
import type { GateCode } from '../../../policy/journeys/gate-codes.ts';
import type { JourneyFacts, JourneyRules } from '../../../policy/journeys/journey.ts';
import { journeyRules } from '../../../policy/journeys/journey-rules.ts';
import type { PracticePolicy } from '../../../policy/practice/practice-policy.ts';
import type { Phase } from '../../../policy/journeys/stage.ts';
import { POLICIES, type PolicyName } from '../policies.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const ZONE = 'Europe/London';
export const SEARCH_LAG_MS = 900_000;
const MAY_MATTER_MS = 15 * DAY_MS;
const dayOf = calendarIn(ZONE);

type Sending = 'rehearsal' | 'live' | 'paused';
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
  | { what: 'sending'; to: Sending }
  | { what: 'full'; days: number }
  | { what: 'room' }
  | { what: 'policy'; name: PolicyName }
  | { what: 'communicate'; carrier: Carrier }
  | { what: 'suppress'; reason: 'unsubscribed' | 'hard_bounce' | null }
  | { what: 'stage'; phase: Phase | null }
  | { what: 'has'; email?: boolean; sharedMailbox?: boolean; plannedShort?: boolean; silentDiary?: boolean };

export type Note = HistoryNote & { attempts: number; goneAt: Date | null };
export type Milestone = HistoryMilestone & { carriedAt: Date | null; carriedBy: string | null };
type Session = {
  id: string;
  at: Date;
  status: (typeof SESSION_STATUSES)[number];
  imported: boolean;
  knownAt: Date;
};
type Consent = { status: 'given' | 'declined' | 'withdrawn'; channel: string; at: Date };

/** What is true of the practice and the client from the start. */
export type Given = {
  startedAt: Date;
  policy: PolicyName;
  profile: 'UK_DEFAULT' | 'US_STRICT';
  sending: Sending;
  birthYear: number | null;
  consent: Extract<Happening, { what: 'consent' }> | null;
};

/** What the database would hold of one client, and what becomes of it when something happens. */
export class ClientMemory {
  readonly notes: Note[] = [];
  readonly milestones: Milestone[] = [];
  readonly sessions: Session[] = [];
  readonly discharges: HistoryDischarge[] = [];
  readonly consents: Consent[] = [];
  readonly referralsAt: Date[] = [];
  readonly scores: { score: number; at: Date }[] = [];
  fullTimes: FullTime[] = [];
  holds: { code: HoldCode; until: string | null }[] = [];
  overrides: { code: GateCode; until: string }[] = [];
  suppressed: Suppressed | null = null;
  complaintClosedOn: string | null = null;
  ending: Ending | null = null;
  endedOn: string | null = null;
  episodeStartedAt: Date | null = null;
  policy: PracticePolicy;
  sending: Sending;
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

  /** What the rules are told of the client at this moment, and the rules of the practice. */
  read(now: Date = this.now): { facts: JourneyFacts; rules: JourneyRules } {
    const strict = this.#given.profile === 'US_STRICT';
    const paused = this.sending === 'paused';
    return {
      facts: clientFactsAt(this.history(now), now.getTime()),
      rules: journeyRules(this.policy, { zone: ZONE, strict, signedOff: strict, paused }),
    };
  }

  /** The session that a milestone counts from (§5a.2). */
  anchorOf({ kind, on: { date: on }, fromEnding }: Milestone): Session | null {
    const attended = this.sessions
      .filter(({ status }) => status === 'attended')
      .toSorted((one, other) => one.at.getTime() - other.at.getTime());
    const day = ({ at }: Session): string => dateIn(ZONE, at);
    const earliest = dayBefore(on, 7);
    const earlier = attended.filter((one) => day(one) >= earliest && day(one) <= on).at(-1);
    const later = attended.find((one) => day(one) > on);
    const looksBack = !(kind === 'transition' && fromEnding);
    return (looksBack ? earlier : null) ?? (kind === 'discharge' ? null : later) ?? null;
  }

  /** From which moment a milestone counts: its session, or the end of the day of an ending. */
  countsFrom(milestone: Milestone): Date | null {
    const session = this.anchorOf(milestone);
    if (session) return session.at;
    return milestone.kind === 'discharge' ? new Date(milestone.on.endsAt) : null;
  }

  /** What the note is about: when that was, and how long the practice's own message for it may wait. */
  aboutOf({ key }: Note): { at: Date; ending: boolean } | null {
    const [kind, id] = key.split('/');
    if (kind === 'communication') return null;
    const session = this.sessions.find((one) => one.id === id);
    if (session) return { at: session.at, ending: false };
    const discharge = this.discharges.find((one) => one.id === id);
    if (!discharge) throw new Error(`${key} is about nothing.`);
    const last = this.#attendedBefore(discharge.on.date);
    return { at: last?.at ?? new Date(discharge.on.endsAt), ending: true };
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
        const same = this.milestones.find(({ kind, on }) => kind === then.kind && on.date === occurredOn);
        if (same) {
          if (same.status === 'waiting') same.practitionerTick ||= then.tick;
        } else this.#milestone(then.kind, occurredOn, { tick: then.tick, fromEnding: false });
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
      case 'full':
        this.#room();
        this.fullTimes.push({ from: this.now.getTime(), to: this.now.getTime() + then.days * DAY_MS });
        return;
      case 'room':
        this.#room();
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

  /** The practice says that it has room, or says anew that it is full. */
  #room(): void {
    const now = this.now.getTime();
    this.fullTimes = this.fullTimes
      .filter(({ from }) => from < now)
      .map(({ from, to }) => ({ from, to: Math.min(to, now) }));
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
    this.discharges.push({
      id: this.newId('d'),
      ending,
      on: dayOf(on),
      practitionerTick: tick,
      recordedAt: this.now.getTime(),
      superseded: false,
    });
    const kind = milestoneOfEnding(ending, { ticked: tick, planned: true });
    if (kind) this.#milestone(kind, on, { tick, fromEnding: true });
    this.woken = true;
  }

  /** A step-down of that day or later was not what it seemed; its moment is let go. */
  #takeBack(on: string): void {
    for (const earlier of this.discharges.filter((one) => !one.superseded && one.on.date >= on)) {
      earlier.superseded = true;
      for (const one of this.milestones)
        if (one.fromEnding && one.on.date === earlier.on.date && one.status === 'waiting')
          one.status = 'let_go';
    }
  }

  #milestone(kind: MilestoneKind, occurredOn: string, of: { tick: boolean; fromEnding: boolean }): void {
    this.milestones.push({
      id: this.newId('m'),
      kind,
      status: 'waiting',
      on: dayOf(occurredOn),
      practitionerTick: of.tick,
      fromEnding: of.fromEnding,
      heldAt: null,
      recordedAt: this.now.getTime(),
      carriedAt: null,
      carriedBy: null,
    });
  }

  #communicate(carrier: Carrier): void {
    if (!this.read().facts.mayWrite || this.ending === 'deceased') return;
    const id = this.newId('n');
    this.notes.push({
      ...newNote(id, `communication/${id}`, carrier, { dueAt: this.now, now: this.now }),
      askedBy: 'desk',
    });
    this.woken = true;
  }

  /** What the database would hold. */
  history(now: Date): ClientHistory {
    const sessions = this.sessions.toSorted((one, other) => one.at.getTime() - other.at.getTime());
    const ofStatus = (...statuses: Session['status'][]) =>
      sessions
        .filter(({ status }) => statuses.includes(status))
        .map(({ at, knownAt, ...session }) => ({
          ...session,
          at: at.getTime(),
          knownAt: knownAt.getTime(),
        }));
    const { birthYear } = this.#given;
    return {
      zone: ZONE,
      wentLiveAt: this.wentLiveAt?.getTime() ?? null,
      rehearses: this.sending === 'rehearsal',
      sessionDataAt: (this.has.silentDiary ? this.#sessionDataAt : now)?.getTime() ?? null,
      fullTimes: this.fullTimes,
      hasEmail: this.has.email,
      sharesMailbox: this.has.sharedMailbox,
      suppressions: this.suppressed === null ? [] : [this.suppressed],
      birthYear,
      stage: this.#stage,
      stages: [],
      plannedEnd: null,
      plannedShort: this.has.plannedShort,
      ending: this.ending,
      ended: this.endedOn === null ? null : dayOf(this.endedOn),
      episodeStartedAt: this.episodeStartedAt?.getTime() ?? null,
      newClient: null,
      complaintClosed: this.complaintClosedOn === null ? null : dayOf(this.complaintClosedOn),
      holds: this.holds.map(({ code, until }) => ({ code, until: until === null ? null : dayOf(until) })),
      overrides: this.overrides.map(({ code, until }) => ({ code, until: dayOf(until), recordedAt: 0 })),
      consents: this.consents.map(({ status, channel, at }) => ({
        status,
        inWriting: channel === 'paper',
        at: at.getTime(),
      })),
      attended: ofStatus('attended'),
      missed: ofStatus('dna', 'late_cancel'),
      bookedAt: [],
      scores: this.scores.map(({ score, at }) => ({ score, at: at.getTime() })),
      referralsAt: this.referralsAt.map((at) => at.getTime()),
      discharges: this.discharges.toSorted((one, other) => one.on.startsAt - other.on.startsAt),
      milestones: this.milestones,
      prompts: this.milestones.flatMap(({ status, carriedAt }) =>
        carriedAt ? { at: carriedAt.getTime(), rehearsed: status === 'would_send' } : [],
      ),
      notes: this.notes,
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
    dueAt,
    askedBy: null,
    sentAt: null,
    nextTryAt: null,
    claimedUntil: null,
    unknownSince: null,
    checks: 0,
    resent: false,
    updatedAt: now.getTime(),
    attempts: 0,
    goneAt: null,
  };
}

export function dayBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}
