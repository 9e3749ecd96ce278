import { randomUUIDv7 } from 'node:crypto';
import { Practice } from '../../entities/practice.ts';
import type { SignInLink } from '../../entities/sign-in-link.ts';
import type { Database } from '../database.ts';
import { lockKey } from '../locks/lock-key.ts';
import { foundPractice, type NewPractice } from '../practice/create-practice.ts';
import { inTransaction } from '../transaction.ts';
import { openSession } from './open-session.ts';
import { useUp } from './open-link.ts';

/** Of no practice: two that begin at once are one after the other. */
const FIRST = { practiceId: 'installation', key: 'first-practice' };

/** Makes the first practice of an installation and signs its owner in, all at once; null where there is one already. */
export async function beginPractice(
  database: Database,
  link: SignInLink,
  input: NewPractice,
  device: string,
): Promise<string | null> {
  const practiceId = randomUUIDv7();
  return inTransaction(database, { practiceId, actor: { kind: 'operator', staffId: null } }, async (tx) => {
    await lockKey({ em: tx.em, practiceId: FIRST.practiceId }, FIRST.key);
    const isFirst = (await tx.em.count(Practice, {})) === 0;
    if (!isFirst || !(await useUp(tx, link.id))) return null;
    const { staffId } = await foundPractice(tx, input);
    return openSession(tx, staffId, device);
  });
}
