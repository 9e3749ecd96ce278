import { randomUUIDv7 } from 'node:crypto';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { Practice } from '../../entities/practice.ts';
import { SignInLink } from '../../entities/sign-in-link.ts';
import { Staff } from '../../entities/staff.ts';
import { beginUrl, signInToken, signInUrl } from '../../email/sign-in-mail.ts';
import { PRINTED_LINK_MS } from '../../policy/sign-in/sign-in-times.ts';
import type { Database } from '../database.ts';
import { inTransaction } from '../transaction.ts';

/** A link for the operator's screen that signs somebody with this address in, once, within a day and without a code. */
export async function printedSignIn(
  database: Database,
  publicUrl: string,
  addressHash: string,
): Promise<string> {
  return signInUrl(publicUrl, await newLink(database, 'printed', addressHash));
}

/**
 * What the operator of an installation begins with: the page on which its first practice is made, or, where there is one
 * practice with one owner, a link that signs them in. Null where it is not clear
 * for whom it would be, and for an owner unless that is wanted.
 */
export async function firstLink(
  database: Database,
  publicUrl: string,
  { forOwner }: { forOwner: boolean },
): Promise<{ kind: 'begin' | 'owner'; url: string } | null> {
  const practices = await database.orm.em.fork().find(Practice, {}, { fields: ['id'], limit: 2 });
  const [only, another] = practices;
  if (another || (only && !forOwner)) return null;
  if (!only) return { kind: 'begin', url: beginUrl(publicUrl, await newLink(database, 'begin', null)) };
  const of = { practiceId: only.id, actor: { kind: 'operator' as const, staffId: null } };
  const owners = await inTransaction(database, of, ({ em }) =>
    em.find(Staff, { active: true, roles: { $contains: ['owner'] } }),
  );
  const [owner, second] = owners;
  if (!owner || second) return null;
  return { kind: 'owner', url: await printedSignIn(database, publicUrl, owner.emailHash) };
}

async function newLink(
  { orm }: Database,
  kind: 'printed' | 'begin',
  addressHash: string | null,
): Promise<string> {
  const em = orm.em.fork();
  const id = randomUUIDv7();
  const now = new Date();
  em.create(SignInLink, {
    id,
    hash: secretHash(signInToken(id)),
    kind,
    emailHash: addressHash,
    wrongCodes: 0,
    createdAt: now,
    expiresAt: new Date(now.getTime() + PRINTED_LINK_MS),
  });
  await em.flush();
  return id;
}
