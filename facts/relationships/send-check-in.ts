import { LockMode } from '@mikro-orm/postgresql';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import type { Task } from '../../entities/task.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';
import { whyNoHello, type NoHello } from '../../policy/relationships/check-in-mail.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import type { Prepared } from '../outbound-mail/claim-message.ts';
import { composeOrHold } from '../outbound-mail/compose-or-hold.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { pressNew, type Press } from '../outbound-mail/press-send.ts';
import { TAKEN_BACK } from '../../policy/outbound-mail/take-back.ts';
import { audit, type Tx } from '../transaction.ts';
import { wishesOf } from './colleague-wishes.ts';
import { lastMessagedAt } from './last-messaged.ts';

/** The hello of this check-in leaves now, by its own delivery (M15); the task's id is in its key, so that there is one. */
export async function sendCheckIn(
  tx: Tx,
  task: Task,
  professional: Professional,
  press: Press,
): Promise<void> {
  const { em, practiceId, now } = tx;
  const key = `check-in/${task.id}`;
  const takenBack = await em.findOne(Message, { practiceId, key, status: 'cancelled', why: TAKEN_BACK });
  const message =
    takenBack ??
    em.create(Message, {
      ...newMail(tx, key),
      purpose: 'check_in',
      template: TEMPLATE.quietSource,
      professional,
      dueAt: now,
    });
  takenBack?.requeue(now, now);
  message.signerId = tx.actor.staffId;
  message.askedBy = tx.actor.staffId;
  await pressNew(tx, message, press, { taskIds: [task.id] });
  task.messageId = message.id;
  await openDelivery(tx, message.id);
  audit(tx, 'create', { entity: 'message', id: message.id }, ['check_in']);
}

/** Why it may not leave now; null where it may. `except`: the hello itself, once it is written. */
export async function whyNotNow(
  tx: Tx,
  professional: Professional,
  except: string | null = null,
): Promise<NoHello | null> {
  if (professional.erasedAt) return 'erased';
  const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const messagedAt = await lastMessagedAt(tx, professional.id, except);
  const minGapMs = toMs(policy.relationships.minGap);
  return whyNoHello(await wishesOf(tx, professional), { messagedAt, minGapMs }, tx.now);
}

/** A stop that comes now either waits for this send or is seen by it. */
export async function lockColleague({ em, practiceId }: Tx, { professional }: Message): Promise<void> {
  const lockMode = LockMode.PESSIMISTIC_READ;
  if (professional)
    await em.findOne(Professional, { practiceId, id: professional.id }, { lockMode, refresh: true });
}

/** Everything that was asked when somebody pressed is asked again, in the transaction that sends. */
export async function prepareCheckIn(tx: Tx, message: Message, publicUrl: string): Promise<Prepared> {
  const { em, practiceId } = tx;
  const id = message.professional?.id;
  const professional = id ? await em.findOne(Professional, { practiceId, id }) : null;
  const why = professional ? await whyNotNow(tx, professional, message.id) : 'erased';
  if (why) return message.status === 'unknown' ? { hold: 'unknown_outcome' } : { stop: why };
  return (await composeOrHold(tx, message, publicUrl)) ?? { stop: 'no_email' };
}
