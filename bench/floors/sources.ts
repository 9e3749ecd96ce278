import { sql } from 'kysely';
import { days, named, rowsOf, ZONE, type Asked, type Floor } from './floor.ts';

/** A source that stands for a person is that person; an erased one is looked up in the line. */
export const came = ({ tx }: Pick<Asked, 'tx'>, since: Date, until: Date) => sql`
  select c.id, c.first_attended_at as at, c.generation, c.source_line, coalesce(c.source_kind, 'unknown') as kind,
    coalesce(s.client_id, s.professional_id, c.source_ref, case when c.source_kind = 'client' or c.erased_at is not null then l.source_ref end) as ref
  from client c left join source s on s.practice_id = ${tx.practiceId} and s.id = c.source_ref
  left join source_log_line l on c.source_ref is null and (c.source_kind = 'client' or c.erased_at is not null)
    and l.practice_id = ${tx.practiceId} and l.number = c.source_line
  where c.practice_id = ${tx.practiceId} and c.first_attended_at >= ${since} and c.first_attended_at < ${until}`;

/** Lines of these kinds with the latest correction of each. */
export const lines = ({ tx }: Pick<Asked, 'tx'>, kinds: readonly string[], since: Date, until: Date) => sql`
  select l.id, l.kind, l.received_at, l.referral_id, coalesce(k.enquiry_id, l.enquiry_id) as enquiry_id,
    coalesce(k.client_id, l.client_id) as client_id, coalesce(k.source_kind, l.source_kind) as source_kind,
    coalesce(s.client_id, s.professional_id, case when k.corrects is null then l.source_ref else k.source_ref end) as source_ref
  from source_log_line l
  left join (select distinct on (x.corrects) x.* from source_log_line x where x.practice_id = ${tx.practiceId} and x.kind = 'correction'
    and x.received_at >= ${since} and x.received_at < ${until} order by x.corrects, x.number desc) k on k.corrects = l.number
  left join source s on s.practice_id = ${tx.practiceId} and s.id = case when k.corrects is null then l.source_ref else k.source_ref end
  where l.practice_id = ${tx.practiceId} and l.kind in (${sql.join(kinds)}) and l.received_at >= ${since} and l.received_at < ${until}`;

const concentration: Floor = async (asked) => {
  const { from, to } = asked;
  const rows = await rowsOf<{ ref: string | null }>(
    asked,
    sql`select kind, ref, to_char(at at time zone ${ZONE}, 'YYYY-MM'), count(*), max(at) from (
        select kind, ref, at from (${came(asked, from, to)}) one
        union all select source_kind, source_ref, received_at from (${lines(asked, ['past'], from, to)}) past where client_id is null) one
      group by 1, 2, 3`,
  );
  return named(
    asked,
    rows.map(({ ref }) => ref),
  );
};

const topReferrers: Floor = async (asked) => {
  const { tx, from, to } = asked;
  const rows = await rowsOf<{ source_ref: string }>(
    asked,
    sql`with made as (select l.source_kind, l.source_ref, l.received_at, l.referral_id from (${lines(asked, ['referral', 'past'], from, to)}) l
        where l.source_kind in ('client', 'professional') and l.source_ref is not null),
      counted as (select source_kind, source_ref, count(*) as n, max(received_at) as last_at, sum(count(*)) over () as all_of_them
        from made group by 1, 2),
      top as (select * from (select counted.*, rank() over (partition by source_kind order by n desc) as place from counted where n > 1) x
        where place <= 5)
      select top.source_ref, top.n, top.last_at, top.all_of_them, count(r.id), count(r.thanked_at) from top
      join made on made.source_ref = top.source_ref left join referral r on r.practice_id = ${tx.practiceId} and r.id = made.referral_id
      group by 1, 2, 3, 4`,
  );
  const ids = rows.map((row) => row.source_ref);
  await rowsOf(
    asked,
    sql`select distinct referrer_client_id, referrer_professional_id from referral where practice_id = ${tx.practiceId}
      and status in ('sent', 'done_by_hand') and (referrer_client_id = any(${ids}::uuid[]) or referrer_professional_id = any(${ids}::uuid[]))`,
  );
  return named(asked, ids);
};

const quietSources: Floor = async (asked) => {
  const { tx, to } = asked;
  const since = new Date(to.getTime() - 730 * 86_400_000);
  const rows = await rowsOf<{ source_ref: string }>(
    asked,
    sql`select a.source_ref, count(*), min(a.at), max(a.at) from (
        select l.source_ref, min(l.received_at) as at from (${lines(asked, ['referral', 'enquiry', 'past'], since, to)}) l
        left join referral r on r.practice_id = ${tx.practiceId} and r.id = l.referral_id
          and r.received_at >= ${since} and r.received_at < ${to}
        where l.source_kind = 'professional' and l.source_ref is not null
        group by l.source_ref, coalesce(r.enquiry_id, l.enquiry_id, l.id)) a group by 1`,
  );
  return rows;
};

const acquisitionCost: Floor = (asked) => {
  const { tx, from, to } = asked;
  const month = (at: Date) => at.toISOString().slice(0, 7);
  const since = new Date(`${month(from)}-01T00:00:00Z`);
  return rowsOf(
    asked,
    sql`select kind, count(*) from (
        select c.kind, least(c.at, (select min(e.received_at) from enquiry e where e.practice_id = ${tx.practiceId} and e.client_id = c.id),
          (select case when coalesce(root.kind, l.kind) = 'past' then l.received_at end from source_log_line l
            left join source_log_line root on root.practice_id = ${tx.practiceId} and root.number = l.corrects
            where l.practice_id = ${tx.practiceId} and l.number = c.source_line)) as at
        from (${came(asked, since, to)}) c
        union all select source_kind, received_at from (${lines(asked, ['past'], since, to)}) past where client_id is null) one
      where at >= ${since} group by 1
      union all select source_kind, sum(amount_minor + minutes) from spend where practice_id = ${tx.practiceId} and currency = 'GBP'
        and month >= ${month(from)} and month <= ${month(to)} group by 1`,
  );
};

const YEAR_MS = 365 * 86_400_000;

/** Clients of two years with the nearest client of their chain; `all`: how many referrals each of the cohort made too. */
const compounding = (asked: Asked, all: boolean): Promise<unknown> => {
  const { tx, to } = asked;
  const [first, second] = [new Date(to.getTime() - 2 * YEAR_MS), new Date(to.getTime() - YEAR_MS)];
  return rowsOf(
    asked,
    sql`with seen as materialized (select c.id, c.at, c.generation, case when c.kind = 'client' then c.ref
          else (jsonb_path_query_first(l.hops, '$[*] ? (@.kind == "client")') ->> 'clientId')::uuid end as parent
        from (${came(asked, first, to)}) c left join source_log_line l
          on l.practice_id = ${tx.practiceId} and l.number = c.source_line and l.hops is not null),
      cohort as (select * from seen where at < ${second})
      select 'k', null::int, count(*) from cohort
      union all select 'children', null, count(*) from cohort p join seen c on c.parent = p.id and c.at >= p.at and c.at <= p.at + ${days(365)}
      ${
        all
          ? sql`union all select 'generation', generation, count(*) from seen where at >= ${second} group by 2
            union all select 'brought', n, count(*) from (select count(*)::int as n from cohort
              join (${lines(asked, ['referral', 'past'], first, to)}) l on l.source_ref = cohort.id
              and l.received_at >= cohort.at and l.received_at <= cohort.at + ${days(365)} group by cohort.id) made group by 2`
          : sql``
      }`,
  );
};

export const SOURCE_FLOORS: Record<string, Floor> = {
  concentration,
  'top-referrers': topReferrers,
  'quiet-sources': quietSources,
  'acquisition-cost': acquisitionCost,
  generations: (asked) => compounding(asked, true),
  projection: (asked) => compounding(asked, false),
};
