import type { EntityManager } from '@mikro-orm/postgresql';
import type { Statement } from '../policy/capacity/practice-capacity.ts';
import { CapacityStatement } from './capacity-statement.ts';
import { Staff } from './staff.ts';

export type StatedCapacity = {
  statements: Statement[];
  practitionerIds: string[];
  /** The same statements as rows, and who works with people here. */
  rows: CapacityStatement[];
  practitioners: Staff[];
};

/** What everybody who works with people here said last of their places, expired or not. */
export async function statedCapacity(em: EntityManager, practiceId: string): Promise<StatedCapacity> {
  const practitioners = await em.find(
    Staff,
    { practiceId, active: true, roles: { $contains: ['practitioner'] } },
    { orderBy: { id: 'asc' } },
  );
  const practitionerIds = practitioners.map(({ id }) => id);
  const all = await em.find(
    CapacityStatement,
    { practiceId, supersededAt: null },
    { orderBy: { id: 'asc' } },
  );
  const rows = all.filter(({ practitioner }) => practitionerIds.includes(practitioner.id));
  return { statements: rows.map(statementOf), practitionerIds, rows, practitioners };
}

/** A row as the rules read it. */
export function statementOf(row: CapacityStatement): Statement {
  const { waitFrom = null, waitTo = null } = row;
  return {
    practitionerId: row.practitioner.id,
    serviceLineId: row.serviceLine?.id ?? null,
    status: row.status,
    nextOpening: row.nextOpening ?? null,
    waitWeeks: waitFrom !== null && waitTo !== null ? { from: waitFrom, to: waitTo } : null,
    validUntil: row.validUntil,
    mode: row.mode,
    placesFor: row.placesFor,
    statedAt: row.statedAt,
  };
}
