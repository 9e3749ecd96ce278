import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { caseDueAt, caseWarnAt, type CaseKind } from '../../policy/privacy/privacy-case.ts';
import { audit, type Tx } from '../transaction.ts';
import { checkNoLaterThan } from '../commitments/reevaluate-subjects.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { conflict, notFound } from '../refusal.ts';

const TASKS = { complaint: 'answer_complaint', incident: 'report_incident' } as const;

type NewCase = { kind: CaseKind; subject: string; startedAt: Date };

/** Opens a privacy case: its clock starts, with a task for the duty holder. */
export async function openCase(tx: Tx, { kind, subject, startedAt }: NewCase): Promise<PrivacyCase> {
  const { em, practiceId, now } = tx;
  const opened = em.create(PrivacyCase, {
    id: randomUUIDv7(),
    practiceId,
    kind,
    subject,
    startedAt,
    dueAt: caseDueAt(kind, startedAt),
    createdAt: now,
    createdBy: tx.actor.staffId,
    updatedAt: now,
  });
  const today = await practiceToday(tx);
  const assignee = today.dutyHolder('privacy');
  openTask(tx, { kind: TASKS[kind], assignee, dueAt: opened.dueAt, subjectId: opened.id });
  await checkNoLaterThan(tx, caseWarnAt(kind, startedAt));
  audit(tx, 'create', { entity: kind, id: opened.id }, ['subject', 'startedAt']);
  return opened;
}

/** Opens a warning task for the owner, or their cover. */
export async function warnOfCase(tx: Tx, open: PrivacyCase): Promise<void> {
  const today = await practiceToday(tx);
  const assignee = today.owners()[0] ?? today.dutyHolder('privacy');
  openTask(tx, { kind: TASKS[open.kind], assignee, dueAt: open.dueAt, why: 'warning', subjectId: open.id });
  open.warn(tx.now);
  audit(tx, 'warn', { entity: open.kind, id: open.id });
}

/** Closes a case and its tasks. */
export async function closeCase(tx: Tx, kind: CaseKind, caseId: string): Promise<PrivacyCase> {
  const found = await tx.em.findOne(
    PrivacyCase,
    { id: caseId, kind },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!found) throw notFound(kind);
  if (found.closedAt) throw conflict(`This ${kind} was closed already.`);
  found.close(tx.actor.staffId, tx.now);
  await closeTasks(tx, [TASKS[kind]], { subjectId: found.id });
  audit(tx, 'close', { entity: kind, id: found.id });
  return found;
}
