import type { DISCLOSED_VIA } from '../../entities/disclosure.ts';
import type { Message } from '../../entities/message.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import { REFER_OUT_TASKS } from '../../policy/refer-outs/refer-out-terms.ts';
import { announce } from '../announce.ts';
import { endElsewhere } from './end-elsewhere.ts';
import type { Tx } from '../transaction.ts';
import { closeTasks } from '../tasks/open-task.ts';
import { logDisclosure } from '../disclosures/log-disclosure.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { TEMPLATE } from '../../policy/outbound-mail/template-ids.ts';

/** Records the handover as a disclosure; from now on its outcome is followed up. */
export async function recordHandover(
  tx: Tx,
  referOut: ReferOut,
  { recipientId, via }: { recipientId: string; via: (typeof DISCLOSED_VIA)[number] },
): Promise<void> {
  logDisclosure(tx, {
    enquiryId: referOut.enquiry?.id ?? null,
    clientId: referOut.client?.id ?? null,
    referOutId: referOut.id,
    recipientId,
    what: 'how_to_reach_them',
    via,
    consentId: null,
  });
  if (referOut.toProfessional?.id !== recipientId || referOut.status === 'closed') return;
  referOut.handOver(tx.now);
  announce(tx, 'refer_out.handed_over', { referOutId: referOut.id });
  await closeTasks(tx, REFER_OUT_TASKS, { referOut }, 'cancelled');
  await endElsewhere(tx, referOut);
}

/** The handover e-mail was sent; the caller holds the lock on the referral out. */
export async function letterWent(tx: Tx, message: Message): Promise<void> {
  const referOut = await referOutOfHandover(tx, message);
  const recipientId = message.professional?.id;
  if (!referOut || !recipientId) return;
  await recordHandover(tx, referOut, { recipientId, via: 'email' });
  await openCommitment(tx, 'referOut', referOut.id);
}

/** The handover e-mail bounced: the colleague has to be called. */
export async function letterCameBack(tx: Tx, message: Message): Promise<void> {
  if (!message.referOut) return;
  const referOut = await referOutOfHandover(tx, message);
  if (referOut && referOut.toProfessional?.id === message.professional?.id) referOut.handoverBounced(tx.now);
  await openCommitment(tx, 'referOut', message.referOut.id);
}

async function referOutOfHandover(
  tx: Tx,
  { template, referOut, practiceId }: Message,
): Promise<ReferOut | null> {
  if (template !== TEMPLATE.handover || !referOut) return null;
  return tx.em.findOne(ReferOut, { practiceId, id: referOut.id });
}
