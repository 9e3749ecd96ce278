import { sql } from 'kysely';
import { keyring } from '../../entities/crypto/keyring.ts';
import { named, rowsOf, ZONE, type Asked } from './floor.ts';
import { came, lines } from './sources.ts';

const DAY_MS = 86_400_000;

/** What `GET /network` tells, by the best statements that we could write by hand: arrivals of two years read once. */
export async function networkFloor(asked: Asked): Promise<void> {
  const { tx, from, to } = asked;
  const { practiceId } = tx;
  const since = new Date(to.getTime() - 730 * DAY_MS);
  const came12 = await rowsOf<{ kind: string; ref: string | null }>(
    asked,
    sql`select kind, ref, to_char(at at time zone ${ZONE}, 'YYYY-MM'), count(*) as n, max(at) from (
        select kind, ref, at from (${came(asked, from, to)}) one
        union all select source_kind, source_ref, received_at from (${lines(asked, ['past'], from, to)}) past where client_id is null) one
      group by 1, 2, 3`,
  );
  await named(asked, [came12[0]?.ref ?? null]);
  const [found] = await rowsOf<{ quiet: { id: string }[] | null }>(
    asked,
    sql`with arrival as materialized (
        select l.source_ref as id, min(l.received_at) as at from (${lines(asked, ['referral', 'enquiry', 'past'], since, to)}) l
        left join referral r on r.practice_id = ${practiceId} and r.id = l.referral_id
          and r.received_at >= ${since} and r.received_at < ${to}
        where l.source_kind = 'professional' and l.source_ref is not null
        group by l.source_ref, coalesce(r.enquiry_id, l.enquiry_id, l.id)),
      sent as (select id, count(*) as n, min(at) as first, max(at) as last from arrival group by 1),
      notice as (
        select m.professional_id as id, m.template, m.sent_at as at, min(m.sent_at) filter (where m.template = 'm12')
          over (partition by m.professional_id order by m.sent_at rows between current row and unbounded following) as until
        from message m where m.practice_id = ${practiceId} and m.professional_id is not null
          and m.template in ('m10', 'm12') and m.status = 'sent'),
      told as (select id, range_agg(tstzrange(at, until)) as told from notice where template = 'm10' group by 1),
      gap as (
        select sent.*, date_part('epoch', ${to} - last) - coalesce((select sum(date_part('epoch', upper(x) - lower(x)))
          from unnest(told.told * tstzmultirange(tstzrange(last, ${to}))) x), 0) as gap
        from sent left join told using (id)),
      by_month as materialized (
        select id, to_char(at at time zone ${ZONE}, 'YYYY-MM') as month, count(*) as n from arrival group by 1, 2),
      claim as materialized (
        select c.professional_id, c.month, c.count, coalesce(m.n, 0) as arrived from professional_claim c
        left join by_month m on m.id = c.professional_id and m.month = c.month
        where c.practice_id = ${practiceId} and c.month >= to_char(${since} at time zone ${ZONE}, 'YYYY-MM')),
      waited as (
        select e.source_ref, to_char(e.received_at at time zone ${ZONE}, 'YYYY-MM') as month,
          max(coalesce(e.contacted_at, e.closed_at, ${to}) - e.received_at), bool_or(e.several_names)
        from enquiry e where e.practice_id = ${practiceId} and e.source_kind = 'professional' and e.received_at >= ${since}
          and e.source_ref = any(array(select professional_id from claim where count > arrived))
        group by 1, 2)
      select (select json_agg(gap) from gap where gap >= 28 * 86400
          and (n >= 4 or gap >= 180 * 86400)) as quiet, (select json_agg(claim) from claim) as claims,
        (select json_agg(waited) from waited) as waited,
        (select json_agg(distinct kind) from professional where practice_id = ${practiceId} and erased_at is null) as kinds,
        (select json_agg(json_build_array(id, risk_flags)) from professional
          where practice_id = ${practiceId} and erased_at is null and risk_flags <> '{}') as flags,
        (select p.id from professional p where p.practice_id = ${practiceId} and p.erased_at is null and p.opted_out_at is null
          and (p.kind = 'therapist_other_niche' or (p.kind = 'therapist_same_niche' and p.places_known = 0))
          and not exists (select 1 from professional_touch t where t.practice_id = p.practice_id and t.professional_id = p.id)
          and not exists (select 1 from source_log_line l where l.practice_id = p.practice_id and l.source_ref = p.id)
          order by p.kind desc, p.created_at limit 1) as next`,
  );
  await named(
    asked,
    (found?.quiet ?? []).map(({ id }) => id),
  );
  await contacts(asked);
}

/** The names of this week, with when each was last heard of and how often they sent somebody. */
async function contacts(asked: Asked): Promise<void> {
  const { tx, to } = asked;
  const rows = await rowsOf<Record<'first_name' | 'last_name', Buffer>>(
    asked,
    sql`select k.id, k.why, k.status, p.*, t.at, a.n, a.last from task k
      join professional p on p.practice_id = k.practice_id and p.id = k.professional_id
      left join lateral (select max(x.at) as at from professional_touch x
        where x.practice_id = p.practice_id and x.professional_id = p.id) t on true
      left join lateral (select count(*) filter (where l.received_at > ${new Date(to.getTime() - 365 * DAY_MS)}) as n, max(l.received_at) as last
        from source_log_line l where l.practice_id = p.practice_id and l.source_ref = p.id) a on true
      where k.practice_id = ${tx.practiceId} and k.kind = 'check_in' and k.status in ('open', 'done')
        and k.due_at > date_trunc('week', now() at time zone ${ZONE}) at time zone ${ZONE} + interval '2 days'`,
  );
  for (const row of rows)
    for (const column of ['first_name', 'last_name'] as const)
      keyring().open(row[column], `professional.${column}`);
}
