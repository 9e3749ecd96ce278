import type { TaskView } from '../schemas/desk.ts';
import type { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { Referral } from '../../entities/referral.ts';
import type { Task } from '../../entities/task.ts';
import type { Tx } from '../../facts/transaction.ts';
import { taskWords } from '../../policy/tasks/task-words.ts';

/** Tasks with their words, made from the current facts; a few queries for a whole page. */
export async function taskViews(tx: Tx, tasks: readonly Task[]): Promise<z.output<typeof TaskView>[]> {
  await tx.em.flush();
  const { em } = tx;
  const referrals = await rowsOf(tasks, 'referral', (ids) => em.find(Referral, { id: { $in: ids } }));
  const enquiries = await rowsOf(tasks, 'enquiry', (ids) => em.find(Enquiry, { id: { $in: ids } }));
  const referOuts = await rowsOf(tasks, 'referOut', (ids) => em.find(ReferOut, { id: { $in: ids } }));
  const nameOf = await peopleNamed(tx, tasks, referrals, referOuts);
  return tasks.map((task) => {
    const referral = byId(referrals, task.referral);
    const enquiry = byId(enquiries, task.enquiry);
    const referOut = byId(referOuts, task.referOut);
    const number = referral?.number ?? enquiry?.sourceLine ?? null;
    const why = task.why ?? null;
    return {
      id: task.id,
      kind: task.kind,
      status: task.status,
      words: taskWords({
        kind: task.kind,
        number,
        referrer: referral ? (nameOf(referrerId(referral)) ?? referral.referrerFirstName ?? null) : null,
        client: nameOf(task.client?.id),
        enquirer: enquiry?.firstName ?? nameOf(referOut?.client?.id),
        colleague: nameOf(referOut?.toProfessional?.id),
        why,
      }),
      why,
      assigneeId: task.assignee?.id ?? null,
      referralId: referral?.id ?? null,
      enquiryId: enquiry?.id ?? null,
      referOutId: referOut?.id ?? null,
      subjectId: task.subjectId ?? null,
      number,
      clientId: task.client?.id ?? null,
      messageId: task.messageId ?? null,
      dueAt: task.dueAt.toISOString(),
      overdue: task.status === 'open' && task.dueAt < tx.now,
      createdAt: task.createdAt.toISOString(),
      updatedAt: task.updatedAt.toISOString(),
      doneAt: task.doneAt?.toISOString() ?? null,
      doneBy: task.doneBy ?? null,
    };
  });
}

async function rowsOf<Row>(
  tasks: readonly Task[],
  field: 'referral' | 'enquiry' | 'referOut',
  find: (ids: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const ids = tasks.flatMap((task) => task[field]?.id ?? []);
  return ids.length > 0 ? find(ids) : [];
}

function byId<Row extends { id: string }>(
  rows: readonly Row[],
  wanted: { id: string } | null | undefined,
): Row | null {
  return rows.find(({ id }) => id === wanted?.id) ?? null;
}

function referrerId({ referrerClient, referrerProfessional }: Referral): string | undefined {
  return referrerClient?.id ?? referrerProfessional?.id;
}

type NameOf = (id: string | undefined) => string | null;

/** The names of everybody whom these tasks are about. */
async function peopleNamed(
  { em }: Tx,
  tasks: readonly Task[],
  referrals: readonly Referral[],
  referOuts: readonly ReferOut[],
): Promise<NameOf> {
  const clientIds = [
    ...tasks.flatMap(({ client }) => client?.id ?? []),
    ...referrals.flatMap(({ referrerClient }) => referrerClient?.id ?? []),
    ...referOuts.flatMap(({ client }) => client?.id ?? []),
  ];
  const professionalIds = [
    ...referrals.flatMap(({ referrerProfessional }) => referrerProfessional?.id ?? []),
    ...referOuts.flatMap(({ toProfessional }) => toProfessional?.id ?? []),
  ];
  const clients = clientIds.length > 0 ? await em.find(Client, { id: { $in: clientIds } }) : [];
  const professionals =
    professionalIds.length > 0 ? await em.find(Professional, { id: { $in: professionalIds } }) : [];
  const names = new Map(
    [...clients, ...professionals].map(({ id, firstName, lastName }) => [
      id,
      `${firstName} ${lastName ?? ''}`.trim(),
    ]),
  );
  return (id) => names.get(id ?? '') ?? null;
}
