import { journeyOf, type Journey } from '../../facts/journey-of.ts';
import type { JourneyRow, MilestoneRow, NoteRow } from '../../facts/journey-row.ts';
import { dateIn } from '../../facts/practice-today.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { decideCarriage, nextTryAt } from '../../policy/carriage.ts';
import { plannedCarriers, type Carrier } from '../../policy/carriers.ts';
import { goesOn, milestoneOfEnding, type Ending } from '../../policy/ending.ts';
import type { HoldCode, MilestoneKind } from '../../policy/gate.ts';
import type { GateCode } from '../../policy/gate-codes.ts';
import { decideJourney, NO_LONGER_DUE, type JourneyStep } from '../../policy/journey.ts';
import { choosePrompt, type Verdict } from '../../policy/milestone.ts';
import type { PracticePolicy } from '../../policy/practice-policy.ts';
import type { Phase } from '../../policy/stage.ts';
import { POLICIES, type PolicyName } from './policies.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const ZONE = 'Europe/London';
const SEARCH_LAG_MS = 900_000;
const CLAIM_MS = 25_000;
const WINDOW_OF_ROW_MS = { sessions: 31 * DAY_MS, rows: 62 * DAY_MS };
const MAY_MATTER_MS = 15 * DAY_MS;
const MOST_STEPS = 3_000;
const MOST_AT_ONCE = 60;

export const SESSION_STATUSES = ['booked', 'attended', 'dna', 'late_cancel', 'cancelled'] as const;
export const OUTCOMES = [
  'sent',
  'refused',
  'not_sent',
  'lost',
  'lost_and_sent',
  'crash',
  'crash_and_sent',
] as const;

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

/**
 * After so long this happens and, where a run is open or the fact opens one, the bell rings. Not `awake`: no worker
 * was there in between, so that timers fire late. `midStep`: it happens after a note was found due and before it goes.
 */
export type Day = { afterMs: number; awake: boolean; midStep: boolean; then: Happening };

export type Life = {
  startedAt: Date;
  policy: PolicyName;
  profile: JourneyRow['profile'];
  sending: JourneyRow['sending'];
  birthYear: number | null;
  consent: Extract<Happening, { what: 'consent' }> | null;
  outcomes: readonly (typeof OUTCOMES)[number][];
  days: readonly Day[];
  /** Every fact opens a run, not only those after which something may be pending. */
  everythingWakes?: boolean;
};

export type Note = NoteRow & { createdAt: Date; attempts: number; goneAt: Date | null };
export type Milestone = MilestoneRow & {
  viaDischarge: boolean;
  carriedAt: Date | null;
  carriedBy: string | null;
};
type Session = { id: string; at: Date; status: (typeof SESSION_STATUSES)[number]; imported: boolean };
type Discharge = { id: string; ending: Ending; on: string; superseded: boolean };
type Consent = { status: 'given' | 'declined' | 'withdrawn'; channel: string };

/** A prompt at the instant at which its note left, or may have left. */
export type Prompt = { at: Date; milestone: Milestone; note: Note; rehearsed: boolean; gone: boolean };
/** What whoever watches is shown: the client's whole past, and what is being done now. */
export type Seen = { now: Date; journey: OneJourney; policy: PracticePolicy };
export type Watch = {
  note?: (seen: Seen, note: Note) => string[];
  prompt?: (seen: Seen, prompt: Prompt) => string[];
  close?: (seen: Seen) => string[];
};

/** One client's life in memory: what the database would hold, and the steps of the run that looks after it. */
export class OneJourney {
  readonly faults: string[] = [];
  readonly steps: JourneyStep['do'][] = [];
  readonly prompts: Prompt[] = [];
  readonly notes: Note[] = [];
  readonly milestones: Milestone[] = [];
  readonly sessions: Session[] = [];
  readonly discharges: Discharge[] = [];
  readonly consents: Consent[] = [];
  readonly referralsAt: Date[] = [];
  readonly scores: { score: number; at: Date }[] = [];
  readonly days: Day[];
  holds: { code: HoldCode; until: string | null }[] = [];
  overrides: { code: GateCode; until: string }[] = [];
  suppressed: string | null = null;
  complaintClosedOn: string | null = null;
  ending: Ending | null = null;
  endedOn: string | null = null;
  episodeStartedAt: Date | null = null;
  sending: JourneyRow['sending'];
  wentLiveAt: Date | null;
  has = { email: true, sharedMailbox: false, plannedShort: false, silentDiary: false };
  now: Date;

  readonly #life: Life;
  readonly #watch: Watch;
  readonly #outcomes: (typeof OUTCOMES)[number][];
  #policy: PracticePolicy;
  #stage: Phase | null = null;
  #sessionDataAt: Date | null = null;
  #open = false;
  #found = new Set<string>();
  #count = 0;

  constructor(life: Life, watch: Watch = {}) {
    this.#life = life;
    this.#watch = watch;
    this.#policy = POLICIES[life.policy];
    this.#outcomes = [...life.outcomes];
    this.days = [...life.days];
    this.now = life.startedAt;
    this.sending = life.sending;
    this.wentLiveAt = life.sending === 'rehearsal' ? null : life.startedAt;
    if (life.consent) this.consents.push(life.consent);
  }

  /** Lives to the end of its days, and then on until nothing is pending. */
  run(): this {
    let atThisMoment = 0;
    for (let count = 0; count < MOST_STEPS; count += 1) {
      const step = this.#open ? this.decide() : { do: 'close' as const };
      this.steps.push(step.do);
      if (step.do !== 'wait' && step.do !== 'close') {
        atThisMoment += 1;
        if (atThisMoment > MOST_AT_ONCE)
          return this.#fault(`never comes to rest: ${this.steps.slice(-6).join(' ')}`);
        this.#take(step);
        continue;
      }
      atThisMoment = 0;
      if (step.do === 'close' && this.#open) this.#close();
      if (step.do === 'wait' && step.at <= this.now) return this.#fault('waits for a moment that has passed');
      if (!this.#passTime(step)) return this;
    }
    return this.#fault('never ends');
  }

  decide(at: Date = this.now): JourneyStep {
    const { facts, rules } = this.read(at);
    return decideJourney(facts, rules, at);
  }

  /** As `facts/read-journey.ts` asks it and `facts/journey-of.ts` understands it. */
  read(now: Date = this.now): Journey {
    return journeyOf(this.#row(now), now, SEARCH_LAG_MS);
  }

  get policy(): PracticePolicy {
    return this.#policy;
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

  #passTime(step: { do: 'wait'; at: Date } | { do: 'close' }): boolean {
    const day = this.days[0];
    const timer = step.do === 'wait' ? step.at : null;
    if (!day) {
      if (timer === null || (this.sending === 'paused' && this.#isLongAfter(timer))) return false;
      this.now = timer;
      return true;
    }
    const wakes = new Date(this.now.getTime() + day.afterMs);
    if (timer && day.awake && timer < wakes) {
      this.days[0] = { ...day, afterMs: wakes.getTime() - timer.getTime() };
      this.now = timer;
      return true;
    }
    this.now = wakes;
    this.days.shift();
    this.#happen(day.then);
    return true;
  }

  /** While sending is paused a run may wait for ever; two months are enough to see that it does. */
  #isLongAfter(timer: Date): boolean {
    const last = this.milestones.at(-1)?.created_at ?? this.#life.startedAt.toISOString();
    return timer.getTime() - Date.parse(last) > 70 * DAY_MS;
  }

  #close(): void {
    this.#open = false;
    this.faults.push(...(this.#watch.close?.(this.#seen()) ?? []));
  }

  #happen(then: Happening): void {
    if (this.#life.everythingWakes) this.#open = true;
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
        this.#open = true;
        return;
      }
      case 'consent':
        this.consents.push({ status: then.status, channel: then.channel });
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
        this.#policy = POLICIES[then.name];
        return;
      case 'communicate':
        return this.#communicate(then.carrier);
      case 'suppress':
        this.suppressed = then.reason;
        return;
      case 'stage':
        this.#stage = then.phase;
        this.#open = true;
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
    const session = { id: this.#id('s'), at: new Date(this.now.getTime() + lies), status, imported };
    this.sessions.push(session);
    this.#sessionDataAt = this.now;
    if (status !== 'attended') return;
    if (this.endedOn !== null && dateIn(ZONE, session.at) > this.endedOn) {
      this.ending = null;
      this.endedOn = null;
      this.episodeStartedAt = session.at;
    }
    if (this.now.getTime() - session.at.getTime() <= MAY_MATTER_MS) this.#open = true;
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
    this.discharges.push({ id: this.#id('d'), ending, on, superseded: false });
    const kind = milestoneOfEnding(ending, { ticked: tick, planned: true });
    if (kind) this.#milestone(kind, on, { tick, viaDischarge: true });
    this.#open = true;
  }

  #milestone(kind: MilestoneKind, occurredOn: string, of: { tick: boolean; viaDischarge: boolean }): void {
    this.milestones.push({
      id: this.#id('m'),
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
    const id = this.#id('n');
    this.notes.push({ ...this.#note(id, `communication/${id}`, carrier, this.now), asked_by: 'desk' });
    this.#open = true;
  }

  #take(step: Exclude<JourneyStep, { do: 'wait' | 'close' }>): void {
    switch (step.do) {
      case 'judge':
        return this.#judge(step.verdicts);
      case 'plan':
        for (const change of step.changes) {
          if (change.do === 'add') {
            const { key, carrier, dueAt } = change.planned;
            this.notes.push(this.#note(this.#id('n'), key, carrier, dueAt));
            continue;
          }
          const note = this.#noteOf(change.messageId);
          note.status = change.do === 'stop' ? 'stopped' : 'queued';
          note.why = change.do === 'stop' ? NO_LONGER_DUE : null;
          note.updated_at = this.now.toISOString();
          if (change.do === 'move') note.due_at = change.planned.dueAt.toISOString();
        }
        return;
      case 'send': {
        const day = this.days[0];
        if (day?.midStep) {
          this.days.shift();
          this.#happen(day.then);
        }
        return this.#carry(this.#noteOf(step.messageId));
      }
    }
  }

  #judge(verdicts: readonly Verdict[]): void {
    for (const { milestoneId, do: what } of verdicts) {
      const milestone = this.milestones.find(({ id }) => id === milestoneId);
      if (milestone?.status !== 'waiting') continue;
      if (what === 'let_go') milestone.status = 'let_go';
      else milestone.held_at ??= this.now.toISOString();
    }
  }

  #carry(note: Note): void {
    const step = decideCarriage(this.#carriage(note), this.now, SEARCH_LAG_MS, 'hold');
    switch (step.do) {
      case 'wait':
      case 'nothing':
        return;
      case 'hold':
        note.status = 'held';
        note.updated_at = this.now.toISOString();
        return;
      case 'reconcile':
        return this.#reconcile(note);
      case 'send':
      case 'resend':
        return this.#prepare(note);
    }
  }

  /** Everything is asked again in the transaction that sends (S11). */
  #prepare(note: Note): void {
    const { facts, rules } = this.read();
    if (rules.paused) return;
    note.updated_at = this.now.toISOString();
    if (!facts.mayWrite) {
      note.status = 'stopped';
      note.why = 'may_not_write';
      return;
    }
    const byPerson = note.asked_by !== null;
    const planned = plannedCarriers(facts.carriers, rules.carriers, this.now);
    const isPlanned = planned.some(({ key, dueAt }) => key === note.key && dueAt <= this.now);
    if (!byPerson && !isPlanned) return;
    const { ride, verdicts } = choosePrompt(facts, rules, { carrier: note.carrier, byPerson }, this.now);
    this.#judge(verdicts);
    const milestone = this.milestones.find(({ id }) => id === ride?.id);
    const rehearsed = this.sending === 'rehearsal';
    this.faults.push(...(this.#watch.note?.(this.#seen(), note) ?? []));
    if (milestone) {
      const prompt = { at: this.now, milestone, note, rehearsed, gone: true };
      this.faults.push(...(this.#watch.prompt?.(this.#seen(), prompt) ?? []));
      this.prompts.push(prompt);
      milestone.status = rehearsed ? 'would_send' : 'carried';
      milestone.carriedAt = this.now;
      milestone.carriedBy = note.id;
    }
    note.goneAt = this.now;
    if (rehearsed) note.status = 'would_send';
    else this.#call(note);
  }

  #call(note: Note): void {
    note.attempts += 1;
    note.checks = 0;
    note.next_try_at = null;
    note.status = 'sending';
    note.claimed_until = new Date(this.now.getTime() + CLAIM_MS).toISOString();
    const outcome = this.#outcomes.shift() ?? 'sent';
    if (outcome.endsWith('_and_sent')) this.#found.add(note.id);
    switch (outcome) {
      case 'sent':
        return this.#arrived(note);
      case 'refused':
        note.status = 'refused';
        return this.#release(note);
      case 'not_sent':
        note.status = 'queued';
        note.next_try_at = nextTryAt(note.attempts, this.now).toISOString();
        return this.#release(note);
      case 'lost':
      case 'lost_and_sent':
        note.status = 'unknown';
        note.unknown_since = this.now.toISOString();
        return;
      case 'crash':
      case 'crash_and_sent':
        return;
    }
  }

  #reconcile(note: Note): void {
    note.updated_at = this.now.toISOString();
    if (note.status === 'sending') {
      note.status = 'unknown';
      note.unknown_since = this.now.toISOString();
    }
    if (this.#found.has(note.id)) return this.#arrived(note);
    note.checks += 1;
  }

  #arrived(note: Note): void {
    note.status = 'sent';
    note.sent_at = this.now.toISOString();
    note.updated_at = note.sent_at;
    const milestone = this.milestones.find(({ carriedBy }) => carriedBy === note.id);
    if (milestone) milestone.carriedAt = this.now;
  }

  /** It certainly did not go, so that the prompt is free to ride again. */
  #release(note: Note): void {
    note.goneAt = null;
    for (const milestone of this.milestones.filter(({ carriedBy }) => carriedBy === note.id)) {
      milestone.status = 'waiting';
      milestone.carriedAt = null;
      milestone.carriedBy = null;
    }
    for (const prompt of this.prompts) if (prompt.note.id === note.id) prompt.gone = false;
  }

  #row(now: Date): JourneyRow {
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
      planned_short: this.has.plannedShort,
      birth_year: this.#life.birthYear,
      stage: this.#stage,
      episode_started_at: this.episodeStartedAt?.toISOString() ?? null,
      complaint_closed_on: this.complaintClosedOn,
      stages: [],
      policy: this.#policy,
      timezone: ZONE,
      sending: this.sending,
      profile: this.#life.profile,
      went_live_at: this.wentLiveAt?.toISOString() ?? null,
      prompts_signed_off_at: this.#life.profile === 'US_STRICT' ? this.#life.startedAt.toISOString() : null,
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
        .filter(({ at }) => isRecent(at, WINDOW_OF_ROW_MS.sessions))
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
          ({ status, created_at: at }) =>
            status === 'waiting' || isRecent(new Date(at), WINDOW_OF_ROW_MS.rows),
        )
        .map((one) => {
          const session = this.anchorOf(one);
          return { ...one, session_id: session?.id ?? null, session_at: session?.at.toISOString() ?? null };
        }),
      discharge:
        discharge && this.ending !== null
          ? { ...discharge, session_at: this.#attendedBefore(discharge.on)?.at.toISOString() ?? null }
          : null,
      notes: this.notes.filter(
        ({ status, createdAt }) =>
          ['queued', 'sending', 'unknown'].includes(status) || isRecent(createdAt, WINDOW_OF_ROW_MS.rows),
      ),
    };
  }

  #note(id: string, key: string, carrier: Carrier, dueAt: Date): Note {
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
      updated_at: this.now.toISOString(),
      createdAt: this.now,
      attempts: 0,
      goneAt: null,
    };
  }

  #carriage({ status, next_try_at, claimed_until, unknown_since, checks, resent }: Note) {
    const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));
    return {
      status,
      nextTryAt: moment(next_try_at),
      claimedUntil: moment(claimed_until),
      unknownSince: moment(unknown_since),
      checks,
      resent,
    };
  }

  #noteOf(id: string): Note {
    const note = this.notes.find((one) => one.id === id);
    if (!note) throw new Error(`There is no note ${id}.`);
    return note;
  }

  #seen(): Seen {
    return { now: this.now, journey: this, policy: this.#policy };
  }

  #fault(what: string): this {
    this.faults.push(what);
    return this;
  }

  #id(letter: string): string {
    this.#count += 1;
    return `${letter}${String(this.#count).padStart(4, '0')}`;
  }
}

export function dayBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}
