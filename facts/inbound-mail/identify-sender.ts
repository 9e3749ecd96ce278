import type { Practice } from '../../entities/practice.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { isOwnMailbox } from '../../policy/inbound-mail/inbound-address.ts';
import type { InboundEmail } from '../../policy/inbound-mail/inbound-email.ts';
import { senderFirstName } from '../../policy/inbound-mail/parse-introduction.ts';
import type { SenderKind } from '../../policy/inbound-mail/decide-mail.ts';
import type { Tx } from '../transaction.ts';
import { recordsAtAddress, matchByFirstName, type AddressRecord } from '../referrals/identify-referrer.ts';

export type Sender = {
  kind: SenderKind;
  /** Null where it is not certain. */
  firstName: string | null;
  clientId: string | null;
  professionalId: string | null;
};

/** Identifies the sender: the practice itself, staff, or the known person whose name belongs to the address. */
export async function identifySender(
  tx: Tx,
  inbound: InboundEmail,
  { practice, mailbox }: { practice: Practice; mailbox: string },
): Promise<Sender> {
  const email = inbound.from.email.trim().toLowerCase();
  const firstName = senderFirstName(inbound);
  const nobody = { firstName, clientId: null, professionalId: null };
  const own = [practice.from, practice.replyTo].some((address) => address.toLowerCase() === email);
  if (own || isOwnMailbox(mailbox, email)) return { kind: 'practice', ...nobody };
  if ((await tx.em.count(Staff, { emailHash: emailHash(email), active: true })) > 0)
    return { kind: 'staff', ...nobody };
  const sharing = await recordsAtAddress(tx, email);
  if (sharing.length === 0) return { kind: 'stranger', ...nobody };
  const one = firstName === null ? onlyOne(sharing) : matchByFirstName(firstName, sharing);
  return one
    ? { ...nobody, kind: one.kind, [`${one.kind}Id`]: one.id }
    : { kind: 'address_known', ...nobody };
}

/** Whether both are the same known person. */
export function isSameSender(
  one: Sender,
  other: { clientId?: string | null | undefined; professionalId?: string | null | undefined },
): boolean {
  const known = one.clientId ?? one.professionalId;
  return known !== null && known === (other.clientId ?? other.professionalId ?? null);
}

function onlyOne([first, ...more]: readonly AddressRecord[]): AddressRecord | null {
  return first && more.length === 0 ? first : null;
}
