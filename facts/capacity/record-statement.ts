import { CapacityStatement } from '../../entities/capacity-statement.ts';
import type { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import { Staff } from '../../entities/staff.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { FullMode, WaitWeeks } from '../../policy/capacity/capacity-terms.ts';
import { statementFaults, validUntilOf, type Stating } from '../../policy/capacity/statement-rules.ts';
import { NO_SUCH_LINE } from '../practice/resolve-assignment.ts';
import { notFound, wrongFields, type WrongField } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';

export type StatementFields = Stating & {
  serviceLineId?: string | null | undefined;
  waitWeeks?: WaitWeeks | null | undefined;
  mode?: FullMode | undefined;
  placesFor?: string[] | undefined;
};

/**
 * What somebody says of their places takes the place of what they said before, which is kept (S71). The caller holds the
 * lock of capacity, so that of two at once one is the latest.
 */
export async function recordStatement(
  tx: Tx,
  practice: Practice,
  practitionerId: string,
  fields: StatementFields,
): Promise<CapacityStatement> {
  const { em, practiceId, now } = tx;
  const practitioner = await em.findOne(Staff, { id: practitionerId });
  if (!practitioner) throw notFound('practitioner');
  const around = { validForMs: toMs(practice.policy.capacity.validFor), zone: practice.timezone, now };
  const wrong = [
    ...practitionerFaults(practitioner),
    ...statementFaults(fields, around),
    ...(await namedFaults(tx, fields)),
  ];
  if (wrong.length > 0) throw wrongFields(wrong);
  const { serviceLineId = null, waitWeeks = null } = fields;
  const before = await em.findOne(CapacityStatement, { practitionerId, serviceLineId, supersededAt: null });
  before?.supersede(now);
  const statement = em.create(CapacityStatement, {
    practiceId,
    practitioner,
    serviceLine: serviceLineId ? em.getReference(ServiceLine, [practiceId, serviceLineId]) : null,
    status: fields.status,
    nextOpening: fields.nextOpening ?? null,
    waitFrom: waitWeeks?.from ?? null,
    waitTo: waitWeeks?.to ?? null,
    validUntil: validUntilOf(fields, around),
    mode: fields.mode ?? 'tell_referrers',
    placesFor: [...new Set(fields.placesFor)],
    statedAt: now,
    statedBy: tx.actor.staffId,
    supersededAt: null,
  });
  await em.flush();
  audit(tx, 'state', { entity: 'capacity_statement', id: statement.id }, [fields.status]);
  return statement;
}

function practitionerFaults({ active, roles }: Staff): WrongField[] {
  if (active && roles.includes('practitioner')) return [];
  return [{ path: 'practitionerId', message: 'must be somebody who works here as a practitioner' }];
}

/** What is named besides must be this practice's own. */
async function namedFaults(
  { em }: Tx,
  { serviceLineId, placesFor = [] }: StatementFields,
): Promise<WrongField[]> {
  const lines = serviceLineId ? await em.count(ServiceLine, { id: serviceLineId }) : 1;
  const known = placesFor.length
    ? await em.find(Professional, { id: { $in: placesFor }, erasedAt: null }, { fields: ['id'] })
    : [];
  const ids = new Set(known.map(({ id }) => id));
  return [
    ...(lines === 0 ? [{ path: 'serviceLineId', message: NO_SUCH_LINE }] : []),
    ...placesFor.flatMap((id, index) =>
      ids.has(id) ? [] : { path: `placesFor.${index}`, message: 'There is no colleague with this id.' },
    ),
  ];
}
