import type { EntityManager } from '@mikro-orm/postgresql';
import { statedCapacity } from '../entities/stated-capacity.ts';
import { capacityLine } from '../policy/capacity/capacity-line.ts';
import { practiceCapacity } from '../policy/capacity/practice-capacity.ts';

/** `capacity_line` of a mail to this colleague, as things are at `now` (M8, M9, M15); undefined where it says nothing. */
export async function readCapacityLine(
  em: EntityManager,
  { practiceId, professionalId, now }: { practiceId: string; professionalId: string; now: Date },
): Promise<string | undefined> {
  const { statements, practitionerIds } = await statedCapacity(em, practiceId);
  return capacityLine(practiceCapacity(statements, practitionerIds, now), professionalId) ?? undefined;
}
