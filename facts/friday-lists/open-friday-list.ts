import { randomUUIDv7 } from 'node:crypto';
import { FridayList } from '../../entities/friday-list.ts';
import { Message } from '../../entities/message.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { publicLink } from '../../email/public-link.ts';
import { fridayLines } from '../../policy/friday-lists/friday-list.ts';
import { audit, type Tx } from '../transaction.ts';
import { newMail } from '../outbound-mail/new-mail.ts';
import { makeLinkWork } from '../outbound-mail/make-link-work.ts';
import { dateIn } from '../practice/practice-today.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import { readFridayClients } from './read-friday-list.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

/**
 * Today's list of one practitioner, with the e-mail that brings a link and a number (§5a.16); once a day, and none
 * where there is nothing to ask. The link works for a fortnight.
 */
export async function openFridayList(
  tx: Tx,
  practitionerId: string,
  publicUrl: string,
): Promise<FridayList | null> {
  const { em, practiceId, now } = tx;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const today = dateIn(practice.timezone, now);
  const known = await em.findOne(FridayList, { practitionerId, on: today });
  if (known) return known;
  const clients = await readFridayClients(tx, { practitionerId, today, zone: practice.timezone });
  const lines = fridayLines(clients, today);
  if (lines.length === 0) return null;

  const list = em.create(FridayList, {
    id: randomUUIDv7(),
    practiceId,
    practitioner: em.getReference(Staff, [practiceId, practitionerId]),
    on: today,
    clientIds: lines.map(({ clientId }) => clientId),
    createdAt: now,
  });
  const { linkGeneration: generation } = await em.findOneOrFail(Staff, { id: practitionerId });
  await makeLinkWork(tx, publicLink(publicUrl, practice, 'friday', { id: list.id, generation }));
  list.messageId = addMessage(tx, list, practitionerId).id;
  await openDelivery(tx, list.messageId);
  audit(tx, 'create', { entity: 'friday_list', id: list.id });
  return list;
}

function addMessage(tx: Tx, list: FridayList, practitionerId: string): Message {
  return tx.em.create(Message, {
    ...newMail(tx, `friday-list/${list.id}`),
    purpose: 'friday_list',
    template: TEMPLATE.fridayList,
    staffId: practitionerId,
    dueAt: tx.now,
  });
}
