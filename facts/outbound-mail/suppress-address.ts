import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { InstallationSuppression, Suppression } from '../../entities/suppression.ts';
import { audit, type Tx } from '../transaction.ts';
import { lockClient } from '../locks/lock-client.ts';
import { reevaluateJourney, reevaluateThanksOf } from '../commitments/reevaluate-subjects.ts';

/** Stated by the recipient; every other cause is a fault of the address. */
const OBJECTIONS = ['unsubscribed', 'complaint'] as const;

/** Their mail program was told to stop (RFC 8058): nothing of ours goes to this address any more (§5a.12). */
export async function suppressAddressOf(tx: Tx, clientId: string): Promise<void> {
  const { emailHash } = await lockClient(tx, clientId);
  if (emailHash) await suppressAddress(tx, emailHash, { entity: 'client', id: clientId });
}

/** Suppresses an address in this practice and signals what is about to be sent to it. */
export async function suppressAddress(
  tx: Tx,
  emailHash: string,
  record: { entity: string; id: string },
): Promise<void> {
  const { em, practiceId, now } = tx;
  if (await hasObjected(tx, emailHash)) return;
  const known = await em.findOne(Suppression, { emailHash });
  if (known) em.assign(known, { reason: 'unsubscribed', at: now });
  else em.create(Suppression, { practiceId, emailHash, reason: 'unsubscribed', at: now });
  audit(tx, 'suppress', record);
  const clients = await em.find(Client, { emailHash }, { fields: ['id'], orderBy: { id: 'asc' } });
  for (const { id } of clients) {
    await lockClient(tx, id);
    await reevaluateJourney(tx, id);
    await reevaluateThanksOf(tx, { referrerClientId: id });
  }
  const professionals = await em.find(Professional, { emailHash }, { fields: ['id'] });
  for (const { id } of professionals) await reevaluateThanksOf(tx, { referrerProfessionalId: id });
}

/** Whether a recipient at this address unsubscribed or complained (E2). */
export async function hasObjected({ em }: Tx, emailHash: string): Promise<boolean> {
  const here = await em.count(Suppression, { emailHash, reason: { $in: [...OBJECTIONS] } });
  return here > 0 || (await em.count(InstallationSuppression, { emailHash, reason: 'complaint' })) > 0;
}
