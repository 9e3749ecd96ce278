/* oxlint-disable typescript/no-unsafe-type-assertion -- MikroORM's conditions are typed by entity; this one place serves every list */
import type { EntityManager, EntityName, FilterQuery, FindOptions } from '@mikro-orm/postgresql';
import { z } from 'zod';
import { settledUntil } from '../facts/settled-until.ts';
import { Problem } from '../http/problem.ts';

type Asked = { limit: number; cursor?: string | undefined; updatedSince?: string | undefined };
type ChangedAt = 'updatedAt' | 'createdAt';
type Listed = { id: string; updatedAt?: Date; createdAt?: Date };

const Cursor = z.union([
  z.object({ before: z.uuid() }),
  z.object({ since: z.iso.datetime(), after: z.uuid() }),
]);

/**
 * One page in a stable order: newest first, or with `updatedSince` oldest change first, so that a reader who comes back
 * with the last change misses nothing; what never changes is listed by `createdAt`.
 */
export async function listPage<T extends Listed>(
  em: EntityManager,
  entity: EntityName<T>,
  where: Record<string, unknown>,
  asked: Asked,
  changedAt: ChangedAt = 'updatedAt',
): Promise<{ found: T[]; nextCursor: string | null }> {
  const cursor = asked.cursor === undefined ? null : readCursor(asked.cursor);
  const byChange = asked.updatedSince !== undefined;
  const conditions = [
    where,
    ...(byChange ? [{ [changedAt]: await changedSince(em, asked.updatedSince ?? '') }] : []),
    ...(cursor ? [beyond(cursor, changedAt)] : []),
  ];
  const options = {
    orderBy: byChange ? [{ [changedAt]: 'asc' }, { id: 'asc' }] : [{ id: 'desc' }],
    limit: asked.limit + 1,
  } as unknown as FindOptions<T>;
  const rows = await em.find(entity, { $and: conditions } as unknown as FilterQuery<T>, options as never);
  const found = rows.slice(0, asked.limit) as unknown as T[];
  const last = found.at(-1);
  return {
    found,
    nextCursor:
      rows.length > asked.limit && last ? writeCursor(last, byChange ? last[changedAt] : undefined) : null,
  };
}

/** Leaves out what open transactions may still commit, or a reader who pages by change would skip it. */
export async function changedSince(
  em: EntityManager,
  updatedSince: string,
): Promise<{ $gte: Date; $lt: Date }> {
  return { $gte: new Date(updatedSince), $lt: await settledUntil(em) };
}

function beyond(cursor: z.infer<typeof Cursor>, changedAt: ChangedAt) {
  if ('before' in cursor) return { id: { $lt: cursor.before } };
  const since = new Date(cursor.since);
  return { $or: [{ [changedAt]: { $gt: since } }, { [changedAt]: since, id: { $gt: cursor.after } }] };
}

function writeCursor(last: Listed, since: Date | undefined): string {
  const cursor = since ? { since: since.toISOString(), after: last.id } : { before: last.id };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw wrongCursor();
  }
}

export function wrongCursor(): Problem {
  return new Problem(422, 'query.cursor: is not a cursor of this list', {
    errors: [{ path: 'query.cursor', message: 'is not a cursor of this list' }],
  });
}
