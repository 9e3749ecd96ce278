import { sql } from 'kysely';

/**
 * What the loss of an enquiry `e` looks like (S80): the cause with which it was closed, or while it is open the one noted
 * with its latest stall; null: none. Stalls are few, and looked up one by one.
 */
export const LOSS_CAUSE = sql`coalesce(e.leak, case when e.stalled_at is not null then (
    select v.why from enquiry_event v where v.practice_id = e.practice_id and v.enquiry_id = e.id and v.what = 'stalled'
    order by v.at desc, v.id desc limit 1) end)`;
