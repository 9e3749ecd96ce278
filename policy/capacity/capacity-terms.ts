/** What a practitioner says of their own places; a statement that has expired says none of these (S71). */
export const CAPACITY_STATUSES = ['open', 'nearly_full', 'full'] as const;
export type CapacityStatus = (typeof CAPACITY_STATUSES)[number];

/** The same as others read it: whoever said nothing, or whose statement has expired, is to be asked. */
export const SAID_STATUSES = [...CAPACITY_STATUSES, 'please_ask'] as const;
export type SaidStatus = (typeof SAID_STATUSES)[number];

/** What a full practice does with people who are sent (S73): passes them on, or tells its top referrers. */
export const FULL_MODES = ['refer_out', 'tell_referrers'] as const;
export type FullMode = (typeof FULL_MODES)[number];

/** Where a practice says whether it has room. Those of `BY_HAND` cannot change by themselves. */
export const PLACES_BY_HAND = ['voicemail', 'autoresponder', 'directory', 'website'] as const;
export type PlaceByHand = (typeof PLACES_BY_HAND)[number];
export const PLACES_AUTOMATIC = ['widget', 'cards', 'forms'] as const;

/** A wait in whole weeks, both ends included. */
export type WaitWeeks = { from: number; to: number };
