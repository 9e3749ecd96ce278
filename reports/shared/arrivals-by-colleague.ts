import { sql } from 'kysely';
import { toldFull } from '../../facts/capacity/told-full.ts';
import { tables } from '../../facts/tables.ts';
import { earliest } from '../../policy/calendar/instants.ts';
import { periodOf, type Month } from '../../policy/reports/whole-months.ts';
import { arrivals } from './arrivals.ts';
import { daysBefore } from './as-of.ts';
import type { Question } from './report.ts';

/** How far back arrivals are looked at (§5c 5.4a). */
const LOOK_BACK_DAYS = 730;

/** One colleague's arrivals of the 730 days before a moment; moments and times in milliseconds. */
export type ColleagueArrivals = {
  id: string;
  /** Not erased: there is somebody to get in touch with. */
  isPresent: boolean;
  count: number;
  first: number;
  last: number;
  lastOn: string;
  /** How long since the last they had been told that we are full. */
  toldFull: number;
  /** Of whoever said in which months they gave out our name: arrivals by month; null: of nobody else. */
  byMonth: Record<Month, number> | null;
};

/** Everybody through whom somebody arrived; `claimsSince`: with months for who made a claim of that month or later. */
export async function arrivalsByColleague(
  { tx, practice }: Question,
  until: Date,
  claimsSince: Month | null = null,
): Promise<ColleagueArrivals[]> {
  const { practiceId } = tx;
  const zone = practice.timezone;
  const lookBack = daysBefore(until, LOOK_BACK_DAYS);
  const since = claimsSince === null ? null : periodOf([claimsSince], zone);
  const from = since === null ? lookBack.from : earliest(lookBack.from, since.from);
  const { rows } = await sql<ColleagueArrivals>`
    with arrival as materialized (select source_ref as id, at from ${arrivals(tx, { from, to: lookBack.to })} one),
    sent as (
      select id, count(*)::int as count, min(at) as first, max(at) as last from arrival
      where at >= ${lookBack.from} group by 1),
    by_month as (
      select id, jsonb_object_agg(month, n) as months from (
        select id, to_char(at at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as n from arrival
        where ${since !== null} and id in (select c.professional_id from professional_claim c
          where c.practice_id = ${practiceId} and c.month >= ${claimsSince})
        group by 1, 2) one group by 1)
    select p.id, p.erased_at is null as "isPresent", s.count, date_part('epoch', s.first) * 1000 as first,
      date_part('epoch', s.last) * 1000 as last, to_char(s.last at time zone ${zone}, 'YYYY-MM-DD') as "lastOn",
      (select coalesce(sum(date_part('epoch', upper(spell) - lower(spell))), 0) * 1000
        from unnest(t.told * tstzmultirange(tstzrange(s.last, ${until}))) spell) as "toldFull",
      m.months as "byMonth"
    from sent s join professional p on p.practice_id = ${practiceId} and p.id = s.id
    left join by_month m on m.id = s.id
    left join (${toldFull(tx)}) t on t.colleague_id = s.id`.execute(tables(tx));
  return rows;
}
