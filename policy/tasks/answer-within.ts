import { DAY_MS } from '../calendar/units.ts';

/** How long somebody has for what an enquiry that waits, or a referral out, asks of them. */
export const ANSWER_WITHIN_MS = 2 * DAY_MS;
