import { sql } from 'kysely';
import { Staff } from '../../entities/staff.ts';
import { tables } from '../../facts/tables.ts';
import { isSolo } from '../../policy/practice/duty.ts';
import type { Grouping } from '../../policy/reports/report-terms.ts';
import { monthsWithin } from '../../policy/reports/months-within.ts';
import { clientReferrals } from './corrected-source.ts';
import { groupedBy } from './groups.ts';
import type { Question } from './report.ts';

/** Clients with an attended session in a time, and those of them with a referral in it. People: they do not add up over months. */
export type Recommendations = { seen: number; recommending: number; isSolo: boolean };

/** The same by how they are recorded, in whole months, and of all together. */
export async function recommendationsBy(
  question: Question,
  by: Grouping | null,
): Promise<{ of: Map<string | null, Recommendations>; all: Recommendations }> {
  const { tx, practice } = question;
  const staff = await tx.em.find(Staff, {});
  const solo = isSolo(practice.policy.acknowledgement.solo, staff);
  const rows = await countSeen(question, by);
  const counts = rows.map(({ seen, recommending }) => ({ seen, recommending, isSolo: solo }));
  return {
    of: new Map(rows.map((row, index) => [by === null ? null : (row[by] ?? null), counts[index] ?? NOBODY])),
    all: {
      seen: counts.reduce((sum, { seen }) => sum + seen, 0),
      recommending: counts.reduce((sum, { recommending }) => sum + recommending, 0),
      isSolo: solo,
    },
  };
}

const NOBODY: Recommendations = { seen: 0, recommending: 0, isSolo: false };

type Row = { seen: number; recommending: number } & Partial<Record<Grouping, string>>;

async function countSeen({ tx, practice, period }: Question, by: Grouping | null): Promise<Row[]> {
  const months = monthsWithin(period, practice.timezone);
  if (!months) return [];
  const { columns, groupBy } = groupedBy(by === null ? [] : [by], practice.timezone);
  const { rows } = await sql<Row>`
    with seen as (
      select distinct s.client_id from client_session s where s.practice_id = ${tx.practiceId}
        and s.status = 'attended' and s.at >= ${months.from} and s.at < ${months.to} and s.at <= ${tx.now}),
    sent as (select distinct r.client_id from ${clientReferrals(tx, months)} r),
    unit as (
      select c.practitioner_id as practitioner, c.service_line_id as service_line, c.stage, sent.client_id
      from seen join client c on c.practice_id = ${tx.practiceId} and c.id = seen.client_id
      left join sent on sent.client_id = c.id)
    select ${columns} count(*)::int as seen, count(unit.client_id)::int as recommending
    from unit ${groupBy}`.execute(tables(tx));
  return rows;
}
