import type { TaskView } from '../schemas/desk.ts';
import type { z } from 'zod';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { Referral } from '../../entities/referral.ts';
import { ReviewAction } from '../../entities/review-action.ts';
import { Staff } from '../../entities/staff.ts';
import type { Task } from '../../entities/task.ts';
import { namedByCapacity } from '../../facts/capacity-notices/named-by-tasks.ts';
import { noRoomOf, type NoRoomOf } from '../../facts/refer-outs/no-room.ts';
import { hellosFor, placesLeft } from '../../facts/relationships/words-of-tasks.ts';
import { movedTasks } from '../../facts/tasks/tell-returned.ts';
import type { Tx } from '../../facts/transaction.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import { taskWords } from '../../policy/tasks/task-words.ts';

/** Tasks with their words, made from the current facts; a few queries for a whole page. */
export async function taskViews(tx: Tx, tasks: readonly Task[]): Promise<z.output<typeof TaskView>[]> {
  await tx.em.flush();
  const { em } = tx;
  const referrals = await rowsOf(tasks, 'referral', (ids) => em.find(Referral, { id: { $in: ids } }));
  const enquiries = await rowsOf(tasks, 'enquiry', (ids) => em.find(Enquiry, { id: { $in: ids } }));
  const referOuts = await rowsOf(tasks, 'referOut', (ids) => em.find(ReferOut, { id: { $in: ids } }));
  const proposedFor = await proposedForMails(tx, tasks);
  const moved = await movedTasks(
    tx,
    tasks.flatMap(({ kind, subjectId }) => (kind === 'read_digest' ? (subjectId ?? []) : [])),
  );
  const actions = await actionsOf(tx, tasks);
  const named = await namedByCapacity(tx, tasks);
  const noRoom = await noRoomOf(tx, toBeAnswered(tasks, enquiries));
  const hellos = await hellosFor(tx, tasks);
  const places = await placesLeft(tx, tasks);
  const sent = await messagesOf(tx, tasks);
  const nameOf = await peopleNamed(tx, tasks, referrals, referOuts);
  return tasks.map((task) => {
    const referral = byId(referrals, task.referral);
    const enquiry = byId(enquiries, task.enquiry);
    const referOut = byId(referOuts, task.referOut);
    const number = referral?.number ?? enquiry?.sourceLine ?? null;
    const why = task.why ?? null;
    const message = sent.get(task.messageId ?? '') ?? null;
    const full = SPEAKS_OF_ROOM.has(task.kind) ? (noRoom.get(enquiry?.id ?? '') ?? null) : null;
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
        colleague: nameOf(task.professional?.id ?? referOut?.toProfessional?.id ?? staffId(task)),
        hello: hellos.get(task.id) ?? null,
        place: places.get(task.subjectId ?? '') ?? null,
        subjectId: task.subjectId ?? null,
        other: task.kind === 'shared_mailbox' ? nameOf(task.subjectId ?? undefined) : null,
        why,
        proposed: proposedFor(task),
        action: actions.get(task.subjectId ?? '') ?? null,
        named: named(task),
        noRoom: full,
        moved: task.kind === 'read_digest' ? (moved.get(task.subjectId ?? '') ?? null) : null,
      }),
      why,
      proposed: proposedFor(task),
      noRoom: full && shownNoRoom(full),
      assigneeId: task.assignee?.id ?? null,
      referralId: referral?.id ?? null,
      enquiryId: enquiry?.id ?? null,
      referOutId: referOut?.id ?? null,
      professionalId: task.professional?.id ?? null,
      subjectId: task.subjectId ?? null,
      number,
      clientId: task.client?.id ?? null,
      messageId: task.messageId ?? null,
      addedLine: (task.kind === 'thank' && message?.addedLine) || null,
      takeBackUntil: message && (takeBackUntil(message, tx.now)?.toISOString() ?? null),
      dueAt: task.dueAt.toISOString(),
      overdue: task.status === 'open' && task.dueAt < tx.now,
      createdAt: task.createdAt.toISOString(),
      updatedAt: task.updatedAt.toISOString(),
      doneAt: task.doneAt?.toISOString() ?? null,
      doneBy: task.doneBy ?? null,
    };
  });
}

/** The e-mails that these tasks are about, without their words. */
async function messagesOf({ em }: Tx, tasks: readonly Task[]): Promise<Map<string, Message>> {
  const ids = tasks.flatMap(({ messageId }) => messageId ?? []);
  if (ids.length === 0) return new Map();
  const found = await em.find(Message, { id: { $in: ids } });
  return new Map(found.map((message) => [message.id, message]));
}

/** What is said to whoever got in touch depends on whether there is room. */
const SPEAKS_OF_ROOM: ReadonlySet<Task['kind']> = new Set(['get_in_touch', 'offer_booking']);

function toBeAnswered(tasks: readonly Task[], enquiries: readonly Enquiry[]): Enquiry[] {
  const open = tasks.filter(({ kind, status }) => status === 'open' && SPEAKS_OF_ROOM.has(kind));
  return open.flatMap((task) => byId(enquiries, task.enquiry) ?? []);
}

function shownNoRoom({
  practitionerId,
  mode,
  nextOpening,
  waitWeeks,
  asOf,
  hereIds,
  colleagueIds,
}: NoRoomOf) {
  return { practitionerId, mode, nextOpening, waitWeeks, asOf, here: hereIds, colleagues: colleagueIds };
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

/** Who works here and is written to in vain. */
function staffId({ kind, subjectId }: Task): string | undefined {
  return kind === 'staff_mail_bounces' ? (subjectId ?? undefined) : undefined;
}

/** What a press on the task about a mail records; null for every other task. */
async function proposedForMails({ em }: Tx, tasks: readonly Task[]) {
  const ids = tasks.filter(isAboutMail).flatMap(({ subjectId }) => subjectId ?? []);
  const mails =
    ids.length > 0 ? await em.find(InboundMail, { id: { $in: ids } }, { fields: ['id', 'proposed'] }) : [];
  const proposed = new Map(mails.map((mail) => [mail.id, mail.proposed ?? null]));
  return (task: Task) => (isAboutMail(task) ? (proposed.get(task.subjectId ?? '') ?? null) : null);
}

function isAboutMail({ kind, status }: Task): boolean {
  return kind === 'check_mail' && status === 'open';
}

/** What reviews decided, for the tasks that come of it. */
async function actionsOf({ em }: Tx, tasks: readonly Task[]): Promise<Map<string, string | null>> {
  const ids = tasks.flatMap(({ kind, subjectId }) => (kind === 'review_action' ? (subjectId ?? []) : []));
  const found = ids.length > 0 ? await em.find(ReviewAction, { id: { $in: ids } }) : [];
  return new Map(found.map(({ id, text }) => [id, text ?? null]));
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
    ...tasks.flatMap(({ kind, subjectId }) => (kind === 'shared_mailbox' ? (subjectId ?? []) : [])),
    ...referrals.flatMap(({ referrerClient }) => referrerClient?.id ?? []),
    ...referOuts.flatMap(({ client }) => client?.id ?? []),
  ];
  const professionalIds = [
    ...referrals.flatMap(({ referrerProfessional }) => referrerProfessional?.id ?? []),
    ...referOuts.flatMap(({ toProfessional }) => toProfessional?.id ?? []),
    ...tasks.flatMap(({ professional }) => professional?.id ?? []),
  ];
  const clients = clientIds.length > 0 ? await em.find(Client, { id: { $in: clientIds } }) : [];
  const professionals =
    professionalIds.length > 0 ? await em.find(Professional, { id: { $in: professionalIds } }) : [];
  const staffIds = tasks.flatMap((task) => staffId(task) ?? []);
  const staff = staffIds.length > 0 ? await em.find(Staff, { id: { $in: staffIds } }) : [];
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  for (const { id, firstName, lastName } of [...clients, ...professionals])
    names.set(id, `${firstName} ${lastName ?? ''}`.trim());
  return (id) => names.get(id ?? '') ?? null;
}
