import { z } from 'zod';
import { wrongFields } from '../../facts/refusal.ts';
import { reportPeriod, type ReportPeriod } from '../../policy/reports/report-period.ts';
import { date, instant } from '../../http/fields.ts';

const moment = () =>
  z.union([date(), instant()], 'must be a date (2026-11-23) or a time (2026-11-23T09:00:00Z)');

/** The time a report is about. */
export const reportQuery = {
  from: moment().optional().meta({
    description:
      "Included; a date is its first moment in the practice's zone. A year before `to` unless given. Readers of suppressed figures and agencies read the twelve whole months of the last monthly freeze, whatever they ask for: `from` and `to` of the answer say which.",
  }),
  to: moment().optional().meta({ description: 'Not included; now unless given.' }),
  as: z
    .enum(['csv'])
    .optional()
    .meta({ description: 'csv: the same as `Accept: text/csv`, where only an address can be given.' }),
};

/** What was asked for, or a refusal that names the field. */
export function periodAsked(
  query: { from?: string | undefined; to?: string | undefined },
  zone: string,
  now: Date,
): ReportPeriod {
  const period = reportPeriod(query, zone, now);
  if (period === null) throw wrongFields([{ path: 'from', message: 'must lie before to' }]);
  return period;
}
