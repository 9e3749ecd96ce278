import { ServiceLine } from '../../entities/service-line.ts';
import { publicCapacity, type PublicCapacity } from '../../policy/capacity/public-capacity.ts';
import type { Tx } from '../transaction.ts';
import { readCapacity } from './read-capacity.ts';
import { colleaguesWithRoom } from './read-said.ts';

/** What anybody may read of whether there is room here now (S71, S72); `timezone` is the practice's. */
export async function readPublicCapacity(tx: Tx, timezone: string): Promise<PublicCapacity> {
  const { em, practiceId, now } = tx;
  const { practice, statements, practitioners } = await readCapacity(tx);
  const lineIds = statements.flatMap(({ serviceLineId }) => serviceLineId ?? []);
  const lines = await em.find(ServiceLine, { practiceId, id: { $in: lineIds } });
  return publicCapacity(
    {
      practice,
      statements,
      practitioners,
      serviceLines: new Map(lines.map(({ id, name }) => [id, name])),
      colleagues: practice.status === 'full' ? await colleaguesWithRoom(tx) : [],
      timezone,
    },
    now,
  );
}
