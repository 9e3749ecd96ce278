import type { Broadcast } from '../../entities/broadcast.ts';
import type { Message } from '../../entities/message.ts';
import type { Practice } from '../../entities/practice.ts';
import type { SaidToMany } from '../../email/compose-broadcast.ts';
import { dayOf } from '../../policy/broadcasts/pace.ts';
import { claimMessage, wordsOf } from '../outbound-mail/claim-message.ts';
import { makeLinksWork } from '../outbound-mail/make-link-work.ts';
import { writeMails, type NewMail } from '../outbound-mail/write-mails.ts';
import type { Tx } from '../transaction.ts';
import type { Claimed } from './claim-batch.ts';
import type { Verdict } from './compose-batch.ts';
import { restUnwritten } from './hold-broadcast.ts';
import { noteChanges } from './note-changes.ts';
import type { Turn } from './pick-batch.ts';
import { takePlaces } from './read-pace.ts';

type About = { broadcast: Broadcast; practice: Practice; said: SaidToMany; batchId: string };

/** Writes into the ledger what becomes of each, and takes the places of the day; answers those that are about to leave. */
export async function writeVerdicts(
  tx: Tx,
  { broadcast, practice, said, batchId }: About,
  verdicts: ReadonlyMap<Turn, Verdict>,
): Promise<Claimed[]> {
  const takenOn = dayOf(tx.now, practice.timezone);
  const isRehearsal = practice.sending === 'rehearsal';
  const all = [...verdicts];
  const leaving = all.flatMap(([turn, verdict]) =>
    verdict.do === 'send' ? [{ turn, envelope: verdict.envelope }] : [],
  );
  const placed = leaving.filter(({ turn }) => turn.message?.takenOn !== takenOn).length;
  await takePlaces(tx, practice, { taken: isRehearsal ? 0 : placed, rehearsed: isRehearsal ? placed : 0 });

  const first = all.filter(([turn]) => turn.message === null);
  const newOnes = first.map(([turn, verdict]) => newMail(turn, verdict, isRehearsal));
  await writeMails(tx, newOnes, { ...said, broadcastId: broadcast.id, batchId, takenOn });
  broadcast.wrote(first.length, tx.now);
  for (const [{ message }, verdict] of all)
    if (message) await change(tx, { message, verdict, isRehearsal, batchId, takenOn });
  await tx.em.flush();

  const news = all.filter(([, verdict]) => verdict.do !== 'send' || isRehearsal);
  await noteChanges(
    tx,
    broadcast.id,
    news.map(([{ id }]) => id),
  );
  for (const [{ id }, verdict] of all)
    if (verdict.do === 'hold' && verdict.why === 'cannot_write') await restUnwritten(tx, broadcast, id);
  if (isRehearsal) return [];
  await makeLinksWork(
    tx,
    leaving.flatMap(({ envelope }) => envelope.links),
  );
  return leaving.map(({ turn: { id, message }, envelope }) => ({
    id,
    attempt: message?.attempts ?? 1,
    envelope,
  }));
}

function newMail({ id, personId, sendId }: Turn, verdict: Verdict, isRehearsal: boolean): NewMail {
  const mail = { id, personId, sendId };
  switch (verdict.do) {
    case 'send':
      return isRehearsal
        ? { ...mail, status: 'would_send', why: 'rehearsal', envelope: verdict.envelope }
        : { ...mail, status: 'sending', why: null, envelope: verdict.envelope };
    case 'stop':
      return { ...mail, status: 'stopped', why: verdict.why, envelope: null };
    case 'hold':
      return { ...mail, status: 'held', why: verdict.why, envelope: null };
    case 'reactivate':
      return { ...mail, status: 'queued', why: null, envelope: null };
  }
}

type Change = {
  message: Message;
  verdict: Verdict;
  isRehearsal: boolean;
  batchId: string;
  takenOn: string;
};

async function change(tx: Tx, { message, verdict, isRehearsal, batchId, takenOn }: Change): Promise<void> {
  switch (verdict.do) {
    case 'send':
      if (isRehearsal) return message.rehearse(wordsOf(verdict.envelope), tx.now);
      message.takenOn = takenOn;
      message.batchId ??= batchId;
      return claimMessage(tx, message, verdict.envelope);
    case 'stop':
      return message.stop(verdict.why, tx.now);
    case 'hold':
      return message.hold(verdict.why, tx.now);
    case 'reactivate':
  }
}
