import { sql } from 'kysely';
import { PublicToken } from '../../entities/public-token.ts';
import { secretHash } from '../../entities/crypto/look-up.ts';
import type { PublicLink } from '../../email/public-link.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/** A public link works from the moment it leaves us. */
export function makeLinkWork(tx: Tx, link: PublicLink): Promise<void> {
  return makeLinksWork(tx, [link]);
}

/** Whether a link of ours opens its page now. */
export async function worksNow({ em, now }: Tx, { token }: PublicLink): Promise<boolean> {
  const inTime = { $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] };
  return (await em.count(PublicToken, { hash: secretHash(token), ...inTime })) > 0;
}

/** Public links work from the moment they leave us, for good or for their time; sent again they work for as long again. */
export async function makeLinksWork(tx: Tx, links: readonly PublicLink[]): Promise<void> {
  const { practiceId, now } = tx;
  const made = [...new Map(links.map((link) => [secretHash(link.token), link]))];
  if (made.length === 0) return;
  const ends = made.map(([, { worksForMs }]) =>
    worksForMs === null ? null : new Date(now.getTime() + worksForMs),
  );
  await sql`
    insert into public_token as t (hash, practice_id, purpose, subject_id, created_at, expires_at)
    select hash, ${practiceId}::uuid, purpose, subject_id, ${now}, expires_at
    from unnest(${made.map(([hash]) => hash)}::text[], ${made.map(([, { purpose }]) => purpose)}::text[],
      ${made.map(([, { subjectId }]) => subjectId)}::uuid[], ${ends}::timestamptz[]) as new (hash, purpose, subject_id, expires_at)
    on conflict (hash) do update set expires_at = excluded.expires_at
      where t.expires_at is distinct from excluded.expires_at`.execute(tables(tx));
}
