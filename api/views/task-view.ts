import type { Practice } from '../../entities/practice.ts';
import type { Me } from '../route.ts';
import type { TaskView } from '../schemas/task.ts';
import type { z } from 'zod';
import { Enquiry } from '../../entities/enquiry.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { Referral } from '../../entities/referral.ts';
import { ReviewAction } from '../../entities/review-action.ts';
import type { Task } from '../../entities/task.ts';
import { namedByCapacity } from '../../facts/capacity-notices/named-by-tasks.ts';
import { noRoomOf, type NoRoomOf } from '../../facts/refer-outs/no-room.ts';
import { hellosFor, placesLeft } from '../../facts/relationships/words-of-tasks.ts';
import { movedTasks } from '../../facts/tasks/tell-returned.ts';
import type { Tx } from '../../facts/transaction.ts';
import { taskWords } from '../../policy/tasks/task-words.ts';
import { peopleOf, referrerId, staffOf, type Subjects } from './task-people.ts';
import { messagesOf, taskRow } from './task-row.ts';

/** Tasks with their words, made from the current facts; a few queries for a whole page. */
export async function taskViews(
  tx: Tx,
  tasks: readonly Task[],
  { me, practice }: { me: Me; practice: Practice },
): Promise<z.output<typeof TaskView>[]> {
  await tx.em.flush();
  const { em } = tx;
  const referOuts = byId(await rowsOf(tasks, 'referOut', (ids) => em.find(ReferOut, { id: { $in: ids } })));
  const subjects = {
    referrals: byId(await rowsOf(tasks, 'referral', (ids) => em.find(Referral, { id: { $in: ids } }))),
    enquiries: byId(await enquiriesOf(tx, tasks, [...referOuts.values()])),
    referOuts,
  };
  const proposedFor = await proposedForMails(tx, tasks);
  const moved = await movedTasks(
    tx,
    tasks.flatMap(({ kind, subjectId }) => (kind === 'read_digest' ? (subjectId ?? []) : [])),
  );
  const actions = await actionsOf(tx, tasks);
  const named = await namedByCapacity(tx, tasks);
  const noRoom = await noRoomOf(tx, toBeAnswered(tasks, subjects));
  const hellos = await hellosFor(tx, tasks);
  const places = await placesLeft(tx, tasks);
  const messages = await messagesOf(tx, tasks);
  const people = await peopleOf(tx, tasks, subjects);
  const nameOf = (id: string | undefined) => people.get(id ?? '')?.name ?? null;
  const rowOf = taskRow(tx, { me, practice, subjects, people, messages });
  return tasks.map((task) => {
    const referral = subjects.referrals.get(task.referral?.id ?? '');
    const enquiry = subjects.enquiries.get(task.enquiry?.id ?? '');
    const referOut = referOuts.get(task.referOut?.id ?? '');
    const number = referral?.number ?? enquiry?.sourceLine ?? null;
    const why = task.why ?? null;
    const full = SPEAKS_OF_ROOM.has(task.kind) ? (noRoom.get(enquiry?.id ?? '') ?? null) : null;
    const words = taskWords({
      kind: task.kind,
      number,
      referrer: referral ? (nameOf(referrerId(referral)) ?? referral.referrerFirstName ?? null) : null,
      client: nameOf(task.client?.id),
      enquirer: enquiry?.firstName ?? nameOf(referOut?.client?.id),
      colleague: nameOf(task.professional?.id ?? referOut?.toProfessional?.id ?? staffOf(task)),
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
    });
    return {
      id: task.id,
      kind: task.kind,
      status: task.status,
      words,
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
      ...rowOf(task, words),
      dueAt: task.dueAt.toISOString(),
      overdue: task.status === 'open' && task.dueAt < tx.now,
      createdAt: task.createdAt.toISOString(),
      updatedAt: task.updatedAt.toISOString(),
      doneAt: task.doneAt?.toISOString() ?? null,
      doneBy: task.doneBy ?? null,
    };
  });
}

/** What is said to whoever got in touch depends on whether there is room. */
const SPEAKS_OF_ROOM: ReadonlySet<Task['kind']> = new Set(['get_in_touch', 'offer_booking']);

function toBeAnswered(tasks: readonly Task[], { enquiries }: Subjects): Enquiry[] {
  const open = tasks.filter(({ kind, status }) => status === 'open' && SPEAKS_OF_ROOM.has(kind));
  return open.flatMap(({ enquiry }) => enquiries.get(enquiry?.id ?? '') ?? []);
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
  field: 'referral' | 'referOut',
  find: (ids: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const ids = tasks.flatMap((task) => task[field]?.id ?? []);
  return ids.length > 0 ? find(ids) : [];
}

/** Whoever a referral out is about is spoken with too. */
async function enquiriesOf(
  { em }: Tx,
  tasks: readonly Task[],
  referOuts: readonly ReferOut[],
): Promise<Enquiry[]> {
  const ids = [...tasks, ...referOuts].flatMap(({ enquiry }) => enquiry?.id ?? []);
  return ids.length > 0 ? em.find(Enquiry, { id: { $in: ids } }) : [];
}

function byId<Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
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
