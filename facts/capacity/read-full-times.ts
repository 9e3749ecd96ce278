import { CapacityStatement } from '../../entities/capacity-statement.ts';
import { Staff } from '../../entities/staff.ts';
import { fullTimes, type FullTime } from '../../policy/capacity/full-times.ts';
import type { Tx } from '../transaction.ts';

/** When the practice was full, from everything that was ever said of it; in order. */
export async function readFullTimes({ em, practiceId }: Tx): Promise<FullTime[]> {
  const practitioners = await em.find(Staff, {
    practiceId,
    active: true,
    roles: { $contains: ['practitioner'] },
  });
  const statements = await em.find(CapacityStatement, { practiceId, serviceLineId: null });
  return fullTimes(
    statements.map(({ practitioner, status, statedAt, validUntil, supersededAt }) => ({
      practitionerId: practitioner.id,
      serviceLineId: null,
      status,
      statedAt,
      validUntil,
      supersededAt: supersededAt ?? null,
    })),
    practitioners.map(({ id, createdAt }) => ({ id, since: createdAt })),
  );
}
