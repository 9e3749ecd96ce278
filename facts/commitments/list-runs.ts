import type { WorkflowName } from '../signal.ts';
import type { Tx } from '../transaction.ts';

export type Run = {
  kind: WorkflowName;
  subjectId: string;
  dueAt: string;
  overdue: boolean;
  signaledAt: string | null;
  signalCount: number;
};
type Asked = {
  kind: WorkflowName | null;
  overdue: boolean | null;
  since: Date | null;
  /** The last run of the page before. */
  after: string | null;
  limit: number;
};

const OVERDUE = "due_at < now() - interval '1 minute'";
const RUNS = `
  select kind, subject_id as "subjectId", due_at as "dueAt", ${OVERDUE} as overdue, signaled_at as "signaledAt",
    signal_count as "signalCount"
  from commitment where practice_id = ? and kept_at is null and (?::text is null or kind = ?)
    and (?::boolean is null or (${OVERDUE}) = ?)
    and (?::timestamptz is null or coalesce(signaled_at, due_at) >= ?)
    and (?::text is null or subject_id || '.' || kind > ?)
  order by subject_id || '.' || kind limit ?`;

/** What Temporal is trusted with in this practice, by ids and kinds alone, in a stable order. */
export async function listRuns(tx: Tx, { kind, overdue, since, after, limit }: Asked): Promise<Run[]> {
  return tx.em.execute<Run[]>(RUNS, [
    tx.practiceId,
    kind,
    kind,
    overdue,
    overdue,
    since,
    since,
    after,
    after,
    limit,
  ]);
}

export type OneRun = Run & { keptAt: string | null; signalsWaiting: number; signalsGivenUp: number };

const ONE = `
  select kind, subject_id as "subjectId", due_at as "dueAt", kept_at is null and ${OVERDUE} as overdue,
    signaled_at as "signaledAt", signal_count as "signalCount", kept_at as "keptAt",
    (select count(*)::int from workflow_signal s where s.practice_id = c.practice_id and s.workflow = c.kind
      and s.subject_id = c.subject_id and s.status <> 'dead_letter') as "signalsWaiting",
    (select count(*)::int from workflow_signal s where s.practice_id = c.practice_id and s.workflow = c.kind
      and s.subject_id = c.subject_id and s.status = 'dead_letter') as "signalsGivenUp"
  from commitment c where practice_id = ? and kind = ? and subject_id = ?`;

/** One promise, also a kept one, and the signals of its run that have not been sent. */
export async function readRun(
  { em, practiceId }: Tx,
  kind: WorkflowName,
  subjectId: string,
): Promise<OneRun | null> {
  const [found] = await em.execute<OneRun[]>(ONE, [practiceId, kind, subjectId]);
  return found ?? null;
}

export type Waiting = {
  overdue: number;
  signalsGivenUp: number;
  webhooksFailing: number;
  webhooksUnapplied: number;
};

const WAITING = `
  select (select count(*)::int from commitment where practice_id = ? and kept_at is null and ${OVERDUE}) as overdue,
    (select count(*)::int from workflow_signal where practice_id = ? and status = 'dead_letter') as "signalsGivenUp",
    (select count(*)::int from webhook_delivery where practice_id = ? and status = 'pending' and attempts > 3)
      as "webhooksFailing",
    (select count(*)::int from webhook_event where applied_at is null and outcome is null) as "webhooksUnapplied"`;

/** How much waits; news of the mail provider name no practice, and are counted for all. */
export async function countWaiting({ em, practiceId }: Tx): Promise<Waiting> {
  const [counts] = await em.execute<Waiting[]>(WAITING, [practiceId, practiceId, practiceId]);
  if (!counts) throw new Error('A count is one row.');
  return counts;
}
