import type { Practice } from '../entities/practice.ts';
import type { Tx } from '../facts/transaction.ts';
import { forecastPolicy } from '../facts/journeys/simulate-policy.ts';
import type { Forecast } from '../policy/journeys/forecast.ts';

export const CONSENT_METER = ['given', 'declined', 'withdrawn', 'not_asked'] as const;
type Answer = (typeof CONSENT_METER)[number];

/** Consent to prompts, and what it lets through (D2). */
export type ConsentMeter = { n: number; rows: { status: Answer; count: number }[]; forecast: Forecast };

export const CONSENT_DEFINITION =
  'Clients whose work with us has not ended, and who had an appointment or became known in the last 365 days, by the latest word that was recorded of each. Asked: everybody who answered. Prompts a quarter: what the rules in force would let through, from the last 91 days.';

const QUESTION = `
  select latest.status, count(*)::int as count from client c
  left join lateral (select x.status from prompt_consent x where x.practice_id = c.practice_id and x.client_id = c.id
    order by x.recorded_at desc, x.id desc limit 1) latest on true
  where c.practice_id = ? and c.ending is null
    and (c.created_at > ?::timestamptz - interval '365 days' or exists (select 1 from client_session s
      where s.practice_id = c.practice_id and s.client_id = c.id and s.at > ?::timestamptz - interval '365 days'
        and s.status <> 'cancelled'))
  group by latest.status`;

/** Counts those who are active today. */
export async function consentMeter(tx: Tx, practice: Practice): Promise<ConsentMeter> {
  const now = tx.now.toISOString();
  const found = await tx.em.execute<{ status: Exclude<Answer, 'not_asked'> | null; count: number }[]>(
    QUESTION,
    [tx.practiceId, now, now],
  );
  const countOf = (status: Answer): number =>
    found.find((row) => (row.status ?? 'not_asked') === status)?.count ?? 0;
  const rows = CONSENT_METER.map((status) => ({ status, count: countOf(status) }));
  const n = rows.reduce((sum, { count }) => sum + count, 0);
  return { n, rows, forecast: await forecastPolicy(tx, practice) };
}
