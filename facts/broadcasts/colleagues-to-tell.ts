import { sql } from 'kysely';
import { CapacitySpell } from '../../entities/capacity-spell.ts';
import type { NoticeKind } from '../../policy/broadcasts/broadcast-terms.ts';
import type { Candidate } from '../../policy/broadcasts/leave-out.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import {
  whyNotAgain,
  whyNotFull,
  type LeftOutOfAgain,
  type LeftOutOfFull,
  type ToldFacts,
  type ToldSpell,
} from '../../policy/capacity/whom-to-tell.ts';
import { isTop, TOP_ARRIVALS, TOP_WITHIN_DAYS } from '../../policy/relationships/rhythm.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import { timesTold } from '../capacity/told-full.ts';
import { arrivalsOfColleagues } from '../source-log/arrivals.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';
import { wroteBack, type Asking, type Only } from './had-before.ts';
import { dateOrNull, latest } from './moments.ts';
import { wishesIn, wishesOfRow, type WishesRow } from './read-wishes.ts';

/** Timestamps are answered as text. */
type Row = WishesRow & {
  id: string;
  erased_at: string | null;
  arrivals: number;
  arrived_at: string | null;
  told_at: string | null;
  told_by_hand: boolean | null;
  told_again_at: string | null;
  wrote_at: string | null;
};

/** `at`: when the list is frozen. `only`: asked again of these who stand on it. */
type Asked = Asking & Only & { at: Date; spellId: string | null; minGapMs: number };

/**
 * Colleagues who may be meant by a notice of capacity, those who send most first, and why each is not told (S73a, S74a).
 * Nobody where there was no such time of being full.
 */
export async function colleaguesToTell(
  tx: Tx,
  kind: NoticeKind,
  { spellId, minGapMs, ...asked }: Asked,
): Promise<Candidate<LeftOutOfFull | LeftOutOfAgain>[]> {
  await tx.em.flush();
  const found = spellId === null ? null : await tx.em.findOne(CapacitySpell, { id: spellId });
  if (!found) return [];
  const spell: ToldSpell = { since: found.toldSince, mode: found.mode };
  const rows = await readRows(tx, kind, { ...asked, since: spell.since });
  const { status, placesFor } = (await readCapacity(tx)).practice;
  return rows.map((row) => {
    const facts = factsOf(row);
    const keepsPlaces = placesFor.includes(row.id);
    const around = { spell, isFull: status === 'full', keepsPlaces, minGapMs, now: tx.now };
    return {
      id: row.id,
      address: row.email_hash,
      why: kind === 'full' ? whyNotFull(facts, around) : whyNotAgain(facts, spell),
      lastHadAt: kind === 'full' ? facts.toldAt : facts.toldAgainAt,
      lastAnsweredAt: latest([row.wrote_at, row.arrived_at]),
    };
  });
}

type Wanted = Omit<Asked, 'spellId' | 'minGapMs'> & { since: Date };

async function readRows(tx: Tx, kind: NoticeKind, wanted: Wanted): Promise<Row[]> {
  const { at, since, only, broadcastId } = wanted;
  const from = new Date(at.getTime() - TOP_WITHIN_DAYS * DAY_MS);
  // Whoever stands on a frozen list was one of those who send most when it was made.
  const arrived =
    only === undefined
      ? sql`select colleague_id, count(*)::int as n, max(at) as at
          from (${arrivalsOfColleagues(tx, { from, until: tx.now })}) l group by 1`
      : sql`select unnest(${only}::uuid[]) as colleague_id, ${TOP_ARRIVALS}::int as n, null::timestamptz as at`;
  const meant =
    kind === 'full'
      ? sql`a.n >= ${TOP_ARRIVALS} or p.keep_posted_at is not null`
      : sql`f.at >= ${since} or p.keep_posted_at >= ${since}`;
  const who = only === undefined ? meant : sql`p.id = any(${only}::uuid[])`;
  const told = { broadcastId, only };
  const { rows } = await sql<Row>`
    with arrived as (${arrived}),
      f as (select professional_id, max(at) as at, (array_agg(by_hand order by at desc))[1] as by_hand
        from (${timesTold(tx, 'full', told)}) t group by 1),
      g as (select professional_id, max(at) as at from (${timesTold(tx, 'places_again', told)}) t group by 1),
      wrote as (${wroteBack(tx, 'professional_id', { only })})
    select p.id, p.erased_at, ${wishesIn(tx)},
      coalesce(a.n, 0) as arrivals, a.at as arrived_at, f.at as told_at, f.by_hand as told_by_hand,
      g.at as told_again_at, w.at as wrote_at
    from professional p
      left join arrived a on a.colleague_id = p.id
      left join f on f.professional_id = p.id
      left join g on g.professional_id = p.id
      left join wrote w on w.who = p.id
    where p.practice_id = ${tx.practiceId}::uuid and (${who})
    order by a.n desc nulls last, p.id`.execute(tables(tx));
  return rows;
}

function factsOf(row: Row): ToldFacts {
  return {
    ...wishesOfRow(row),
    isErased: row.erased_at !== null,
    isTop: isTop(row.arrivals),
    toldAt: dateOrNull(row.told_at),
    toldByHand: row.told_by_hand === true,
    toldAgainAt: dateOrNull(row.told_again_at),
  };
}
