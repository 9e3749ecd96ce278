import { ServiceLine } from '../../entities/service-line.ts';
import { Staff } from '../../entities/staff.ts';
import type { Tx } from '../transaction.ts';
import { type WrongField, wrongFields } from '../refusal.ts';

type Named = { practitionerId?: string | null | undefined; serviceLineId?: string | null | undefined };

export const NO_SUCH_PRACTITIONER = 'There is nobody with this id among the staff.';
export const NO_SUCH_LINE = 'There is no service line with this id.';

/** Resolves a record's practitioner and checks its service line; unknown ids are field errors, both at once. */
export async function resolveAssignment(
  tx: Tx,
  { practitionerId, serviceLineId }: Named,
): Promise<{ practitioner: Staff | null }> {
  const practitioner = practitionerId ? await tx.em.findOne(Staff, { id: practitionerId }) : null;
  const lines = serviceLineId ? await tx.em.count(ServiceLine, { id: serviceLineId }) : 1;
  const wrong: WrongField[] = [
    ...(practitionerId && !practitioner ? [{ path: 'practitionerId', message: NO_SUCH_PRACTITIONER }] : []),
    ...(lines === 0 ? [{ path: 'serviceLineId', message: NO_SUCH_LINE }] : []),
  ];
  if (wrong.length > 0) throw wrongFields(wrong);
  return { practitioner };
}
