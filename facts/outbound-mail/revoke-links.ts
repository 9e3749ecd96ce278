import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { Staff } from '../../entities/staff.ts';
import { notFound } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';

/** Ends every link that was ever made for a client, the one they hand on too; only "stop" goes on working. */
export async function revokeClientLinks(tx: Tx, clientId: string): Promise<void> {
  const client = await tx.em.findOne(Client, { id: clientId });
  if (!client) throw notFound('client');
  client.linkGeneration += 1;
  client.referrerLinkGeneration += 1;
  audit(tx, 'revoke', { entity: 'link', id: client.id });
}

/** Ends every link that was ever sent to a colleague. */
export async function revokeProfessionalLinks(tx: Tx, professionalId: string): Promise<void> {
  const professional = await tx.em.findOne(Professional, { id: professionalId });
  if (!professional) throw notFound('professional');
  professional.linkGeneration += 1;
  audit(tx, 'revoke', { entity: 'link', id: professional.id });
}

/** Ends every link that was ever sent to a member of staff. */
export async function revokeStaffLinks(tx: Tx, staffId: string): Promise<void> {
  const member = await tx.em.findOne(Staff, { id: staffId });
  if (!member) throw notFound('member of staff');
  member.linkGeneration += 1;
  audit(tx, 'revoke', { entity: 'link', id: member.id });
}
