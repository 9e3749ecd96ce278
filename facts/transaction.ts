import type { EntityManager } from '@mikro-orm/postgresql';
import { AuditEntry, type ACTORS } from '../entities/audit-entry.ts';
import type { Database } from './database.ts';
import type { WebhookEventName } from '../policy/webhooks/webhook-events.ts';
import type { Bell } from './signal.ts';
import { tellReceivers } from './queue-webhooks.ts';

export type Actor = { kind: (typeof ACTORS)[number]; staffId: string | null };

/** One transaction in one practice: everything a fact writes goes through here and is committed together. */
export type Fact = {
  em: EntityManager;
  practiceId: string;
  actor: Actor;
  now: Date;
  bells: Bell[];
  /** What other programs may hear of (facts/announce.ts). */
  news: News[];
};

/** One thing that happened, for whoever listens: ids and enums only. */
type News = { event: WebhookEventName; ids: Readonly<Record<string, string>> };

/** `now` is the moment its transaction begins, unless another is given; never before `notBefore` (a workflow's clock). */
export type FactOf = { practiceId: string; actor: Actor; now?: Date; notBefore?: Date };

export const WORKFLOW_ACTOR: Actor = { kind: 'workflow', staffId: null };

/** A workflow acts at its own time, or, where an activity had to wait or was tried again, when it really acts. */
export function workflowIn(practiceId: string, now: number): FactOf {
  return { practiceId, actor: WORKFLOW_ACTOR, notBefore: new Date(now) };
}

/** Commits what `work` wrote, or nothing; the doorbell rings only after the commit. */
export async function inFact<T>(db: Database, of: FactOf, work: (fact: Fact) => Promise<T>): Promise<T> {
  const em = db.orm.em.fork();
  em.setFilterParams('practice', { id: of.practiceId });
  const bells: Bell[] = [];
  const { practiceId, actor } = of;
  const result = await em.transactional(async (tx) => {
    const fact: Fact = { em: tx, practiceId, actor, now: momentOf(of), bells, news: [] };
    const done = await work(fact);
    await tellReceivers(fact);
    return done;
  });
  if (bells.length > 0) db.doorbell(bells);
  return result;
}

/** Taken inside the transaction: `settledUntil` relies on no change being older than the transaction that makes it. */
function momentOf({ now, notBefore }: FactOf): Date {
  return now ?? new Date(Math.max(Date.now(), notBefore?.getTime() ?? 0));
}

/** Notes who did what to which record: field names, never values (§3.8). */
export function audit(
  fact: Fact,
  action: string,
  record: { entity: string; id: string | null },
  fields: string[] = [],
): void {
  fact.em.create(AuditEntry, {
    practiceId: fact.practiceId,
    at: fact.now,
    actor: fact.actor.kind,
    staffId: fact.actor.staffId,
    action,
    entity: record.entity,
    entityId: record.id,
    fields,
  });
}
