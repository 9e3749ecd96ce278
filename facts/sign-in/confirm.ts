import { randomUUIDv7 } from 'node:crypto';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { SignInLink } from '../../entities/sign-in-link.ts';
import { Staff } from '../../entities/staff.ts';
import { signInToken } from '../../email/sign-in-mail.ts';
import { MAILED_LINK_MS, MOST_LINKS } from '../../policy/sign-in/sign-in-times.ts';
import type { Database } from '../database.ts';
import { inTransaction } from '../transaction.ts';
import { writeSignInMail } from './ask-for-link.ts';
import { tryCode, useUp } from './open-link.ts';
import { stepUp } from './renew-session.ts';

type Asking = { id: string; practiceId: string; staffId: string };

/** Sends somebody who has signed in a code, to the address that they are known by; no more than `MOST_LINKS` within its time. */
export async function askForCode(
  database: Database,
  { id: sessionId, practiceId, staffId }: Asking,
): Promise<void> {
  const of = { practiceId, actor: { kind: 'staff' as const, staffId } };
  await inTransaction(database, of, async (tx) => {
    const { emailHash } = await tx.em.findOneOrFail(Staff, { id: staffId });
    const lately = { emailHash, kind: 'confirm' as const, expiresAt: { $gt: tx.now } };
    if ((await tx.em.count(SignInLink, lately)) >= MOST_LINKS) return;
    const id = randomUUIDv7();
    tx.em.create(SignInLink, {
      id,
      hash: secretHash(signInToken(id)),
      kind: 'confirm',
      emailHash,
      askedHash: secretHash(sessionId),
      wrongCodes: 0,
      createdAt: tx.now,
      expiresAt: new Date(tx.now.getTime() + MAILED_LINK_MS),
    });
    await tx.em.flush();
    await writeSignInMail(tx, id, staffId);
  });
}

/** Whether the code was right that this session was sent last: the session's new value then, else null. */
export async function confirmByCode(
  database: Database,
  session: Asking,
  code: string,
): Promise<string | null> {
  const now = new Date();
  const asked = {
    kind: 'confirm' as const,
    askedHash: secretHash(session.id),
    usedAt: null,
    expiresAt: { $gt: now },
  };
  const last = await database.orm.em.fork().findOne(SignInLink, asked, { orderBy: { createdAt: 'desc' } });
  if (!last || !(await tryCode(database, last.id, code, now))) return null;
  return inSession(database, session, async (tx) =>
    (await useUp(tx, last.id)) ? stepUp(tx, session.id) : null,
  );
}

/** The session's new value, for somebody who has shown a passkey. */
export function confirmByPasskey(database: Database, session: Asking): Promise<string> {
  return inSession(database, session, (tx) => stepUp(tx, session.id));
}

function inSession<T>(
  database: Database,
  { practiceId, staffId }: Asking,
  work: Parameters<typeof inTransaction<T>>[2],
): Promise<T> {
  return inTransaction(database, { practiceId, actor: { kind: 'staff', staffId } }, work);
}
