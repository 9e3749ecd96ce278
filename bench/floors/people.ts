import { sql, type RawBuilder } from 'kysely';
import { days, named, rowsOf, ZONE, type Asked, type Floor } from './floor.ts';

const CAUSE = sql`coalesce(e.leak, case when e.stalled_at is not null then (select v.why from enquiry_event v
  where v.practice_id = e.practice_id and v.enquiry_id = e.id and v.what = 'stalled' order by v.at desc, v.id desc limit 1) end)`;

const introductions = ({ tx, from, to }: Asked): Promise<unknown> =>
  rowsOf(
    { tx },
    sql`select count(enquiry_id), count(*) filter (where enquiry_id is null and received_at <= ${tx.now}::timestamptz - ${days(28)}), count(*)
      from referral where practice_id = ${tx.practiceId} and kind = 'referral' and learned_from = 'referrer'
        and received_at >= ${from} and received_at < ${to}`,
  );

const enquiries = ({ tx, from, to }: Asked): RawBuilder<unknown> =>
  sql`e.practice_id = ${tx.practiceId} and e.received_at >= ${from} and e.received_at < ${to}`;

/** How far people came, by the cause of their loss, and the hours of a first reply. */
const funnel: Floor = async (asked) => {
  const { tx } = asked;
  await rowsOf(
    asked,
    sql`select reached, settled, cause, count(*) from (
        select case when e.contacted_at is null then 1
          when e.booked_at is null or e.booked_at - e.contacted_at > ${days(60)} then 2
          when e.attended_at is null then 3 when e.kept_at is null then 4 else 5 end as reached,
          e.received_at <= ${tx.now}::timestamptz - ${days(60)} as settled, ${CAUSE} as cause
        from enquiry e where ${enquiries(asked)}) one group by 1, 2, 3`,
  );
  await rowsOf(
    asked,
    sql`select percentile_cont(array[0.5, 0.9]) within group (order by date_part('epoch', e.contacted_at - e.received_at))
      from enquiry e where ${enquiries(asked)} and e.contacted_at is not null`,
  );
  return introductions(asked);
};

/** Of this period and the one before it, by source, with the names of the sources. */
const conversion: Floor = async (asked) => {
  const { tx, from, to } = asked;
  const now = sql`${tx.now}::timestamptz`;
  const took = ({ since, until }: { since: Date; until: Date }) => sql`
    select e.source_kind, e.source_ref, e.fit, least(extract(day from ${now} - e.received_at)::int / 30, 3) as age,
      least(e.attended_at, s.at) - e.received_at as took
    from enquiry e left join lateral (select s.at from client_session s where s.practice_id = ${tx.practiceId}
      and s.client_id = e.client_id and s.status = 'attended' and s.at >= e.received_at and s.at <= ${now}
      order by s.at limit 1) s on e.client_id is not null
    where ${enquiries({ tx, from: since, to: until })}`;
  const rows = await rowsOf<{ source_ref: string | null }>(
    asked,
    sql`select source_kind, source_ref, count(*), count(*) filter (where age = 3), count(*) filter (where age >= 2),
        count(*) filter (where age >= 1), count(took), count(took) filter (where age >= 2),
        count(*) filter (where age >= 1 and took <= ${days(30)}), count(*) filter (where age = 3 and took <= ${days(90)}),
        count(*) filter (where fit = 'ideal'), count(*) filter (where fit = 'workable'), count(*) filter (where fit = 'not_fit'),
        percentile_cont(array[0.5, 0.9]) within group (order by date_part('epoch', took))
      from (${took({ since: from, until: to })}) one group by 1, 2`,
  );
  await rowsOf(
    asked,
    sql`select source_kind, source_ref, count(*), count(*) filter (where age >= 2), count(took) filter (where age >= 2)
      from (${took({ since: new Date(2 * from.getTime() - to.getTime()), until: from })}) one group by 1, 2`,
  );
  return named(
    asked,
    rows.map((row) => row.source_ref),
  );
};

const leaks: Floor = async (asked) => {
  await rowsOf(
    asked,
    sql`select case when e.attended_at is null then ${CAUSE} end, e.attended_at is not null, e.stage = 'closed', count(*)
      from enquiry e where ${enquiries(asked)} group by 1, 2, 3`,
  );
  return introductions(asked);
};

const completeness: Floor = async (asked) => {
  const { tx, from, to } = asked;
  return rowsOf(
    asked,
    sql`select date_trunc('week', c.first_attended_at at time zone ${ZONE}), count(*), count(c.source_kind) from client c
      where c.practice_id = ${tx.practiceId} and c.first_attended_at >= ${from} and c.first_attended_at < ${to} group by 1`,
  );
};

/** People whose second session lies in the period, and whether there was a third. */
export const kept: Floor = (asked) => {
  const { tx, from, to } = asked;
  const theirs = sql`x.practice_id = ${tx.practiceId} and x.client_id = s.client_id and x.status = 'attended'
    and x.at <= ${tx.now} order by x.at`;
  const settled = sql`least(${to}::timestamptz, ${tx.now}::timestamptz - ${days(60)})`;
  return rowsOf(
    asked,
    sql`select c.source_kind, count(*), count(*) filter (where third.at is not null or c.ending in ('planned_met', 'planned_partly'))
      from (select distinct client_id from client_session where practice_id = ${tx.practiceId} and status = 'attended'
        and at >= ${from} and at < ${settled}) s
      join lateral (select x.at from client_session x where ${theirs} offset 1 limit 1) second
        on second.at >= ${from} and second.at < ${settled}
      left join lateral (select x.at from client_session x where ${theirs} offset 2 limit 1) third on true
      join client c on c.practice_id = ${tx.practiceId} and c.id = s.client_id group by 1`,
  );
};

export const PEOPLE_FLOORS = { funnel, conversion, leaks, completeness, kept };
