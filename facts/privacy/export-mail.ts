import { InboundMail } from '../../entities/inbound-mail.ts';
import { Message } from '../../entities/message.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Suppression } from '../../entities/suppression.ts';
import { writtenTo } from './request-erasure.ts';
import type { Exported, Exporting } from './export-person.ts';
import { addressesOf } from './person.ts';

/** E-mails sent to and received from the person. Unsent ones, and what others wrote about them, are left out. */
export async function exportMail({ tx, person }: Exporting): Promise<Record<string, Exported[]>> {
  const { em } = tx;
  const hashes = { $in: addressesOf(person).map(emailHash) };
  const inOrder = { orderBy: { id: 'asc' as const }, disableIdentityMap: true };
  const sent = await em.find(
    Message,
    {
      $and: [
        writtenTo(person),
        { status: 'sent', purpose: { $ne: 'staff_note' } },
        { $or: [{ toHash: hashes }, { purpose: { $in: ['thanks', 'carrier'] } }] },
      ],
    },
    inOrder,
  );
  const answered = await em.find(
    InboundMail,
    {
      raw: { $ne: null },
      $or: [
        { clientId: { $in: person.clients.map(({ id }) => id) } },
        { professionalId: { $in: person.professionals.map(({ id }) => id) } },
      ],
    },
    inOrder,
  );
  const suppressed = await em.find(Suppression, { emailHash: hashes }, inOrder);
  return {
    messages: sent.map(({ sentAt, subject, text }) => ({
      sentAt: sentAt ?? null,
      subject: subject ?? null,
      text: text ?? null,
    })),
    mailsFromThem: answered.map(({ receivedAt, raw, keepUntil }) => ({
      receivedAt,
      raw,
      keptUntil: keepUntil,
    })),
    notWrittenTo: suppressed.map(({ reason, at }) => ({ reason, since: at })),
  };
}
