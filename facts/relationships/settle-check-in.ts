import type { Task } from '../../entities/task.ts';
import type { TouchKind } from '../../policy/network/network-terms.ts';
import { WHY_NO_HELLO } from '../../policy/relationships/check-in-mail.ts';
import { lockProfessional } from '../locks/lock-professional.ts';
import { dateIn, practiceToday } from '../practice/practice-today.ts';
import { conflictBecause, wrongFields } from '../refusal.ts';
import { reevaluate } from '../signal.ts';
import type { Tx } from '../transaction.ts';
import type { Press } from '../outbound-mail/press-send.ts';
import { addTouch } from './log-touch.ts';
import { sendCheckIn, whyNotNow } from './send-check-in.ts';

/**
 * Somebody got in touch, or wants to now: `email` sends the hello at once, or is refused with the code of why it may not go;
 * everything else is noted as a contact of this moment (4.5e).
 */
export async function settleCheckIn(
  tx: Tx,
  task: Task,
  by: TouchKind | undefined,
  press: Press,
): Promise<void> {
  if (by === undefined)
    throw wrongFields([{ path: 'by', message: 'Say how: email, call, coffee, event or card.' }]);
  const professional = await lockProfessional(tx, task.professional?.id ?? '');
  if (by !== 'email') {
    const { practice } = await practiceToday(tx);
    addTouch(tx, professional, { kind: by, on: dateIn(practice.timezone, tx.now), at: tx.now });
    return;
  }
  const why = await whyNotNow(tx, professional);
  if (why)
    throw conflictBecause(
      why,
      `No e-mail goes to them now (${why}): ${WHY_NO_HELLO[why]}. Ring, or send a card.`,
    );
  await sendCheckIn(tx, task, professional, press);
  reevaluate(tx, 'relationship', professional.id);
}
