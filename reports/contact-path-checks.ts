import { ContactCheck } from '../entities/contact-check.ts';
import { ContactFailure } from '../entities/contact-failure.ts';
import type { Tx } from '../facts/transaction.ts';
import { MINUTE_MS } from '../policy/calendar/units.ts';
import { CONTACT_PARTS } from '../policy/contact-path/contact-parts.ts';
import type { ReportPeriod } from '../policy/reports/report-period.ts';
import type { Json } from '../policy/reviews/without-people.ts';

/** Of each part of the way to the practice: whether it works now, and how often and how long it did not in a period (§5.8). */
export async function contactPathChecks(
  { em, now }: Tx,
  { from, to }: ReportPeriod,
): Promise<Record<string, Json>> {
  const checks = await em.find(ContactCheck, { checkedAt: { $ne: null } }, { disableIdentityMap: true });
  const failures = await em.find(
    ContactFailure,
    { since: { $lt: to }, $or: [{ endedAt: null }, { endedAt: { $gt: from } }] },
    { disableIdentityMap: true },
  );
  const parts = CONTACT_PARTS.flatMap((part): Json[] => {
    const check = checks.find((one) => one.part === part);
    const of = failures.filter((one) => one.part === part);
    if (!check && of.length === 0) return [];
    const ms = of.map(
      ({ since, endedAt }) =>
        Math.min(Number(endedAt ?? now), Number(to)) - Math.max(Number(since), Number(from)),
    );
    const minutes = Math.round(ms.reduce((sum, one) => sum + one, 0) / MINUTE_MS);
    return [{ part, ok: check?.ok ?? null, failures: of.length, minutes }];
  });
  return { parts };
}
