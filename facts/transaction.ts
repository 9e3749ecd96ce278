import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DriverException, type EntityManager } from '@mikro-orm/postgresql';
import { appendRow } from '../entities/appended-rows.ts';
import { AuditEntry, type ACTORS } from '../entities/audit-entry.ts';
import type { PublicToken } from '../entities/public-token.ts';
import { nameOfTransactions } from './settled-until.ts';
import { isConcurrencyFault, type Database } from './database.ts';
import type { PendingSignal } from './signal.ts';
import { type AnnouncedEvent, queueDeliveries } from './announce.ts';

/** Of what is done by link nobody knows who did it, only which link it was. */
export type Actor = {
  kind: (typeof ACTORS)[number];
  staffId: string | null;
  link?: { purpose: PublicToken['purpose']; subjectId: string };
};

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

const NAME_PRACTICE = `select set_config('application_name', ?, true)`;

/** How often a transaction is tried that PostgreSQL ended because of another one. */
const MOST_TRIES = 4;
const LONGEST_PAUSE_MS = 50;

/**
 * Commits what `work` wrote, or nothing; its signals are sent only after the commit. Where PostgreSQL ended it because
 * of a concurrent transaction, `work` runs again: besides the database it may change only what it makes itself.
 */
export async function inTransaction<T>(
  db: Database,
  of: TransactionScope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryTransaction(db, of, work);
    } catch (error) {
      if (tries === MOST_TRIES || !isConcurrencyFault(error)) throw error;
      await pause(Math.random() * LONGEST_PAUSE_MS * tries);
    }
  }
}

async function tryTransaction<T>(
  db: Database,
  of: TransactionScope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const fork = db.orm.em.fork();
  fork.setFilterParams('practice', { id: of.practiceId });
  const signals: PendingSignal[] = [];
  const { practiceId, actor } = of;
  const committed = fork.transactional(async (em) => {
    // Held until the first statement: whose transaction this is, for whoever reads what has changed (settled-until.ts).
    await em.execute(NAME_PRACTICE, [nameOfTransactions(practiceId)]);
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
    linkPurpose: tx.actor.link?.purpose ?? null,
    linkSubjectId: tx.actor.link?.subjectId ?? null,
    action,
    entity: record.entity,
    entityId: record.id,
    fields,
  });
}
