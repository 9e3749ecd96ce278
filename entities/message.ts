import { defineEntity, p } from '@mikro-orm/postgresql';
import {
  DELIVERIES,
  MESSAGE_PURPOSES,
  MESSAGE_STATUSES,
  nextTryAt,
  type BouncedWhy,
  type HoldReason,
} from '../policy/outbound-mail/delivery.ts';
import { GATE_CODES } from '../policy/journeys/gate-codes.ts';
import { TAKEN_BACK, type BeforePress } from '../policy/outbound-mail/take-back.ts';
import { CARRIERS } from '../policy/practice/policy-sections.ts';
import { messageIndexes } from './message-indexes.ts';
import { messageSubjects } from './message-subjects.ts';
import { messageWords } from './message-words.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: messageIndexes,
  uniques: [{ properties: ['practiceId', 'key'] }],
  properties: {
    ...inPractice,
    /** Names the fact that this message is about (`ack/<referralId>`): one fact, one message. */
    key: p.text(),
    purpose: p.enum(MESSAGE_PURPOSES).columnType('text'),
    template: p.text(),
    templateVersion: p.text().nullable(),
    ...messageSubjects,
    staffId: p.uuid().nullable(),
    /** The review that a mail to staff leads to. */
    reviewId: p.uuid().nullable(),
    /** The failure on the way to the practice that a mail to staff tells of. */
    contactFailureId: p.uuid().nullable(),
    signerId: p.uuid().nullable(),
    /** What the practice sends anyway (S14); a prompt may ride in it. */
    carrier: p.enum(CARRIERS).columnType('text').nullable(),
    /** What happened, from which the time of an automatic note counts (S16); of a note to the team, when its quarter began. */
    countsFrom: moment().nullable(),
    /** The last moment at which it may still go (S16). */
    latestAt: moment().nullable(),
    /** Why no prompt rode in it, as decided when it was sent. */
    promptCode: p.enum(GATE_CODES).columnType('text').nullable(),
    ...messageWords,
    status: p.enum(MESSAGE_STATUSES).columnType('text'),
    delivery: p.enum(DELIVERIES).columnType('text').nullable(),
    why: p.text().nullable(),
    dueAt: moment(),
    /** A person asked for it now: windows no longer matter. */
    askedBy: p.uuid().nullable(),
    /** What it was before a person pressed, for as long as that can be taken back; null: nobody did, or it is too late. */
    beforePress: p.json().$type<BeforePress>().nullable(),
    /** Identifies one intended e-mail in Postmark's metadata; the same for its one resend. */
    sendId: p.uuid(),
    /** Of what goes to many: with which others it left first, by which all of them are found at Postmark in one search. */
    batchId: p.uuid().nullable(),
    /** Of what goes to many: the practice's calendar day of which it took a place, or last did. */
    takenOn: p.date().nullable(),
    postmarkMessageId: p.uuid().nullable(),
    attempts: p.integer(),
    nextTryAt: moment().nullable(),
    claimedUntil: moment().nullable(),
    unknownSince: moment().nullable(),
    checks: p.integer(),
    resent: p.boolean(),
    sentAt: moment().nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** The provider is called within 5 s (activities/deliver.ts), has it 10 s later (email/mailer.ts) and answers within 20 s. */
export const CLAIM_MS = 30_000;

type Words = Pick<Message, 'to' | 'toHash' | 'subject' | 'text' | 'html' | 'templateVersion'>;

/**
 * One e-mail, from the intention to its delivery: the ledger that keeps anything from being sent twice or lost. Its
 * status is changed by these methods and, many rows at once, by `stop-messages.ts` and `write-mails.ts` in
 * `facts/outbound-mail/`.
 */
export class Message extends MessageSchema.class {
  /** The intention to send, committed before the mail provider is called: from here on it may have left. */
  claim(words: Words, now: Date): void {
    Object.assign(this, words);
    this.resent = this.resent || this.status === 'unknown';
    this.delivery = null;
    this.attempts += 1;
    this.checks = 0;
    this.claimedUntil = new Date(now.getTime() + CLAIM_MS);
    this.unknownSince = null;
    this.nextTryAt = null;
    become(this, 'sending', null, now);
  }

  /** Rehearsal: decided, rendered and shown, and nothing leaves. */
  rehearse(words: Words, now: Date): void {
    Object.assign(this, words);
    become(this, 'would_send', 'rehearsal', now);
  }

  /** The mail provider has it; what is known of its arrival already stays. */
  markSent(postmarkMessageId: string, now: Date): void {
    if (this.delivery !== 'delivered' && this.delivery !== 'bounced') this.delivery = 'sent';
    this.postmarkMessageId = postmarkMessageId;
    this.sentAt = now;
    become(this, 'sent', null, now);
  }

  refuse(why: string, now: Date): void {
    become(this, 'refused', why, now);
  }

  /** It certainly did not leave, and is tried again later, not before the mail provider wants to hear of us again. */
  retryLater(why: string, now: Date, notBefore: Date = now): void {
    const backedOff = nextTryAt(this.attempts, now);
    this.nextTryAt = backedOff > notBefore ? backedOff : notBefore;
    become(this, 'queued', why, now);
  }

  /** It may have left: looked up until the provider's search can no longer lag. */
  loseTrack(why: string, now: Date): void {
    this.delivery = 'unknown';
    this.unknownSince = now;
    become(this, 'unknown', why, now);
  }

  /** The provider's search does not show it yet. */
  noteNotFound(now: Date): void {
    this.checks += 1;
    this.updatedAt = now;
  }

  /** Not to be sent, or not again, by the machine: a person decides. */
  hold(why: HoldReason, now: Date): void {
    become(this, 'held', why, now);
  }

  /** It does not leave after all; `why` is an enum of the rules, never free text. */
  stop(why: string, now: Date): void {
    become(this, 'stopped', why, now);
  }

  cancel(now: Date): void {
    become(this, 'cancelled', 'a_person_cancelled', now);
  }

  /** It may leave after all, at `dueAt` where that is another moment. */
  requeue(now: Date, dueAt: Date = this.dueAt): void {
    this.dueAt = dueAt;
    this.nextTryAt = null;
    become(this, 'queued', null, now);
  }

  /** A person sends it: it leaves at `leavesAt`, and until then becomes what it was `before` where they take that back. */
  press(leavesAt: Date, before: BeforePress, now: Date): void {
    this.dueAt = leavesAt;
    this.beforePress = before;
    this.updatedAt = now;
  }

  /** Taken back: what stood here before stands again, at its planned moment; what the press made is never sent. */
  takeBack({ status, why, dueAt, resent }: BeforePress, now: Date): void {
    this.askedBy = null;
    this.dueAt = new Date(dueAt);
    this.resent = resent;
    become(this, status ?? 'cancelled', status === null ? TAKEN_BACK : why, now);
  }

  /** It reached the mailbox; answers whether that is news. */
  arrive(now: Date): boolean {
    if (this.delivery === 'bounced' || this.delivery === 'delivered') return false;
    this.delivery = 'delivered';
    this.updatedAt = now;
    return true;
  }

  /** It came back; answers whether that is news. */
  bounce(why: BouncedWhy, now: Date): boolean {
    if (this.delivery === 'bounced') return false;
    this.delivery = 'bounced';
    this.why = why;
    this.updatedAt = now;
    return true;
  }
}
MessageSchema.setClass(Message);

/** No private method: MikroORM makes entities without their constructor. */
function become(message: Message, status: Message['status'], why: string | null, now: Date): void {
  message.status = status;
  message.why = why;
  message.beforePress = null;
  message.updatedAt = now;
}
