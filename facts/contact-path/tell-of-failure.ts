import { randomUUIDv7 } from 'node:crypto';
import type { ContactCheck } from '../../entities/contact-check.ts';
import { ContactFailure } from '../../entities/contact-failure.ts';
import type { Staff } from '../../entities/staff.ts';
import { Task } from '../../entities/task.ts';
import { after } from '../../policy/calendar/instants.ts';
import { DAY_MS, HOUR_MS } from '../../policy/calendar/units.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import { writeToStaff } from '../outbound-mail/write-to-staff.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { closeTasks, openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

const KIND = 'contact_path';

/**
 * These parts have begun to fail: each is a task of whoever answers first, or of an owner, and one e-mail tells of all of
 * them, at whatever hour it is (S81a).
 */
export async function noteFailure(tx: Tx, failed: readonly ContactCheck[]): Promise<void> {
  const [first] = failed;
  if (!first) return;
  const today = await practiceToday(tx);
  const assignee = today.dutyHolder('firstContact');
  const failures = failed.map((check) => {
    const { part, why, failingSince } = check;
    const since = failingSince ?? tx.now;
    openTaskOf(tx, check, assignee);
    check.alertedAt = tx.now;
    const { practiceId } = tx;
    return tx.em.create(ContactFailure, {
      practiceId,
      id: randomUUIDv7(),
      part,
      why: why ?? 'no_answer',
      since,
    });
  });
  const told = failures[0];
  if (!assignee || !told) return;
  const mails = await writeToStaff(tx, [assignee], {
    occasion: `contact_path/${told.id}`,
    about: { contactFailureId: told.id },
    zone: today.practice.timezone,
    atAnyHour: true,
  });
  for (const { id } of mails) await openDelivery(tx, id);
}

/** Whoever pressed done although it still fails has a task again a day later, and no e-mail. */
export async function noteStillFailing(tx: Tx, check: ContactCheck): Promise<void> {
  const known = await tx.em.count(Task, {
    kind: KIND,
    subjectId: check.id,
    $or: [{ status: 'open' }, { doneAt: { $gt: after(tx.now, -DAY_MS) } }],
  });
  if (known === 0) openTaskOf(tx, check, (await practiceToday(tx)).dutyHolder('firstContact'));
}

function openTaskOf(tx: Tx, { id, part, failingSince }: ContactCheck, assignee: Staff | null): void {
  const dueAt = after(failingSince ?? tx.now, HOUR_MS);
  openTask(tx, { kind: KIND, assignee, why: part, subjectId: id, dueAt });
}

/** It works again: its task is done by that, and an e-mail that has not left does not leave any more. */
export async function noteRecovery(tx: Tx, check: ContactCheck): Promise<void> {
  await endFailures(tx, check);
  await closeTasks(tx, [KIND], { subjectId: check.id });
}

/** It is not looked at any more. */
export async function noteWithdrawn(tx: Tx, check: ContactCheck): Promise<void> {
  await endFailures(tx, check);
  await closeTasks(tx, [KIND], { subjectId: check.id }, 'cancelled');
}

async function endFailures({ em, now }: Tx, { part }: ContactCheck): Promise<void> {
  await em.nativeUpdate(ContactFailure, { part, endedAt: null }, { endedAt: now });
}
