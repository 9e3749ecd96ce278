import { CapacityStatement } from '../../entities/capacity-statement.ts';
import { Task } from '../../entities/task.ts';
import type { Exported, Exporting } from './export-person.ts';

/** Calls that told a colleague whether there is room, and statements that kept places for their people. */
export async function exportCapacity({ tx, person, roleOf }: Exporting): Promise<Record<string, Exported[]>> {
  const ids = person.professionals.map(({ id }) => id);
  if (ids.length === 0) return {};
  const calls = await tx.em.find(
    Task,
    { kind: 'tell_by_hand', professionalId: { $in: ids } },
    { orderBy: { id: 'asc' } },
  );
  const kept = await tx.em.find(
    CapacityStatement,
    { placesFor: { $overlap: ids } },
    { orderBy: { id: 'asc' } },
  );
  return {
    callsAboutPlaces: calls.map(({ why, status, createdAt, doneAt, doneBy }) => ({
      about: why ?? null,
      status,
      createdAt,
      doneAt: doneAt ?? null,
      doneBy: roleOf(doneBy),
    })),
    placesKept: kept.map(({ practitioner, statedAt, validUntil, supersededAt }) => ({
      by: roleOf(practitioner.id),
      statedAt,
      until: supersededAt && supersededAt < validUntil ? supersededAt : validUntil,
    })),
  };
}
