import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { caseDueAt, caseWarnAt, type CaseKind } from '../../policy/privacy/privacy-case.ts';
import type { TaskKind } from '../../policy/tasks/task-kinds.ts';
import { audit, type Tx } from '../transaction.ts';
import { checkNoLaterThan } from '../commitments/reevaluate-subjects.ts';
import { lockKey } from '../locks/lock-key.ts';
import { findPerson, type PersonId } from './person.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { conflict, notFound } from '../refusal.ts';

const TASKS = {
  complaint: 'answer_complaint',
  incident: 'report_incident',
  access: 'answer_access',
} as const satisfies Record<CaseKind, TaskKind>;

/** `about`: of a request for data, whose. */
type NewCase = { kind: CaseKind; subject: string; startedAt: Date; about?: PersonId };

/** Opens a privacy case: its clock starts, with a task for the duty holder. */
export async function openCase(tx: Tx, { kind, subject, startedAt, about }: NewCase): Promise<PrivacyCase> {
  const { em, practiceId, now } = tx;
  const opened = em.create(PrivacyCase, {
    id: randomUUIDv7(),
    practiceId,
    kind,
    subject,
    aboutSubject: about?.subject ?? null,
    aboutId: about?.id ?? null,
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

/** Somebody asked what is held of them: a month from now on (Art 15). Asked again while it is open, it is the same. */
export async function openAccessRequest(
  tx: Tx,
  about: PersonId,
  startedAt: Date,
): Promise<{ request: PrivacyCase; isNew: boolean }> {
  if (!(await findPerson(tx, about))) throw notFound(about.subject);
  await lockKey(tx, `access/${about.id}`);
  const known = await tx.em.findOne(PrivacyCase, {
    kind: 'access',
    aboutSubject: about.subject,
    aboutId: about.id,
    closedAt: null,
  });
  if (known) return { request: known, isNew: false };
  const subject = `${about.subject} ${about.id}`;
  return { request: await openCase(tx, { kind: 'access', subject, startedAt, about }), isNew: true };
}

/** Rewords what a complaint or an incident is about, so that a person can take somebody's name out of it. */
export async function rewordCase(
  tx: Tx,
  kind: CaseKind,
  caseId: string,
  subject: string,
): Promise<PrivacyCase> {
  const found = await lockCase(tx, kind, caseId);
  found.reword(subject, tx.now);
  audit(tx, 'change', { entity: kind, id: found.id }, ['subject']);
  return found;
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
  const found = await lockCase(tx, kind, caseId);
  if (found.closedAt) throw conflict('This was closed already.');
  found.close(tx.actor.staffId, tx.now);
  await closeTasks(tx, [TASKS[kind], 'weigh_mention'], { subjectId: found.id });
  audit(tx, 'close', { entity: kind, id: found.id });
  return found;
}

async function lockCase({ em }: Tx, kind: CaseKind, caseId: string): Promise<PrivacyCase> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const found = await em.findOne(PrivacyCase, { id: caseId, kind }, { lockMode, refresh: true });
  if (!found) throw notFound(kind === 'access' ? 'request for data' : kind);
  return found;
}
