import { timingSafeEqual } from 'node:crypto';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { SignInLink } from '../../entities/sign-in-link.ts';
import { signInCode } from '../../email/sign-in-mail.ts';
import { MOST_WRONG_CODES } from '../../policy/sign-in/sign-in-times.ts';
import type { Database } from '../database.ts';
import { inTransaction, type Tx } from '../transaction.ts';
import { openSession } from './open-session.ts';
import type { PlaceOfWork } from './places-of-work.ts';

/** The link of one of these kinds that this token opens; null where it is unknown, used, too old, or had too many wrong codes. */
export async function findSignInLink(
  { orm }: Database,
  token: string,
  now: Date,
  kinds: readonly SignInLink['kind'][],
): Promise<SignInLink | null> {
  return orm.em.fork().findOne(SignInLink, {
    hash: secretHash(token),
    kind: { $in: [...kinds] },
    usedAt: null,
    expiresAt: { $gt: now },
    wrongCodes: { $lt: MOST_WRONG_CODES },
  });
}

/** Whether the link alone is not enough in this browser: it was mailed, and another one asked for it. */
export function needsCode({ kind, askedHash }: SignInLink, asked: string | null): boolean {
  return kind === 'mailed' && (asked === null || secretHash(asked) !== askedHash);
}

const TRY = `
  update sign_in_link set wrong_codes = wrong_codes + 1
  where id = ? and used_at is null and expires_at > ? and wrong_codes < ${MOST_WRONG_CODES} returning id`;
const NOT_WRONG = 'update sign_in_link set wrong_codes = wrong_codes - 1 where id = ?';

/** Whether this is the code of the link. Counted before it is compared, so that many at once are no more tries. */
export async function tryCode({ orm }: Database, linkId: string, code: string, now: Date): Promise<boolean> {
  const em = orm.em.fork();
  if ((await em.execute<object[]>(TRY, [linkId, now])).length === 0) return false;
  const given = Buffer.from(code.replace(/\D/g, ''));
  const right = Buffer.from(signInCode(linkId));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
  await em.execute(NOT_WRONG, [linkId]);
  return true;
}

/** Uses the link up and opens a session there; answers with its value, null where somebody was quicker. */
export async function signInByLink(
  database: Database,
  link: SignInLink,
  { practiceId, staffId }: PlaceOfWork,
  device: string,
): Promise<string | null> {
  return inTransaction(database, { practiceId, actor: { kind: 'staff', staffId } }, async (tx) =>
    (await useUp(tx, link.id)) ? openSession(tx, staffId, device) : null,
  );
}

/** Whether the link worked until now; from here on it does not. */
export async function useUp({ em, now }: Tx, linkId: string): Promise<boolean> {
  const unused = { id: linkId, usedAt: null, expiresAt: { $gt: now } };
  return (await em.nativeUpdate(SignInLink, unused, { usedAt: now })) === 1;
}
