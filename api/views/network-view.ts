import { Professional } from '../../entities/professional.ts';
import type { Tx } from '../../facts/transaction.ts';
import { fullName } from '../../policy/network/full-name.ts';
import type { Network } from '../../reports/network/read-network.ts';

/** The network with the names of everybody in it, and how to reach those who are to be heard of this week. */
export async function withPeople(tx: Tx, network: Network) {
  const { contacts, claims, riskFlags, meetNext } = network;
  const people = await peopleOf(
    tx,
    [...contacts, ...claims, ...riskFlags, ...(meetNext ? [meetNext] : [])].flatMap(
      ({ professionalId }) => professionalId ?? [],
    ),
  );
  const nameOf = (id: string | null): string | null => {
    const person = people.get(id ?? '');
    return person ? fullName(person) : null;
  };
  return {
    ...network,
    contacts: contacts.map((contact) => {
      const { phone = null, email = null } = people.get(contact.professionalId) ?? {};
      return { ...contact, phone, email };
    }),
    claims: claims.map((claim) => ({ ...claim, name: nameOf(claim.professionalId) ?? '' })),
    riskFlags: riskFlags.map((one) => ({ ...one, name: nameOf(one.professionalId) ?? '' })),
    meetNext: meetNext && { ...meetNext, name: nameOf(meetNext.professionalId) },
  };
}

async function peopleOf({ em }: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Professional>> {
  const people = ids.length > 0 ? await em.find(Professional, { id: { $in: [...new Set(ids)] } }) : [];
  return new Map(people.map((person) => [person.id, person]));
}
