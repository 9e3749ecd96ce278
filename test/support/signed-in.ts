import { openSession } from '../../facts/sign-in/open-session.ts';
import { inTransaction } from '../../facts/transaction.ts';
import type { TestKindword } from './kindword.ts';
import type { TestPractice } from './practice.ts';

/** Signs this member of staff in and answers with the cookie of their browser, as a `Cookie` header has it (`kw=…`). */
export async function signInCookie(kindword: TestKindword, practice: TestPractice): Promise<string> {
  const { practiceId, staffId } = practice;
  const value = await inTransaction(
    kindword.database,
    { practiceId, actor: { kind: 'staff', staffId } },
    (tx) => openSession(tx, staffId, 'Chrome on Linux'),
  );
  return `kw=${value}`;
}
