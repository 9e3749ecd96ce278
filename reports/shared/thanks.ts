import { sql, type RawBuilder } from 'kysely';
import { whyLate } from '../../facts/referrals/late-thanks.ts';
import { tables } from '../../facts/tables.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { LATE_REASONS, type LateReason } from '../../policy/referrals/late-reason.ts';
import type { CellRow } from './cells.ts';
import { groupedBy } from './groups.ts';
import { latestCorrections } from './corrected-source.ts';
import type { Question } from './report.ts';

/** What is known of the thanks of one group of referrals beyond how many there were. */
export type Thanks = {
  automatic: number;
  byHand: number;
  letGo: number;
  overdue: number;
  lateReasons: Record<LateReason, number>;
  p50Hours: number | null;
  p90Hours: number | null;
};

/**
 * Referrals that were received in the period, as `unit`: when, from what kind of source, and what has become of the
 * thanks. Rehearsed ones are left out, and a thanks that came back has thanked nobody. What a correction says of the kind is
 * looked up where it is grouped by kind.
 */
export function thanksUnits(
  { tx, period: { from, to } }: Question,
  by: readonly Grouping[],
): RawBuilder<unknown> {
  const asRecorded = sql`case when r.referrer_client_id is not null then 'client'
    when r.referrer_professional_id is not null then 'professional' else 'other' end`;
  const corrections = sql`left join ${latestCorrections(tx, { from, to })} corrected on corrected.number = r.number`;
  const byKind = by.includes('kind');
  return sql`
    unit as (
      select r.id, r.received_at as at, r.clock_started_at, r.due_at, r.recorded_at, r.thanked_at, r.late_reason,
        r.status = 'done_by_hand' or r.thanked_by is not null as by_hand,
        ${byKind ? sql`coalesce(corrected.source_kind, ${asRecorded})` : asRecorded} as source_kind,
        case when r.status = 'not_permitted' then 'not_permitted'
          when r.thanked_at - r.clock_started_at <= interval '48 hours' then 'in_time'
          when r.thanked_at is not null then 'late'
          when r.referrer_client_id is null and r.referrer_professional_id is null and r.referrer_erased_at is null
            and (r.needs_person = 'unmatched' or (r.status = 'let_go'
              and not (r.learned_from = 'referrer' and r.referrer_email is not null))) then 'unknown'
          when r.status = 'let_go' then 'let_go'
          when r.clock_started_at > ${tx.now}::timestamptz - interval '48 hours' then 'waiting'
          else 'overdue' end as outcome
      from referral r ${byKind ? corrections : sql``}
      where r.practice_id = ${tx.practiceId} and r.kind = 'referral' and r.status <> 'would_send'
        and r.received_at >= ${from} and r.received_at < ${to})`;
}

type Open = {
  due_at: number;
  recorded_at: number;
  timeline: { what: string; why: string | null; at: number }[];
};
type Row = Omit<Thanks, 'lateReasons'> &
  Partial<Record<Grouping, string>> & { is_all: boolean; reasons: (LateReason | null)[]; open: Open[] };

/** The same by one grouping and of all together, with these counts, by one statement. */
export async function thanksBy(
  question: Question,
  by: Grouping | null,
  counts: RawBuilder<unknown>,
): Promise<{ rows: CellRow[]; of: Map<string | null, Thanks>; all: Thanks | null }> {
  const { tx, practice } = question;
  const groupings = by === null ? [] : [by];
  const { columns } = groupedBy(groupings, practice.timezone);
  const column = by === null ? null : sql.ref(`one.${by}`);
  const { rows } = await sql<Row>`
    with ${thanksUnits(question, groupings)},
    one as (select ${columns} unit.* from unit)
    select ${column ? sql`${column}, grouping(${column}) = 1` : sql`true`} as is_all, ${counts},
      (count(one.thanked_at) filter (where not one.by_hand))::int as automatic,
      (count(one.thanked_at) filter (where one.by_hand))::int as "byHand",
      count(*) filter (where one.outcome = 'let_go')::int as "letGo",
      count(*) filter (where one.outcome = 'overdue')::int as overdue,
      json_agg(one.late_reason) filter (where one.outcome = 'late') as reasons,
      json_agg(json_build_object('due_at', date_part('epoch', one.due_at) * 1000,
        'recorded_at', date_part('epoch', one.recorded_at) * 1000, 'timeline', ${timelineOf(tx)}))
        filter (where one.outcome = 'overdue') as open,
      percentile_cont(0.5) within group (order by date_part('epoch', one.thanked_at - one.clock_started_at) / 3600)
        as "p50Hours",
      percentile_cont(0.9) within group (order by date_part('epoch', one.thanked_at - one.clock_started_at) / 3600)
        as "p90Hours"
    from one
    ${column ? sql`group by grouping sets ((${column}), ())` : sql``}`.execute(tables(tx));
  const [all, groups] = [rows.find((row) => row.is_all), rows.filter((row) => !row.is_all)];
  return {
    rows: (by === null ? rows : groups).map(
      ({ reasons: _reasons, open: _open, is_all: _all, ...row }) => row as CellRow,
    ),
    of: new Map(groups.map((row) => [by === null ? null : (row[by] ?? null), thanksIn(row, question)])),
    all: all ? thanksIn(all, question) : null,
  };
}

/** What became of a referral: overdue ones alone are asked. */
function timelineOf({ practiceId }: Tx): RawBuilder<unknown> {
  return sql`(
    select coalesce(json_agg(json_build_object('what', e.what, 'why', e.why, 'at', date_part('epoch', e.at) * 1000)
      order by e.id), '[]') from referral_event e where e.practice_id = ${practiceId} and e.referral_id = one.id)`;
}

function thanksIn(
  { automatic, byHand, letGo, overdue, reasons, open, p50Hours, p90Hours }: Row,
  { practice }: Question,
): Thanks {
  const stillOpen = (open ?? []).map(({ due_at, recorded_at, timeline }) =>
    whyLate(
      { dueAt: new Date(due_at), recordedAt: new Date(recorded_at) },
      practice,
      timeline.map((line) => ({ ...line, at: new Date(line.at) })),
    ),
  );
  const all = [...(reasons ?? []), ...stillOpen].map((reason) => reason ?? 'other');
  const counts = LATE_REASONS.map((reason) => [reason, all.filter((one) => one === reason).length]);
  return {
    automatic,
    byHand,
    letGo,
    overdue,
    lateReasons: Object.fromEntries(counts) as Record<LateReason, number>, // oxlint-disable-line typescript/no-unsafe-type-assertion -- one entry a reason
    p50Hours,
    p90Hours,
  };
}
