import { secretHash } from '../../entities/crypto/look-up.ts';
import { WebSession } from '../../entities/web-session.ts';
import { openSession } from '../../facts/sign-in/open-session.ts';
import { stepUp } from '../../facts/sign-in/renew-session.ts';
import { inTransaction } from '../../facts/transaction.ts';
import type { TestKindword } from './kindword.ts';
import type { TestPractice } from './practice.ts';

/**
 * Signs this member of staff in and answers with the cookie of their browser, as a `Cookie` header has it (`kw=…`);
 * `isConfirmed`: they have just shown once more who they are.
 */
export async function signInCookie(
  kindword: TestKindword,
  practice: TestPractice,
  isConfirmed = false,
): Promise<string> {
  const { practiceId, staffId } = practice;
  const value = await inTransaction(
    kindword.database,
    { practiceId, actor: { kind: 'staff', staffId } },
    async (tx) => {
      const opened = await openSession(tx, staffId, 'Chrome on Linux');
      if (!isConfirmed) return opened;
      await tx.em.flush();
      const { id } = await tx.em.findOneOrFail(WebSession, { hash: secretHash(opened) });
      return stepUp(tx, id);
    },
  );
  return `kw=${value}`;
}
