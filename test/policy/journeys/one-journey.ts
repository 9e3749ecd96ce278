import { decideDelivery, nextTryAt } from '../../../policy/outbound-mail/delivery.ts';
import { decideMailFirst } from '../../../policy/outbound-mail/mail-first.ts';
import type { Pause, Send } from '../../../policy/next-step.ts';
import { plannedCarriers } from '../../../policy/journeys/carriers.ts';
import { decideJourney, NO_LONGER_DUE, type JourneyStep } from '../../../policy/journeys/journey.ts';
import { choosePrompt, type Verdict } from '../../../policy/journeys/milestone.ts';
import {
  ClientMemory,
  DAY_MS,
  newNote,
  SEARCH_LAG_MS,
  type Given,
  type Happening,
  type Milestone,
  type Note,
} from './client-memory.ts';

type NextStep = JourneyStep | Send | Pause;

const CLAIM_MS = 30_000;
const MOST_STEPS = 3_000;
const MOST_AT_ONCE = 60;

export const OUTCOMES = [
  'sent',
  'refused',
  'not_sent',
  'lost',
  'lost_and_sent',
  'crash',
  'crash_and_sent',
] as const;

/**
 * After so long this happens and, where a run is open or the fact opens one, the bell rings. Not `awake`: no worker
 * was there in between, so that timers fire late. `midStep`: it happens after a note was found due and before it goes.
 */
export type Day = { afterMs: number; awake: boolean; midStep: boolean; then: Happening };

export type Life = Given & {
  outcomes: readonly (typeof OUTCOMES)[number][];
  days: readonly Day[];
  /** Every fact opens a run, not only those after which something may be pending. */
  everythingWakes?: boolean;
};

/** A prompt at the instant at which its note left, or may have left. */
export type Prompt = { at: Date; milestone: Milestone; note: Note; rehearsed: boolean; gone: boolean };
/** What whoever watches is shown: the client's whole past, and what is being done now. */
export type Seen = { now: Date; journey: OneJourney };
export type Watch = {
  note?: (seen: Seen, note: Note) => string[];
  prompt?: (seen: Seen, prompt: Prompt) => string[];
  close?: (seen: Seen) => string[];
};

/** The run that looks after one client, and what it did. */
export class OneJourney extends ClientMemory {
  readonly faults: string[] = [];
  readonly steps: NextStep['do'][] = [];
  readonly prompts: Prompt[] = [];
  readonly days: Day[];

  readonly #life: Life;
  readonly #watch: Watch;
  readonly #outcomes: (typeof OUTCOMES)[number][];
  readonly #found = new Set<string>();

  constructor(life: Life, watch: Watch = {}) {
    super(life);
    this.#life = life;
    this.#watch = watch;
    this.#outcomes = [...life.outcomes];
    this.days = [...life.days];
  }

  /** Lives to the end of its days, and then on until nothing is pending. */
  run(): this {
    let atThisMoment = 0;
    for (let count = 0; count < MOST_STEPS; count += 1) {
      const step = this.woken ? this.decide() : { do: 'close' as const };
      this.steps.push(step.do);
      if (step.do !== 'wait' && step.do !== 'close' && step.do !== 'rest') {
        atThisMoment += 1;
        if (atThisMoment > MOST_AT_ONCE)
          return this.#fault(`never comes to rest: ${this.steps.slice(-6).join(' ')}`);
        this.#take(step);
        continue;
      }
      atThisMoment = 0;
      if (step.do === 'close' && this.woken) this.#close();
      if (step.do === 'wait' && step.at <= this.now) return this.#fault('waits for a moment that has passed');
      if (!this.#passTime(step)) return this;
    }
    return this.#fault('never ends');
  }

  /** What comes next of all that is known, as a workflow is told. */
  decide(at: Date = this.now): NextStep {
    const { facts, rules } = this.read(at);
    const messages = facts.notes.map((note) => ({ ...note, purpose: 'carrier' as const }));
    const mail = { paused: rules.paused, searchLagMs: SEARCH_LAG_MS };
    return decideMailFirst<JourneyStep>(messages, mail, at, () => decideJourney(facts, rules, at));
  }

  #passTime(step: Pause): boolean {
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
    this.#meet(day.then);
    return true;
  }

  /** While sending is paused a run may wait for ever; two months are enough to see that it does. */
  #isLongAfter(timer: Date): boolean {
    const last = this.milestones.at(-1)?.recordedAt ?? this.#life.startedAt.getTime();
    return timer.getTime() - last > 70 * DAY_MS;
  }

  #meet(then: Happening): void {
    if (this.#life.everythingWakes) this.woken = true;
    this.happen(then);
  }

  #close(): void {
    this.woken = false;
    this.faults.push(...(this.#watch.close?.(this.#seen()) ?? []));
  }

  #take(step: Exclude<NextStep, Pause>): void {
    switch (step.do) {
      case 'judge':
        return this.#judge(step.verdicts);
      case 'plan':
        for (const change of step.changes) {
          if (change.do === 'add') {
            const { key, carrier, dueAt } = change.planned;
            this.notes.push(newNote(this.newId('n'), key, carrier, { dueAt, now: this.now }));
            continue;
          }
          const note = this.#noteOf(change.messageId);
          note.status = change.do === 'stop' ? 'stopped' : 'queued';
          note.why = change.do === 'stop' ? NO_LONGER_DUE : null;
          note.updatedAt = this.now.getTime();
          if (change.do === 'move') note.dueAt = change.planned.dueAt;
        }
        return;
      case 'send': {
        const day = this.days[0];
        if (day?.midStep) {
          this.days.shift();
          this.#meet(day.then);
        }
        return this.#deliver(this.#noteOf(step.messageId));
      }
    }
  }

  #judge(verdicts: readonly Verdict[]): void {
    for (const { milestoneId, do: what } of verdicts) {
      const milestone = this.milestones.find(({ id }) => id === milestoneId);
      if (milestone?.status !== 'waiting') continue;
      if (what === 'let_go') milestone.status = 'let_go';
      else milestone.heldAt ??= this.now.getTime();
    }
  }

  #deliver(note: Note): void {
    const step = decideDelivery(note, this.now, SEARCH_LAG_MS, 'hold');
    switch (step.do) {
      case 'wait':
      case 'nothing':
        return;
      case 'hold':
        note.status = 'held';
        note.updatedAt = this.now.getTime();
        return;
      case 'look_up':
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
    note.updatedAt = this.now.getTime();
    if (!facts.mayWrite) {
      note.status = 'stopped';
      note.why = 'may_not_write';
      return;
    }
    const byPerson = note.askedBy !== null;
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
    note.nextTryAt = null;
    note.status = 'sending';
    note.claimedUntil = new Date(this.now.getTime() + CLAIM_MS);
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
        note.nextTryAt = nextTryAt(note.attempts, this.now);
        return this.#release(note);
      case 'lost':
      case 'lost_and_sent':
        note.status = 'unknown';
        note.unknownSince = this.now;
        return;
      case 'crash':
      case 'crash_and_sent':
        return;
    }
  }

  #reconcile(note: Note): void {
    note.updatedAt = this.now.getTime();
    if (note.status === 'sending') {
      note.status = 'unknown';
      note.unknownSince = this.now;
    }
    if (this.#found.has(note.id)) return this.#arrived(note);
    note.checks += 1;
  }

  #arrived(note: Note): void {
    note.status = 'sent';
    note.sentAt = this.now.getTime();
    note.updatedAt = note.sentAt;
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

  #noteOf(id: string): Note {
    const note = this.notes.find((one) => one.id === id);
    if (!note) throw new Error(`There is no note ${id}.`);
    return note;
  }

  #seen(): Seen {
    return { now: this.now, journey: this };
  }

  #fault(what: string): this {
    this.faults.push(what);
    return this;
  }
}
