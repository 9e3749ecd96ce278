import { randomUUIDv7 } from 'node:crypto';
import { DriverException, type EntityManager } from '@mikro-orm/postgresql';
import { appendRow } from '../entities/appended-rows.ts';
import { AuditEntry, type ACTORS } from '../entities/audit-entry.ts';
import type { Database } from './database.ts';
import type { PendingSignal } from './signal.ts';
import { type AnnouncedEvent, queueDeliveries } from './announce.ts';

export type Actor = { kind: (typeof ACTORS)[number]; staffId: string | null };

/** One transaction in one practice: everything a fact writes goes through here and is committed together. */
export type Tx = {
  em: EntityManager;
  practiceId: string;
  actor: Actor;
  now: Date;
  signals: PendingSignal[];
  /** For the practice's webhooks (facts/announce.ts). */
  events: AnnouncedEvent[];
};

/** `now` is the moment its transaction begins, unless another is given; never before `notBefore` (a workflow's clock). */
export type TransactionScope = { practiceId: string; actor: Actor; now?: Date; notBefore?: Date };

export const WORKFLOW_ACTOR: Actor = { kind: 'workflow', staffId: null };

/** A workflow acts at its own time, or, where an activity had to wait or was tried again, when it really acts. */
export function asWorkflow(practiceId: string, now: number): TransactionScope {
  return { practiceId, actor: WORKFLOW_ACTOR, notBefore: new Date(now) };
}

/** Commits what `work` wrote, or nothing; its signals are sent only after the commit. */
export async function inTransaction<T>(
  db: Database,
  of: TransactionScope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const fork = db.orm.em.fork();
  fork.setFilterParams('practice', { id: of.practiceId });
  const signals: PendingSignal[] = [];
  const { practiceId, actor } = of;
  const committed = fork.transactional(async (em) => {
    const tx: Tx = { em, practiceId, actor, now: momentOf(of), signals, events: [] };
    const done = await work(tx);
    await queueDeliveries(tx);
    return done;
  });
  const result = await committed.catch((error: unknown) => {
    throw asDriverException(db, error);
  });
  if (signals.length > 0) db.onSignals(signals);
  return result;
}

/** Inserts are sent with the commit, whose errors MikroORM passes on as they are: here they become what a flush would throw. */
function asDriverException(db: Database, error: unknown): unknown {
  const isRaw = error instanceof Error && 'severity' in error && !(error instanceof DriverException);
  return isRaw ? db.orm.em.getPlatform().getExceptionConverter().convertException(error) : error;
}

/** Taken inside the transaction: `settledUntil` relies on no change being older than the transaction that makes it. */
function momentOf({ now, notBefore }: TransactionScope): Date {
  return now ?? new Date(Math.max(Date.now(), notBefore?.getTime() ?? 0));
}

/** Notes who did what to which record: field names, never values (§3.8). */
export function audit(
  tx: Tx,
  action: string,
  record: { entity: string; id: string | null },
  fields: string[] = [],
): void {
  appendRow(tx.em, AuditEntry, {
    practiceId: tx.practiceId,
    id: randomUUIDv7(),
    at: tx.now,
    actor: tx.actor.kind,
    staffId: tx.actor.staffId,
    action,
    entity: record.entity,
    entityId: record.id,
    fields,
  });
}
