import { sql, type RawBuilder } from 'kysely';
import type { ColleagueWishes } from '../../policy/broadcasts/leave-out.ts';
import { stopsMail, type Suppressed } from '../../policy/outbound-mail/suppression.ts';
import { standingOf } from '../outbound-mail/standing-suppressions.ts';
import type { Tx } from '../transaction.ts';
import { dateOrNull } from './moments.ts';

/** The columns of `wishesIn`; timestamps are answered as text. */
export type WishesRow = {
  email_hash: string | null;
  opted_out_at: string | null;
  keep_posted_at: string | null;
  may_email: boolean | null;
  sole_trader: boolean | null;
  suppressions: Suppressed[];
};

/** What many colleagues wish, for a statement over `professional p`. */
export function wishesIn({ now }: Tx): RawBuilder<unknown> {
  return sql`p.email_hash, p.opted_out_at, p.keep_posted_at, p.may_email, p.sole_trader,
    ${standingOf(sql.ref('p.practice_id'), sql.ref('p.email_hash'), now)} as suppressions`;
}

/** A row as the rules read it (4.5f). */
export function wishesOfRow(row: WishesRow): ColleagueWishes {
  return {
    optedOutAt: dateOrNull(row.opted_out_at),
    keepPostedAt: dateOrNull(row.keep_posted_at),
    mayEmail: row.may_email,
    soleTrader: row.sole_trader,
    hasEmail: row.email_hash !== null,
    isSuppressed: stopsMail(row.suppressions, 'broadcast'),
  };
}
