import { sql } from 'kysely';
import { ContactFailure } from '../../entities/contact-failure.ts';
import { tables } from '../../facts/tables.ts';
import type { Tx } from '../../facts/transaction.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { ReportPeriod } from '../../policy/reports/report-period.ts';
import { claimResult, type ClaimResult } from '../../policy/network/claim-leak.ts';
import { monthAt, monthsBefore, periodOf, type Month } from '../../policy/reports/whole-months.ts';
import type { ColleagueArrivals } from '../shared/arrivals-by-colleague.ts';
import type { Question } from '../shared/report.ts';

/** How many months of what colleagues said are set against who arrived, the running one included. */
const MONTHS = 24;

export type ClaimRow = {
  professionalId: string;
  month: Month;
  claimed: number;
  arrived: number;
} & ClaimResult;

/** The first month whose claims are looked at. */
export function claimsSince(now: Date, zone: string): Month {
  return monthsBefore(now, zone, MONTHS - 1)[0] ?? monthAt(now, zone);
}

/**
 * What colleagues said that they did ("I gave out your name three times") beside who arrived (S80), the latest first;
 * `colleagues`: their arrivals by month.
 */
export async function claimsOf(
  question: Question,
  colleagues: readonly ColleagueArrivals[],
): Promise<ClaimRow[]> {
  const { tx, practice } = question;
  const zone = practice.timezone;
  const claims = await readClaims(tx, claimsSince(tx.now, zone));
  if (claims.length === 0) return [];
  const months = new Map(colleagues.map(({ id, byMonth }) => [id, byMonth]));
  const rows = claims.map((claim) => ({
    ...claim,
    arrived: months.get(claim.professionalId)?.[claim.month] ?? 0,
  }));
  const said = Map.groupBy(rows, ({ professionalId }) => professionalId);
  const waited = await whoWaited(
    question,
    rows.filter(({ claimed, arrived }) => claimed > arrived),
  );
  const failed = monthsTouchedBy(await whenPathFailed(tx), rows, zone);
  const running = monthAt(tx.now, zone);
  const contactWithinMs = toMs(practice.policy.followThrough.contactWithin);
  return rows.map((row) => {
    const theirs = said.get(row.professionalId) ?? [];
    const facts = {
      ...row,
      isMonthOver: row.month < running,
      pathFailed: failed.has(row.month),
      slowestAnswerMs: null,
      severalNames: false,
      ...waited.get(`${row.professionalId} ${row.month}`),
      contactWithinMs,
      record: { claimed: sumOf(theirs, 'claimed'), arrived: sumOf(theirs, 'arrived') },
    };
    return { ...row, ...claimResult(facts) };
  });
}

/** Of the months of these claims those in which one of these times lies, even in part. */
function monthsTouchedBy(
  times: readonly ReportPeriod[],
  claims: readonly { month: Month }[],
  zone: string,
): ReadonlySet<Month> {
  const months = [...new Set(claims.map(({ month }) => month))];
  return new Set(
    months.filter((month) => {
      const during = periodOf([month], zone);
      return during !== null && times.some(({ from, to }) => from < during.to && to > during.from);
    }),
  );
}

type Claim = Pick<ClaimRow, 'professionalId' | 'month' | 'claimed'>;

function sumOf(rows: readonly (Claim & { arrived: number })[], field: 'claimed' | 'arrived'): number {
  return rows.reduce((sum, row) => sum + row[field], 0);
}

async function readClaims(tx: Tx, since: Month): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    select c.professional_id as "professionalId", c.month, c.count as claimed from professional_claim c
    join professional p on p.practice_id = c.practice_id and p.id = c.professional_id and p.erased_at is null
    where c.practice_id = ${tx.practiceId} and c.month >= ${since}
    order by c.month desc, c.professional_id`.execute(tables(tx));
  return rows;
}

type Waited = { slowestAnswerMs: number; severalNames: boolean };

/** Of these colleagues' people of these months: the longest wait for an answer, and whether anybody had several names. */
async function whoWaited({ tx, practice }: Question, claims: readonly Claim[]): Promise<Map<string, Waited>> {
  const zone = practice.timezone;
  const first = claims.map(({ month }) => month).toSorted()[0];
  const period = first === undefined ? null : periodOf([first], zone);
  if (period === null) return new Map();
  const ids = [...new Set(claims.map(({ professionalId }) => professionalId))];
  const { rows } = await sql<Waited & Pick<Claim, 'professionalId' | 'month'>>`
    select coalesce(s.professional_id, e.source_ref) as "professionalId",
      to_char(e.received_at at time zone ${zone}, 'YYYY-MM') as month, bool_or(e.several_names is true) as "severalNames",
      max(date_part('epoch', coalesce(e.contacted_at, e.closed_at, ${tx.now}) - e.received_at)) * 1000 as "slowestAnswerMs"
    from enquiry e left join source s on s.practice_id = ${tx.practiceId} and s.id = e.source_ref
    where e.practice_id = ${tx.practiceId} and e.source_kind = 'professional' and e.received_at >= ${period.from}
      and e.source_ref = any(array(select unnest(${ids}::uuid[]) union all
        select o.id from source o where o.practice_id = ${tx.practiceId} and o.professional_id = any(${ids}::uuid[])))
    group by 1, 2`.execute(tables(tx));
  return new Map(rows.map(({ professionalId, month, ...waited }) => [`${professionalId} ${month}`, waited]));
}

/** When a part of the way to the practice did not work. */
async function whenPathFailed({ em, practiceId, now }: Tx): Promise<ReportPeriod[]> {
  const failures = await em.find(ContactFailure, { practiceId });
  return failures.map(({ since, endedAt }) => ({ from: since, to: endedAt ?? new Date(now.getTime() + 1) }));
}
