import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/units.ts';

/** A session that nobody used for as long is over. */
export const IDLE_MS = 10 * HOUR_MS;
/** However much it is used, a session is over then. */
export const SESSION_MS = 7 * DAY_MS;
/** For as long after they confirmed who they are, somebody may do what needs it. */
export const STEPPED_UP_MS = 10 * MINUTE_MS;
/** Uses of a session are noted to the minute: one that is used all the time is not written all the time. */
export const USE_NOTED_MS = MINUTE_MS;

/** A link that came by e-mail. */
export const MAILED_LINK_MS = 15 * MINUTE_MS;
/** A link that the operator read on their screen. */
export const PRINTED_LINK_MS = DAY_MS;
/** Wrong codes after which a link is over. */
export const MOST_WRONG_CODES = 5;
/** Links that one address is sent within the time that one works. */
export const MOST_LINKS = 5;

/** What a passkey has to sign is answered by then. */
export const CHALLENGE_MS = 5 * MINUTE_MS;
/** What was typed when a session was over is kept for as long. */
export const KEPT_FORM_MS = HOUR_MS;
