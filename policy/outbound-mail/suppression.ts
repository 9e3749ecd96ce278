import { DAY_MS } from '../calendar/units.ts';
import type { MessagePurpose } from './delivery.ts';

/** Why an address is not written to. */
export const SUPPRESSION_REASONS = [
  'hard_bounce',
  'bad_address',
  'complaint',
  'inactive',
  'unsubscribed',
  'stop_by_mail',
  'erased',
  'no_broadcasts',
] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** Who said so: the mail provider, a mail program's own button, a mail that came in, an erasure, somebody who works here, a link in a mail of ours. */
export const SUPPRESSION_SOURCES = [
  'mail_provider',
  'one_click',
  'inbound_mail',
  'erasure',
  'staff',
  'link',
] as const;
export type SuppressionSource = (typeof SUPPRESSION_SOURCES)[number];

/** `suppressed`: something that happened at another practice of the installation, of which this one learns no more. */
export type Suppressed = SuppressionReason | 'suppressed';

/** Facts about the address, or about all our mail; everything else is between one practice and one person. */
const OF_THE_INSTALLATION: ReadonlySet<SuppressionReason> = new Set([
  'hard_bounce',
  'bad_address',
  'complaint',
]);

/** Stated by the recipient; every other reason is a fault of the address, or an erasure. */
export const OBJECTIONS: readonly SuppressionReason[] = ['unsubscribed', 'stop_by_mail', 'complaint'];

/** Faults of the address: over when the mail provider takes the address again, or an owner says so. */
export const ADDRESS_FAULTS: readonly SuppressionReason[] = ['hard_bounce', 'bad_address', 'inactive'];

/** A mailbox that did not exist may exist again. */
const HARD_BOUNCE_HOLDS_MS = 90 * DAY_MS;
/** How long an owner may take back what was heard in a mail, whose sender anybody can forge. */
const STOP_BY_MAIL_UNDONE_WITHIN_MS = 30 * DAY_MS;

const TO_STAFF: readonly Suppressed[] = ['unsubscribed', 'stop_by_mail', 'no_broadcasts', 'erased'];

/**
 * Whatever stands against an address stops every e-mail, unless it is named here. Mail to staff is their work: it goes
 * past what they once said to us as somebody else, and not past an address that takes no mail. Whoever wants no more of
 * what goes to many still hears what is meant for them alone.
 */
const GOES_PAST: Readonly<Record<MessagePurpose, readonly Suppressed[]>> = {
  thanks: ['no_broadcasts'],
  carrier: ['no_broadcasts'],
  refer_out: ['no_broadcasts'],
  broadcast: [],
  check_in: [],
  staff_note: TO_STAFF,
  friday_list: TO_STAFF,
  team_note: TO_STAFF,
  test: TO_STAFF,
  sign_in: TO_STAFF,
};

/** Whether an e-mail of this kind does not go, because of what stands against its address. */
export function stopsMail(standing: readonly Suppressed[], purpose: MessagePurpose): boolean {
  return standing.some((reason) => !GOES_PAST[purpose].includes(reason));
}

export function countsEverywhere(reason: SuppressionReason): boolean {
  return OF_THE_INSTALLATION.has(reason);
}

/** When it ends by itself; null: it does not. */
export function endOf(reason: SuppressionReason, at: Date): Date | null {
  return reason === 'hard_bounce' ? new Date(at.getTime() + HARD_BOUNCE_HOLDS_MS) : null;
}

/** Until when an owner may lift it: null for as long as it stands. */
type MayLift = { may: true; until: Date | null } | { may: false; why: string };

const NEVER = {
  complaint: 'They reported our mail as unwanted; no mail goes there any more. Reach them another way.',
  no_broadcasts:
    'They asked for no more notes of this kind, by the link in one; only they can take that back. What is meant for them alone still goes.',
  unsubscribed:
    'They asked for no more mail, through their mail program; only they can take that back, with another address or in person. Reach them another way.',
  erased: 'This person asked to be forgotten; their address is kept as a hash so that nobody writes to them.',
  suppressed: 'This address is not written to by any practice here; that is not yours to lift.',
} satisfies Partial<Record<Suppressed, string>>;

/** Whether an owner may lift it now, and if not, why. */
export function mayLift(reason: Suppressed, at: Date, now: Date): MayLift {
  switch (reason) {
    case 'hard_bounce':
    case 'bad_address':
    case 'inactive':
      return { may: true, until: null };
    case 'stop_by_mail': {
      const until = new Date(at.getTime() + STOP_BY_MAIL_UNDONE_WITHIN_MS);
      if (now < until) return { may: true, until };
      return {
        may: false,
        why: 'They wrote that they want no more mail, and the thirty days in which that can be taken back are over.',
      };
    }
    case 'complaint':
    case 'unsubscribed':
    case 'no_broadcasts':
    case 'erased':
    case 'suppressed':
      return { may: false, why: NEVER[reason] };
  }
}

const WORDS: Readonly<Record<Suppressed, string>> = {
  hard_bounce: 'mail to their address came back: the mailbox does not exist',
  bad_address: 'their address is not a valid one',
  complaint: 'they reported our mail as unwanted',
  inactive: 'the mail provider no longer takes mail to their address',
  unsubscribed: 'they asked for no more mail, through their mail program',
  stop_by_mail: 'they wrote that they want no more mail',
  no_broadcasts: 'they asked for no more notes that go to many',
  erased: 'they asked to be forgotten',
  suppressed: 'their address takes no mail of ours',
};

/** Of several reasons the one to say: what the person said themselves comes first, what an owner may lift last. */
export function firstReason(standing: readonly Suppressed[]): Suppressed | null {
  return PRECEDENCE.find((reason) => standing.includes(reason)) ?? null;
}

const PRECEDENCE: readonly Suppressed[] = [
  'erased',
  'unsubscribed',
  'complaint',
  'stop_by_mail',
  'bad_address',
  'hard_bounce',
  'inactive',
  'suppressed',
  'no_broadcasts',
];

export function wordsOfSuppression(reason: Suppressed): string {
  return WORDS[reason];
}
