import { WebSession } from '../../entities/web-session.ts';
import type { Database } from '../database.ts';
import { inTransaction } from '../transaction.ts';
import { staffWith } from './places-of-work.ts';
import { moveSession } from './renew-session.ts';

/** The session acts as another member of staff of the same address from now on: its new value; null where there is no such one. */
export async function changePracticeOfSession(
  database: Database,
  sessionId: string,
  staffId: string,
): Promise<string | null> {
  const { emailHash } = await database.orm.em.fork().findOneOrFail(WebSession, { id: sessionId });
  const place = (await staffWith(database, emailHash)).find((one) => one.staffId === staffId);
  if (!place) return null;
  const of = { practiceId: place.practiceId, actor: { kind: 'staff' as const, staffId } };
  return inTransaction(database, of, (tx) => moveSession(tx, sessionId, staffId));
}
