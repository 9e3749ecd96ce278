import { ReportSnapshot } from '../../entities/report-snapshot.ts';
import type { Tx } from '../transaction.ts';

/** Keeps what readers of suppressed figures can read of this report from now on; it takes the place of the last. */
export async function saveSnapshot(
  { em, practiceId, now }: Tx,
  { report, figures }: { report: string; figures: unknown },
): Promise<void> {
  const known = await em.findOne(ReportSnapshot, { report });
  if (known) em.assign(known, { asOf: now, figures });
  else em.create(ReportSnapshot, { practiceId, report, asOf: now, figures });
  await em.flush();
}
