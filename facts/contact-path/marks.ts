import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { ContactMark } from '../../entities/contact-mark.ts';
import { keyring } from '../../entities/crypto/keyring.ts';
import { secretHash } from '../../entities/crypto/look-up.ts';
import { after } from '../../policy/calendar/instants.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import type { ContactPart } from '../../policy/contact-path/contact-parts.ts';
import { reevaluate } from '../signal.ts';
import type { Tx } from '../transaction.ts';

type Fields = Readonly<Record<string, string>>;
/** What came with something that may be a test of our own: by these two hashes alone it is known again. */
export type GivenMark = { secretHash: string; fieldsHash: string };

/** Secrets as they are made here. */
const SECRET = /^[\w-]{36,43}$/;
/** A used or expired mark is not needed any more after this. */
const KEPT_MS = DAY_MS;

/** Makes a mark that is good once, for these fields and for so long. */
export function makeMark(
  { em, practiceId, now }: Tx,
  { part, fields, worksForMs, secret = randomBytes(32).toString('base64url') }: NewMark,
): { id: string; secret: string } {
  const id = randomUUIDv7();
  em.create(ContactMark, {
    practiceId,
    id,
    part,
    secretHash: secretHash(secret),
    fieldsHash: fieldsHash(fields),
    sentAt: now,
    expiresAt: after(now, worksForMs),
  });
  return { id, secret };
}

type NewMark = { part: ContactPart; fields: Fields; worksForMs: number; secret?: string };

/** What came along, as far as it looks like a mark; null: it is a person's. */
export function markIn(secret: string | undefined, fields: Fields): GivenMark | null {
  if (secret === undefined || !SECRET.test(secret)) return null;
  return { secretHash: secretHash(secret), fieldsHash: fieldsHash(fields) };
}

const USE = `
  update contact_mark set used_at = ?
  where practice_id = ? and secret_hash = ? and fields_hash = ? and used_at is null and expires_at > ?
  returning id`;

/**
 * Whether this was a test of our own: its mark was made here, for these very fields, was good when it came, and has not
 * been used. It is used up with that, in the transaction that ends the test, and the check hears of it. Everything else
 * is a person's, whatever it carries, and nothing is said of its mark.
 */
export async function useMark(tx: Tx, mark: GivenMark | null, cameAt: Date): Promise<boolean> {
  if (mark === null) return false;
  const { em, practiceId, now } = tx;
  const parameters = [now, practiceId, mark.secretHash, mark.fieldsHash, cameAt];
  const used = await em.execute<object[]>(USE, parameters);
  if (used.length === 0) return false;
  reevaluate(tx, 'contactPath', practiceId);
  return true;
}

export async function purgeMarks({ em, practiceId, now }: Tx): Promise<void> {
  await em.nativeDelete(ContactMark, { practiceId, expiresAt: { $lte: after(now, -KEPT_MS) } });
}

/** Keyed, so that whoever reads the database cannot try fields out. */
function fieldsHash(fields: Fields): string {
  const sorted = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return keyring().lookUpHash(JSON.stringify(sorted), 'contact-mark');
}
