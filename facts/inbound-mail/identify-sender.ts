import type { Practice } from '../../entities/practice.ts';
import { emailHash, nameHash, searchTokens } from '../../entities/crypto/look-up.ts';
import { Client } from '../../entities/client.ts';
import { Professional } from '../../entities/professional.ts';
import { Staff } from '../../entities/staff.ts';
import { isOwnMailbox } from '../../policy/inbound-mail/inbound-address.ts';
import type { Mailbox } from '../../policy/inbound-mail/inbound-email.ts';
import { senderFirstName } from '../../policy/inbound-mail/parse-introduction.ts';
import type { SenderKind } from '../../policy/inbound-mail/decide-mail.ts';
import type { Tx } from '../transaction.ts';
import { recordsAtAddress, matchByFirstName, type AddressRecord } from '../referrals/identify-referrer.ts';

export type Known = { clientId: string | null; professionalId: string | null };
export type Sender = Known & {
  kind: SenderKind;
  /** Null where it is not certain. */
  firstName: string | null;
};

const NOBODY: Known = { clientId: null, professionalId: null };
const MOST_NAMESAKES = 5;

/** Whether an address is the practice's own: what it writes from, where answers go, or where its mail comes in. */
export function isOwnAddress(email: string, practice: Practice, mailbox: string): boolean {
  const plain = email.trim().toLowerCase();
  return (
    [practice.from, practice.replyTo].some((address) => address.toLowerCase() === plain) ||
    isOwnMailbox(mailbox, plain)
  );
}

/** Identifies the sender: the practice itself, staff, or the known person whose name belongs to the address. */
export async function identifySender(
  tx: Tx,
  from: Mailbox,
  { practice, mailbox }: { practice: Practice; mailbox: string },
): Promise<Sender> {
  const firstName = senderFirstName(from);
  if (isOwnAddress(from.email, practice, mailbox)) return { kind: 'practice', firstName, ...NOBODY };
  const isStaff = (await tx.em.count(Staff, { emailHash: emailHash(from.email), active: true })) > 0;
  if (isStaff) return { kind: 'staff', firstName, ...NOBODY };
  return { firstName, ...(await knownAt(tx, from)) };
}

/** Who a mail belongs to by address and name. */
export async function knownAt(
  tx: Tx,
  from: Mailbox,
): Promise<Known & { kind: 'client' | 'professional' | 'address_known' | 'stranger' }> {
  const sharing = from.email === '' ? [] : await recordsAtAddress(tx, from.email);
  if (sharing.length === 0) return { kind: 'stranger', ...NOBODY };
  const firstName = senderFirstName(from);
  const one = firstName === null ? onlyOne(sharing) : matchByFirstName(firstName, sharing);
  return one
    ? { ...NOBODY, kind: one.kind, [`${one.kind}Id`]: one.id }
    : { kind: 'address_known', ...NOBODY };
}

/** Clients and professionals of this whole name: a hint for a person, never a match (decision 0013). */
export async function namesakesOf({ em }: Tx, name: string): Promise<Known[]> {
  const tokens = searchTokens(name);
  if (tokens.length < 2) return [];
  const where = { searchTokens: { $contains: tokens } };
  const isWhole = (row: { firstName: string; lastName?: string | null | undefined }) =>
    nameHash(`${row.firstName} ${row.lastName ?? ''}`) === nameHash(name.split(',').toReversed().join(' '));
  const clients = await em.find(Client, { ...where, erasedAt: null }, { limit: MOST_NAMESAKES });
  const professionals = await em.find(Professional, { ...where, erasedAt: null }, { limit: MOST_NAMESAKES });
  return [
    ...clients.filter(isWhole).map(({ id }) => ({ ...NOBODY, clientId: id })),
    ...professionals.filter(isWhole).map(({ id }) => ({ ...NOBODY, professionalId: id })),
  ];
}

/** Whether both are the same known person. */
export function isSameSender(
  one: Known,
  other: { clientId?: string | null | undefined; professionalId?: string | null | undefined },
): boolean {
  const known = one.clientId ?? one.professionalId;
  return known !== null && known === (other.clientId ?? other.professionalId ?? null);
}

function onlyOne([first, ...more]: readonly AddressRecord[]): AddressRecord | null {
  return first && more.length === 0 ? first : null;
}
