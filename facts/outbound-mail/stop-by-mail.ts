import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { DAY_MS } from '../../policy/calendar/units.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

const LOOK_WITHIN_MS = 7 * DAY_MS;

/** Somebody on record seems to have written that they want no more mail: the owner hears of it, because a sender is easily forged. */
export async function sayThatStopCame(tx: Tx, emailHash: string, suppressionId: string): Promise<void> {
  const { em } = tx;
  const newest = { orderBy: { id: 'desc' as const }, limit: 1 };
  const [client] = await em.find(Client, { emailHash }, newest);
  const [enquiry] = await em.find(Enquiry, { emailHash }, newest);
  const others =
    (await em.count(Professional, { emailHash })) + (await em.count(Referral, { referrerHash: emailHash }));
  if (!client && !enquiry && others === 0) return;
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'stop_by_mail',
    assignee: today.owners()[0] ?? null,
    dueAt: new Date(tx.now.getTime() + LOOK_WITHIN_MS),
    subjectId: suppressionId,
    ...(client ? { client } : {}),
    ...(enquiry && !client ? { enquiry } : {}),
  });
}
