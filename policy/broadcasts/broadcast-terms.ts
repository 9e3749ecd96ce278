import { TEMPLATE } from '../outbound-mail/template-ids.ts';

/** What many may be told: that the practice is full, that it has room again, or thanks. */
export const BROADCAST_KINDS = ['full', 'places_again', 'thanks_professionals', 'thanks_personal'] as const;
export type BroadcastKind = (typeof BROADCAST_KINDS)[number];

export const BROADCAST_STATUSES = ['running', 'paused', 'done', 'cancelled'] as const;
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

/** The fastest pace that may be set; the default is what a desk can answer. */
export const MOST_A_DAY = 100_000;

export const ONLY_TO = ['not_answered'] as const;
export type OnlyTo = (typeof ONLY_TO)[number];

/** Whom a kind goes to, and in which words. */
type Sent = {
  to: 'clients' | 'professionals';
  template: (typeof TEMPLATE)[
    | 'full'
    | 'placesAgain'
    | 'quarterlyThanksColleague'
    | 'quarterlyThanksPersonal'];
};

export const SENT_AS: Readonly<Record<BroadcastKind, Sent>> = {
  full: { to: 'professionals', template: TEMPLATE.full },
  places_again: { to: 'professionals', template: TEMPLATE.placesAgain },
  thanks_professionals: { to: 'professionals', template: TEMPLATE.quarterlyThanksColleague },
  thanks_personal: { to: 'clients', template: TEMPLATE.quarterlyThanksPersonal },
};

/** What tells of a time of being full (S73a, S74a). */
export type NoticeKind = Extract<BroadcastKind, 'full' | 'places_again'>;

export function isNotice(kind: BroadcastKind): kind is NoticeKind {
  return kind === 'full' || kind === 'places_again';
}

/** Whoever is asked about opens hears why nobody knows them, and what is known instead. */
export const WHY_NOT_OPENED =
  'Mail programs open mail by themselves, so nobody knows who opened it. not_answered leaves out who has written or sent somebody since.';
