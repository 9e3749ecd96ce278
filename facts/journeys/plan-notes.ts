import { Client } from '../../entities/client.ts';
import { Message } from '../../entities/message.ts';
import type { Carrier } from '../../policy/journeys/carriers.ts';
import { NO_LONGER_DUE, type PlanChange } from '../../policy/journeys/journey.ts';
import type { Tx } from '../transaction.ts';
import { newMail } from '../outbound-mail/new-mail.ts';

/** Brings the messages of this client in line with the notes that are due, each with when it is due. */
export async function planNotes(tx: Tx, clientId: string, changes: readonly PlanChange[]): Promise<void> {
  for (const change of changes) {
    if (change.do === 'add') {
      newNote(tx, { clientId, ...change.planned });
      continue;
    }
    const note = await tx.em.findOneOrFail(Message, { practiceId: tx.practiceId, id: change.messageId });
    if (change.do === 'stop') {
      note.stop(NO_LONGER_DUE, tx.now);
      continue;
    }
    note.requeue(tx.now, change.planned.dueAt);
    note.latestAt = change.planned.latestAt;
    note.countsFrom = change.planned.anchor;
  }
}

export type NewNote = {
  id?: string;
  clientId: string;
  key: string;
  carrier: Carrier;
  dueAt: Date;
  latestAt: Date | null;
  anchor?: Date;
  askedBy?: string;
  ownWords?: string | null;
};

/** A note of the practice to a client, before it is sent; who signs it and which prompt rides is decided then. */
export function newNote(tx: Tx, note: NewNote): Message {
  const { id, clientId, key, carrier, dueAt, latestAt, anchor, askedBy, ownWords } = note;
  return tx.em.create(Message, {
    ...newMail(tx, key),
    ...(id ? { id } : {}),
    purpose: 'carrier',
    template: carrier === 'ending_note' ? 'm21' : 'm22',
    carrier,
    client: tx.em.getReference(Client, [tx.practiceId, clientId]),
    dueAt,
    latestAt,
    countsFrom: anchor ?? null,
    askedBy: askedBy ?? null,
    ownWords: ownWords ?? null,
  });
}
