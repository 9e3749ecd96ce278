import { randomUUIDv7 } from 'node:crypto';
import { ReferOut } from '../../entities/refer-out.ts';
import type { ReferOutReason } from '../../policy/refer-outs/refer-out-terms.ts';
import { announce } from '../announce.ts';
import { audit, type Tx } from '../transaction.ts';
import { agreeTo } from './handover-consent.ts';
import { lockLivingClient } from '../locks/living-client.ts';
import { lockEnquiry } from '../locks/lock-enquiry.ts';
import { addEnquiryEvent } from '../enquiry-event.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { rankColleagues } from './rank-colleagues.ts';
import { conflict } from '../refusal.ts';

export type NewReferOut = {
  of: { enquiryId: string } | { clientId: string };
  reason: ReferOutReason;
  toProfessionalId?: string | undefined;
  personConsented: boolean;
  wordingVersion?: string | undefined;
};

/**
 * Opens a referral out (S76, S78). No colleague is told without the person's consent, which may come later; meanwhile
 * colleagues are suggested. For a client nothing else changes.
 */
export async function openReferOut(tx: Tx, input: NewReferOut): Promise<ReferOut> {
  const { em, practiceId, now } = tx;
  const of = await personOf(tx, input.of);
  const referOut = em.create(ReferOut, {
    id: randomUUIDv7(),
    practiceId,
    ...of,
    reason: input.reason,
    status: 'choosing',
    suggestedIds: [],
    declinedIds: [],
    personConsented: false,
    createdAt: now,
    createdBy: tx.actor.staffId,
    updatedAt: now,
  });
  const { toProfessionalId, personConsented, wordingVersion } = input;
  if (toProfessionalId && personConsented)
    await agreeTo(tx, referOut, { toProfessionalId, wordingVersion: wordingVersion ?? null });
  else referOut.suggestedIds = (await rankColleagues(tx, referOut)).map(({ id }) => id);
  if (of.enquiry) addEnquiryEvent(tx, of.enquiry, 'referred_out', input.reason);
  await openCommitment(tx, 'referOut', referOut.id);
  announce(tx, 'refer_out.opened', { referOutId: referOut.id });
  audit(tx, 'create', { entity: 'refer_out', id: referOut.id }, Object.keys(input));
  return referOut;
}

async function personOf(tx: Tx, of: NewReferOut['of']) {
  if ('clientId' in of) return { client: await lockLivingClient(tx, of.clientId) };
  const enquiry = await lockEnquiry(tx, of.enquiryId);
  if (enquiry.erasedAt) throw conflict('Whoever this was has been erased; nobody can be sent on.');
  return { enquiry };
}
