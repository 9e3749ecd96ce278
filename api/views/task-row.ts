import type { z } from 'zod';
import { Message } from '../../entities/message.ts';
import type { Practice } from '../../entities/practice.ts';
import type { Task } from '../../entities/task.ts';
import type { Tx } from '../../facts/transaction.ts';
import { takeBackUntil } from '../../policy/outbound-mail/take-back.ts';
import { holidaysOf } from '../../policy/reviews/review-due.ts';
import { nextWorkingMorning } from '../../policy/tasks/put-off.ts';
import { actsFor, isPromise, mayBeGiven, type TaskAct } from '../../policy/tasks/task-acts.ts';
import type { Me } from '../route.ts';
import type { rowOfToday } from '../schemas/task-row.ts';
import { whomAbout, type Person, type Subjects } from './task-people.ts';

type Row = { [Field in keyof typeof rowOfToday]: z.output<(typeof rowOfToday)[Field]> };

type Around = {
  me: Me;
  practice: Practice;
  subjects: Subjects;
  people: ReadonlyMap<string, Person>;
  messages: ReadonlyMap<string, Message>;
};

/** The e-mails that these tasks are about. */
export async function messagesOf({ em }: Tx, tasks: readonly Task[]): Promise<ReadonlyMap<string, Message>> {
  const ids = tasks.flatMap(({ messageId }) => messageId ?? []);
  const found = ids.length > 0 ? await em.find(Message, { id: { $in: ids } }) : [];
  return new Map(found.map((message) => [message.id, message]));
}

/** What a row of Today shows of a task besides its words; of what is read already, without another query. */
export function taskRow(
  { now }: Tx,
  { me, practice, subjects, people, messages }: Around,
): (task: Task, words: string) => Row {
  const morning = nextWorkingMorning(now, practice.timezone, holidaysOf(practice.policy));
  return (task, words) => {
    const message = messages.get(task.messageId ?? '') ?? null;
    const until = message && takeBackUntil(message, now);
    const promised = isPromise({ kind: task.kind, isOfThanks: Boolean(task.referral) });
    const isDraft = task.kind === 'thank' && message?.status === 'queued' && !message.askedBy;
    const giver = people.get(task.givenBy ?? '');
    return {
      about: whomAbout(task, people, subjects, me.ownOnly),
      came: cameOf(task, subjects),
      say: task.status === 'open' && IS_SAID.has(task.kind) ? (QUOTED.exec(words)?.[1] ?? null) : null,
      goesAt: isDraft && task.status === 'open' ? message.dueAt.toISOString() : null,
      addedLine: (task.kind === 'thank' && message?.addedLine) || null,
      takeBackUntil: until?.toISOString() ?? null,
      promised,
      notBefore: task.notBefore?.toISOString() ?? null,
      givenBy: giver?.id ? { staffId: giver.id, name: giver.name } : null,
      acts: actsNow(task, { me, isLate: promised && morning > task.dueAt, isTakeable: until !== null }),
    };
  };
}

/** Whose words hold something to say aloud. */
const IS_SAID: ReadonlySet<Task['kind']> = new Set([
  'get_in_touch',
  'offer_booking',
  'check_in',
  'find_successor',
]);
const QUOTED = /"([^"]+)"/;

function cameOf(task: Task, { referrals, enquiries }: Subjects): Row['came'] {
  const came = referrals.get(task.referral?.id ?? '') ?? enquiries.get(task.enquiry?.id ?? '');
  return came ? { at: came.receivedAt.toISOString(), via: came.via } : null;
}

type Now = { me: Me; isLate: boolean; isTakeable: boolean };

function actsNow({ kind, status, doneBy }: Task, { me, isLate, isTakeable }: Now): TaskAct[] {
  if (isTakeable) return ['take_back'];
  if (status === 'done' && doneBy === me.staffId) return ['reopen'];
  if (status !== 'open') return [];
  return [
    ...actsFor(kind, me.roles),
    ...(isLate ? [] : (['not_today'] as const)),
    ...(mayBeGiven(kind) ? (['give'] as const) : []),
  ];
}
