/* oxlint-disable typescript/no-unsafe-type-assertion -- MikroORM's conditions are typed by entity; this one place serves every list */
import type { EntityManager, EntityName, FilterQuery, FindOptions } from '@mikro-orm/postgresql';
import { settledUntil } from '../facts/settled-until.ts';
import { LIST_CURSOR } from './schemas/list.ts';

type Asked = { limit: number; cursor?: string | undefined; updatedSince?: string | undefined };
type Listed = { id: string };

/** The last item of the page before, and when it changed, in a list by change. */
type Cursor = { id: string; changed: Date | null };

/**
 * One page in a stable order: newest first, or with `updatedSince` oldest change first, so that a reader who comes back
 * with the last change misses nothing; what never changes is listed by when it came about.
 */
export async function listPage<T extends Listed>(
  em: EntityManager,
  entity: EntityName<T>,
  where: Record<string, unknown>,
  asked: Asked,
): Promise<{ found: T[]; nextCursor: string | null }> {
  const cursor = asked.cursor === undefined ? null : readCursor(asked.cursor);
  const byChange = asked.updatedSince !== undefined;
  const changedAt = columnOfChange(em, entity);
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
      rows.length > asked.limit && last
        ? writeCursor(last, byChange ? Object(last)[changedAt] : undefined)
        : null,
  };
}

/** Of what never changes, it is when it came about. */
function columnOfChange<T>(em: EntityManager, entity: EntityName<T>): string {
  const { className, properties } = em.getMetadata().get(entity);
  const column = ['updatedAt', 'createdAt', 'at', 'givenUpAt'].find((name) => name in properties);
  if (column === undefined) throw new Error(`${className} has no time to be listed by: give it one.`);
  return column;
}

/** Leaves out what open transactions may still commit, or a reader who pages by change would skip it. */
export async function changedSince(
  em: EntityManager,
  updatedSince: string,
): Promise<{ $gte: Date; $lt: Date }> {
  return { $gte: new Date(updatedSince), $lt: await settledUntil(em) };
}

function beyond({ id, changed }: Cursor, changedAt: string) {
  if (!changed) return { id: { $lt: id } };
  return { $or: [{ [changedAt]: { $gt: changed } }, { [changedAt]: changed, id: { $gt: id } }] };
}

function writeCursor({ id }: Listed, changed: Date | undefined): string {
  return changed ? `${changed.getTime()}.${id}` : id;
}

/** The schema of the query has let nothing else through. */
function readCursor(text: string): Cursor {
  const [, changed, id = ''] = LIST_CURSOR.exec(text) ?? [];
  return { id, changed: changed === undefined ? null : new Date(Number(changed)) };
}

type Range = { after: unknown; until: unknown; limit: number; unread: readonly string[] };

/** The rows after one key and up to another, in the order of the key, without the columns that are left `unread`. */
export async function pageAfter<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  key: string,
  where: Record<string, unknown>,
  { after, until, limit, unread }: Range,
): Promise<T[]> {
  const range = { [key]: { $lte: until, ...(after === null ? {} : { $gt: after }) } };
  const options = { orderBy: { [key]: 'asc' }, limit, exclude: unread, disableIdentityMap: true };
  const rows = await em.find(entity, { $and: [where, range] } as never, options as unknown as FindOptions<T>);
  return rows;
}

/** The last key that is there; null where nothing is. */
export async function highestKey<T extends object>(
  em: EntityManager,
  entity: EntityName<T>,
  key: string,
): Promise<unknown> {
  const options = { orderBy: { [key]: 'desc' }, limit: 1, fields: [key], disableIdentityMap: true };
  const [last] = await em.find(entity, {}, options as unknown as FindOptions<T>);
  return last === undefined ? null : Reflect.get(last, key);
}
