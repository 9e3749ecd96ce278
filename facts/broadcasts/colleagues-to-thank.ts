import { sql } from 'kysely';
import { arrivalsOfColleagues } from '../source-log/arrivals.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import {
  THANKED_FOR_DAYS,
  whyNotColleague,
  type Candidate,
  type LeftOutColleague,
} from '../../policy/broadcasts/leave-out.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { among, hadBefore, wroteBack, type Asking, type Only } from './had-before.ts';
import { dateOrNull, latest } from './moments.ts';
import { wishesIn, wishesOfRow, type WishesRow } from './read-wishes.ts';

/** Timestamps are answered as text. */
type Row = WishesRow & {
  id: string;
  erased_at: string | null;
  arrived_at: string | null;
  thanked_at: string | null;
  written_to_at: string | null;
  wrote_at: string | null;
};

/** `at`: when the list is frozen, from which the time that is thanked for counts. `only`: asked again of some who stand on it. */
type Asked = Asking & Only & { at: Date; minGapMs: number };

/**
 * Colleagues through whom somebody came in the 92 days before `at`, the latest first, and why each may not be thanked for
 * the quarter (S52, §5c).
 */
export async function colleaguesToThank(
  tx: Tx,
  { at, minGapMs, only, ...asking }: Asked,
): Promise<Candidate<LeftOutColleague>[]> {
  await tx.em.flush();
  const since = new Date(at.getTime() - THANKED_FOR_DAYS * DAY_MS);
  const arrivals = arrivalsOfColleagues(tx, { from: since, until: tx.now });
  const arrived =
    only === undefined
      ? sql`select colleague_id, max(at) as at from (${arrivals}) l group by 1`
      : sql`select unnest(${only}::uuid[]) as colleague_id, ${at}::timestamptz as at`;
  const { rows } = await sql<Row>`
    with arrived as (${arrived}),
      wrote as (${wroteBack(tx, 'professional_id', { only })})
    select p.id, p.erased_at, ${wishesIn(tx)},
      a.at as arrived_at, h.thanked_at, h.at as written_to_at, w.at as wrote_at
    from professional p join arrived a on a.colleague_id = p.id
      left join wrote w on w.who = p.id
      cross join lateral (
        select max(h.at) as at, max(h.at) filter (where h.template = ${TEMPLATE.quarterlyThanksColleague}) as thanked_at
        from (${hadBefore(tx, 'professional', asking)}) h) h
    where p.practice_id = ${tx.practiceId}::uuid ${among(sql.ref('p.id'), only)}
    order by a.at desc, p.id`.execute(tables(tx));
  return rows.map((row) => candidate(row, minGapMs, tx.now));
}

function candidate(row: Row, minGapMs: number, now: Date): Candidate<LeftOutColleague> {
  const facts = {
    isErased: row.erased_at !== null,
    hasSent: row.arrived_at !== null,
    ...wishesOfRow(row),
    thankedAt: dateOrNull(row.thanked_at),
    writtenToAt: dateOrNull(row.written_to_at),
  };
  return {
    id: row.id,
    address: row.email_hash,
    why: whyNotColleague(facts, minGapMs, now),
    lastHadAt: facts.thankedAt,
    lastAnsweredAt: latest([row.wrote_at, row.arrived_at]),
  };
}
