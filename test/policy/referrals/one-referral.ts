import * as fc from 'fast-check';
import {
  decideAcknowledgement,
  LATEST_THANKS_MS,
  type AcknowledgementFacts,
  type AcknowledgementRules,
  type AcknowledgementStep,
} from '../../../policy/referrals/acknowledgement.ts';
import { decideDelivery, nextTryAt } from '../../../policy/outbound-mail/delivery.ts';
import { decideMailFirst, type MessageFacts } from '../../../policy/outbound-mail/mail-first.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const CLAIM_MS = 30_000;
const PRESS_MS = 15_000;
const MOST_STEPS = 4_000;

const HAPPENINGS = [
  'nothing',
  'hold',
  'lift',
  'pause',
  'resume',
  'ask',
  'press',
  'take_back',
  'by_hand',
  'let_go',
  'forbid',
  'permit',
  'match',
  'bounce',
  'shorten',
] as const;
const OUTCOMES = ['sent', 'refused', 'not_sent', 'lost_and_sent', 'lost', 'crash', 'crash_and_sent'] as const;

export type ReferralRules = AcknowledgementRules & { searchLagMs: number };
/** A referral with its e-mails as the ledger has them. */
export type ReferralFacts = Omit<AcknowledgementFacts, 'thanks'> & {
  thanks: MessageFacts | null;
  reminders: readonly MessageFacts[];
};
type ReferralStep = ReturnType<typeof decideReferral>;
type ReferralPause = Extract<ReferralStep, { do: 'wait' | 'close' | 'rest' }>;

/** What comes next of all that is known, as a workflow is told. */
export function decideReferral(facts: ReferralFacts, rules: ReferralRules, now: Date) {
  const { thanks, reminders, ...known } = facts;
  return decideMailFirst<AcknowledgementStep>(
    [...reminders, ...(thanks ? [thanks] : [])],
    rules,
    now,
    (mails) => decideAcknowledgement({ ...known, thanks: mails[0] ?? null }, rules, now),
  );
}

/** For so long nobody is awake; then this happens and the bell rings. */
export type Day = { asleepMs: number; then: (typeof HAPPENINGS)[number] };
type Practice = {
  startedAt: Date;
  rules: ReferralRules;
  loggedAfterMs?: number;
  outcomes?: readonly (typeof OUTCOMES)[number][];
};
type Life = Practice & { days: readonly Day[]; rest?: Day };

const { sendWindows } = defaultPolicy('the owner');
if (sendWindows === 'always') throw new Error('The default windows are not "always".');

export const anyDays: fc.Arbitrary<Day[]> = fc.array(
  fc.record({
    asleepMs: fc.oneof(fc.nat({ max: HOUR_MS }), fc.nat({ max: 60 * HOUR_MS })),
    then: fc.constantFrom(...HAPPENINGS),
  }),
  { maxLength: 9 },
);

/** Any clock, window and durations that a policy may hold, and any luck with the carrier. */
export const anyPractice: fc.Arbitrary<Required<Practice>> = fc
  .record({
    startedMinute: fc.integer({ min: Date.UTC(2026, 0) / MINUTE_MS, max: Date.UTC(2027, 11) / MINUTE_MS }),
    deadlineMs: fc.oneof(fc.constant(48 * HOUR_MS), fc.integer({ min: 1_000, max: 48 * HOUR_MS })),
    shares: fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 3, maxLength: 3 }),
    window: fc.constantFrom<AcknowledgementRules['window']>(
      'always',
      sendWindows.clients,
      sendWindows.professionals,
      { days: ['wed'], from: '09:00', to: '12:00' },
    ),
    zone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe'),
    searchLagMs: fc.constantFrom(0, 3_000, 15 * MINUTE_MS),
    loggedAfterMs: fc.oneof(fc.constant(0), fc.nat({ max: 240 * HOUR_MS })),
    outcomes: fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 12 }),
  })
  .map(({ startedMinute, deadlineMs, shares, window, zone, searchLagMs, ...rest }) => {
    const [remindAtMs = 0, escalateAtMs = 0, sendAtMs = 0] = shares
      .toSorted((one, other) => one - other)
      .map((share) => Math.floor((deadlineMs * share) / 1_000));
    const rules = {
      deadlineMs,
      remindAtMs,
      escalateAtMs,
      sendAtMs,
      window,
      zone,
      paused: false,
      searchLagMs,
    };
    return { ...rest, startedAt: new Date(startedMinute * MINUTE_MS), rules };
  });

/** Lives one referral from its first bell to its last, as the facts would, and tells what it saw. */
export function live(life: Life) {
  const referral = new OneReferral(life);
  referral.run();
  return referral;
}

class OneReferral {
  readonly steps: ReferralStep['do'][] = [];
  readonly sentAt: Date[] = [];
  readonly wrongSends: string[] = [];
  readonly undone: string[] = [];
  accepted = 0;
  reposted = 0;
  reminded = 0;
  escalated = 0;
  busiestMoment = 0;
  waitedBackwards = 0;
  ended = false;

  #now: Date;
  #permitted = true;
  #rules: ReferralRules;
  #facts: ReferralFacts;
  #foundLater = false;
  readonly #outcomes: (typeof OUTCOMES)[number][];
  readonly #days: Day[];

  constructor({ startedAt, rules, loggedAfterMs = 0, outcomes = [], days, rest }: Life) {
    this.#now = new Date(startedAt.getTime() + loggedAfterMs);
    this.#rules = rules;
    this.#outcomes = [...outcomes];
    this.#days = [...days, ...(rest ? [rest] : [])];
    const tooOld = loggedAfterMs > LATEST_THANKS_MS;
    this.#facts = {
      status: tooOld ? 'needs_person' : 'due',
      needsPerson: tooOld ? 'too_old' : null,
      clockStartedAt: startedAt,
      openedAt: null,
      remindedAt: null,
      escalatedAt: null,
      handedOverAt: null,
      byHand: null,
      thanks: null,
      reminders: [],
    };
  }

  run(): void {
    let atThisMoment: ReferralStep['do'][] = [];
    for (let count = 0; count < MOST_STEPS; count += 1) {
      const step = decideReferral(this.#facts, this.#rules, this.#now);
      if (step.do !== 'wait' && step.do !== 'close' && step.do !== 'rest') {
        atThisMoment.push(step.do);
        this.steps.push(step.do);
        this.#take(step);
        this.busiestMoment = Math.max(this.busiestMoment, atThisMoment.length);
        if (atThisMoment.length > 50) return;
        continue;
      }
      this.#lookForUndone(atThisMoment);
      atThisMoment = [];
      if (step.do === 'wait' && step.at <= this.#now) this.waitedBackwards += 1;
      if (!this.#passTime(step)) {
        this.ended = step.do === 'close' || this.#rules.paused;
        return;
      }
    }
  }

  /** Sleeps until the timer or the next happening; false once nothing is left to wait for. */
  #passTime(step: ReferralPause): boolean {
    const day = this.#days[0];
    if (!day) {
      if (step.do !== 'wait' || (this.#rules.paused && this.#isPastDaySeven())) return false;
      this.#now = step.at;
      return true;
    }
    const wakes = new Date(this.#now.getTime() + day.asleepMs);
    if (step.do === 'wait' && day.asleepMs > 0 && step.at <= wakes && day.then === 'nothing')
      this.#now = step.at;
    else this.#now = wakes;
    this.#days.shift();
    this.#happen(day.then);
    return true;
  }

  #happen(what: Day['then']): void {
    const { status, thanks } = this.#facts;
    const isOpen = status === 'due' || status === 'needs_person';
    const inFlight = thanks?.status === 'sending' || thanks?.status === 'unknown';
    switch (what) {
      case 'nothing':
        return;
      case 'hold':
        return this.#know({ byHand: 'referrer_held' });
      case 'lift':
        return this.#know({ byHand: null });
      case 'pause':
      case 'resume':
        this.#rules = { ...this.#rules, paused: what === 'pause' };
        return;
      case 'shorten':
        this.#rules = { ...this.#rules, sendAtMs: Math.floor(this.#rules.sendAtMs / 2) };
        return;
      case 'ask':
      case 'press':
        if (status === 'due' && thanks?.status === 'queued')
          this.#know({
            thanks: {
              ...thanks,
              askedBy: 'fay',
              dueAt: new Date(this.#now.getTime() + (what === 'press' ? PRESS_MS : 0)),
            },
          });
        return;
      case 'take_back':
        if (status === 'due' && thanks?.status === 'queued')
          this.#know({ thanks: { ...thanks, askedBy: null } });
        return;
      case 'by_hand':
        if (isOpen && !inFlight) this.#close('done_by_hand');
        return;
      case 'let_go':
        if (isOpen && !inFlight) this.#close('let_go');
        return;
      case 'forbid':
        if (status === 'sent' || status === 'done_by_hand') return;
        this.#permitted = false;
        return this.#close('not_permitted');
      case 'permit':
        if (status !== 'not_permitted') return;
        this.#permitted = true;
        return this.#know({
          status: 'due',
          clockStartedAt: this.#now,
          openedAt: null,
          handedOverAt: null,
          needsPerson: null,
        });
      case 'match':
        if (status === 'not_permitted' || status === 'sent' || status === 'done_by_hand' || inFlight) return;
        return this.#know({ status: 'due', needsPerson: null, openedAt: null, handedOverAt: null });
      case 'bounce':
        if (status === 'sent')
          this.#know({ status: 'needs_person', needsPerson: 'bounced', handedOverAt: null });
    }
  }

  #take(step: Exclude<ReferralStep, ReferralPause>): void {
    switch (step.do) {
      case 'open': {
        const thanks = this.#facts.thanks ?? aMessage('thanks', this.#now, 'thanks');
        const again =
          thanks.status === 'stopped' || thanks.status === 'refused' || thanks.status === 'would_send';
        return this.#know({
          status: 'due',
          needsPerson: null,
          handedOverAt: null,
          openedAt: this.#now,
          thanks: again ? { ...thanks, status: 'queued' } : thanks,
        });
      }
      case 'hand_over': {
        this.#know({ status: 'needs_person', needsPerson: step.because, handedOverAt: this.#now });
        const { thanks } = this.#facts;
        if (thanks?.status === 'queued') this.#know({ thanks: { ...thanks, status: 'stopped' } });
        if (thanks?.status === 'unknown') this.#know({ thanks: { ...thanks, status: 'held' } });
        return;
      }
      case 'remind':
      case 'escalate': {
        if (step.do === 'remind') this.reminded += 1;
        else this.escalated += 1;
        const reminders = [
          ...this.#facts.reminders,
          aMessage(step.do, new Date(this.#now.getTime() + 7 * HOUR_MS)),
        ];
        return this.#know(
          step.do === 'remind' ? { remindedAt: this.#now, reminders } : { escalatedAt: this.#now, reminders },
        );
      }
      case 'send':
        return step.messageId === 'thanks' ? this.#deliverThanks() : this.#deliverNote(step.messageId);
    }
  }

  #deliverThanks(): void {
    const { thanks } = this.#facts;
    if (!thanks) throw new Error('Nothing was drafted.');
    const { do: next } = decideDelivery(thanks, this.#now, this.#rules.searchLagMs);
    switch (next) {
      case 'wait':
      case 'nothing':
        return;
      case 'hold':
        return this.#know({ thanks: { ...thanks, status: 'held' } });
      case 'look_up': {
        if (this.#foundLater) return this.#arrived(thanks);
        const since = thanks.status === 'sending' ? this.#now : thanks.unknownSince;
        return this.#know({
          thanks: { ...thanks, status: 'unknown', unknownSince: since, checks: thanks.checks + 1 },
        });
      }
      case 'send':
      case 'resend':
        this.#noteWrongSend(thanks);
        if (next === 'resend') this.reposted += 1;
        return this.#call({ ...thanks, resent: thanks.resent || next === 'resend', checks: 0 });
    }
  }

  #call(thanks: MessageFacts): void {
    const unknown = { ...thanks, status: 'unknown' as const, unknownSince: this.#now };
    const sending = {
      ...thanks,
      status: 'sending' as const,
      claimedUntil: new Date(this.#now.getTime() + CLAIM_MS),
    };
    switch (this.#outcomes.shift() ?? 'sent') {
      case 'sent':
        this.accepted += 1;
        return this.#arrived(thanks);
      case 'refused':
        return this.#know({ thanks: { ...thanks, status: 'refused' } });
      case 'not_sent':
        return this.#know({ thanks: { ...thanks, status: 'queued', nextTryAt: nextTryAt(1, this.#now) } });
      case 'lost_and_sent':
        this.accepted += 1;
        this.#foundLater = true;
        return this.#know({ thanks: unknown });
      case 'lost':
        return this.#know({ thanks: unknown });
      case 'crash_and_sent':
        this.accepted += 1;
        this.#foundLater = true;
        return this.#know({ thanks: sending });
      case 'crash':
        return this.#know({ thanks: sending });
    }
  }

  #arrived(thanks: MessageFacts): void {
    this.sentAt.push(this.#now);
    this.#know({ thanks: { ...thanks, status: 'sent' } });
    this.#close('sent');
  }

  #deliverNote(id: string): void {
    const status = this.#outcomes.shift() === 'not_sent' ? ('queued' as const) : ('sent' as const);
    const reminders = this.#facts.reminders.map((note) =>
      note.id === id ? { ...note, status, nextTryAt: nextTryAt(1, this.#now) } : note,
    );
    this.#know({ reminders });
  }

  #noteWrongSend({ askedBy }: MessageFacts): void {
    const { status, byHand } = this.#facts;
    if (status !== 'due') this.wrongSends.push(status);
    if (!this.#permitted) this.wrongSends.push('not permitted');
    if (byHand) this.wrongSends.push(byHand);
    if (this.#rules.paused) this.wrongSends.push('paused');
    if (askedBy === null && this.#isPastDaySeven()) this.wrongSends.push('after day seven');
  }

  /** At one moment a draft is not opened to be handed over, nor handed over to be opened. */
  #lookForUndone(steps: readonly ReferralStep['do'][]): void {
    const opened = steps.indexOf('open');
    const handed = steps.indexOf('hand_over');
    const sent = steps.includes('send');
    if (opened >= 0 && handed >= 0 && !sent && this.#facts.thanks?.status === 'stopped')
      this.undone.push(steps.join(' '));
    if (steps.filter((step) => step === 'open').length > 1) this.undone.push(steps.join(' '));
  }

  #close(status: ReferralFacts['status']): void {
    const stopped = (message: MessageFacts): MessageFacts =>
      message.status === 'queued' ? { ...message, status: 'stopped' } : message;
    const { thanks, reminders } = this.#facts;
    this.#know({
      status,
      needsPerson: null,
      thanks: thanks && stopped(thanks),
      reminders: reminders.map(stopped),
    });
  }

  #know(change: Partial<ReferralFacts>): void {
    this.#facts = { ...this.#facts, ...change };
  }

  #isPastDaySeven(): boolean {
    return this.#now.getTime() >= this.#facts.clockStartedAt.getTime() + LATEST_THANKS_MS;
  }
}

function aMessage(id: string, dueAt: Date, purpose: MessageFacts['purpose'] = 'staff_note'): MessageFacts {
  return {
    id,
    purpose,
    status: 'queued',
    dueAt,
    askedBy: null,
    nextTryAt: null,
    claimedUntil: null,
    unknownSince: null,
    checks: 0,
    resent: false,
  };
}
