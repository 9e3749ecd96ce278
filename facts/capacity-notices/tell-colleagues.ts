import type { CapacitySpell } from '../../entities/capacity-spell.ts';
import type { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import type { NoticeKind } from '../../policy/broadcasts/broadcast-terms.ts';
import { after } from '../../policy/calendar/instants.ts';
import { isForAPerson, TOLD_BY_HAND } from '../../policy/capacity/whom-to-tell.ts';
import { ANSWER_WITHIN_MS } from '../../policy/tasks/answer-within.ts';
import { listRecipients, type Listed } from '../broadcasts/list-recipients.ts';
import { beginBroadcast } from '../broadcasts/start-broadcast.ts';
import { lockKey } from '../locks/lock-key.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { openTask } from '../tasks/open-task.ts';
import type { Tx } from '../transaction.ts';

/** M10: those who send most, and who asked to be kept posted, hear that we are full, once (S73a). Answers the broadcast. */
export async function tellFull(tx: Tx, practice: Practice, spell: CapacitySpell): Promise<string | null> {
  spell.tell(tx.now);
  return tell(tx, practice, spell, { kind: 'full', isByHand: isForAPerson });
}

/** M12: whoever was told that we are full hears that there is room again, by hand where it was by hand (S74a). */
export async function tellAgain(tx: Tx, practice: Practice, spell: CapacitySpell): Promise<string | null> {
  spell.tellAgain(tx.now);
  return tell(tx, practice, spell, { kind: 'places_again', isByHand: (why) => why === TOLD_BY_HAND });
}

type Notice = { kind: NoticeKind; isByHand: (why: string) => boolean };

/** A list of nobody is no broadcast; in a rehearsal nobody is rung, because nobody counts as told. */
async function tell(
  tx: Tx,
  practice: Practice,
  spell: CapacitySpell,
  { kind, isByHand }: Notice,
): Promise<string | null> {
  await lockKey(tx, `broadcast/${kind}`);
  const asked = { kind, spellId: spell.id };
  const listed = await listRecipients(tx, practice, asked);
  if (practice.sending !== 'rehearsal')
    await openCalls(
      tx,
      { kind, spellId: spell.id },
      listed.leftOut.filter(({ why }) => isByHand(why)),
    );
  if (listed.recipients.length === 0) return null;
  return (await beginBroadcast(tx, asked, listed, null)).id;
}

/** A task each, for whoever has the duty. */
async function openCalls(
  tx: Tx,
  { kind, spellId }: { kind: NoticeKind; spellId: string },
  colleagues: Listed['leftOut'],
): Promise<void> {
  if (colleagues.length === 0) return;
  const { em, practiceId, now } = tx;
  const assignee = (await practiceToday(tx)).dutyHolder('capacity');
  const dueAt = after(now, ANSWER_WITHIN_MS);
  for (const { id } of colleagues) {
    const professional = em.getReference(Professional, [practiceId, id]);
    openTask(tx, { kind: 'tell_by_hand', why: kind, assignee, dueAt, professional, subjectId: spellId });
  }
}
