import { randomUUIDv7 } from 'node:crypto';
import { emailHash, secretHash } from '../../entities/crypto/look-up.ts';
import { Message } from '../../entities/message.ts';
import { SignInLink } from '../../entities/sign-in-link.ts';
import { SIGN_IN_MAIL, signInToken } from '../../email/sign-in-mail.ts';
import { MAILED_LINK_MS, MOST_LINKS } from '../../policy/sign-in/sign-in-times.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import type { Database } from '../database.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { staffWith } from './places-of-work.ts';

/** `asked`: what the cookie of the asking browser holds; `goesTo`: where they wanted to go. */
type Asked = { email: string; asked: string; goesTo: string | null };

/**
 * Notes that a link was asked for: the same work for every address, so that neither the answer nor its time says who works
 * here. Answers with what is left to do afterwards, whose work nobody waits for: the e-mail, where there is somebody to
 * write to and they have had no more than `MOST_LINKS` lately.
 */
export async function askForLink(
  database: Database,
  { email, asked, goesTo }: Asked,
  now: Date,
): Promise<() => Promise<void>> {
  const em = database.orm.em.fork();
  const addressHash = emailHash(email);
  await em.nativeDelete(SignInLink, { expiresAt: { $lte: now } });
  const earlier = await em.count(SignInLink, { emailHash: addressHash, kind: 'mailed' });
  const id = randomUUIDv7();
  em.create(SignInLink, {
    id,
    hash: secretHash(signInToken(id)),
    kind: 'mailed',
    emailHash: addressHash,
    askedHash: secretHash(asked),
    wrongCodes: 0,
    goesTo,
    createdAt: now,
    expiresAt: new Date(now.getTime() + MAILED_LINK_MS),
  });
  await em.flush();
  return async () => {
    if (earlier < MOST_LINKS) await writeMail(database, id, addressHash);
  };
}

/** M28, from the first of the places where they work. */
async function writeMail(database: Database, linkId: string, addressHash: string): Promise<void> {
  const [member] = await staffWith(database, addressHash);
  if (!member) return;
  const { practiceId, staffId } = member;
  const of = { practiceId, actor: { kind: 'visitor' as const, staffId: null } };
  await inTransaction(database, of, (tx) => writeSignInMail(tx, linkId, staffId));
}

/** Writes the e-mail that brings a link, or a code, to a member of staff. */
export async function writeSignInMail(tx: Tx, linkId: string, staffId: string): Promise<void> {
  const message = tx.em.create(Message, {
    ...newMail(tx, `sign-in/${linkId}`),
    purpose: 'sign_in',
    template: SIGN_IN_MAIL,
    staffId,
    dueAt: tx.now,
  });
  await tx.em.nativeUpdate(SignInLink, { id: linkId }, { messageId: message.id });
  await openDelivery(tx, message.id);
}
