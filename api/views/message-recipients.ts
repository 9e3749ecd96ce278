import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import type { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { Staff } from '../../entities/staff.ts';
import type { Tx } from '../../facts/transaction.ts';

export type Recipient = {
  kind: 'staff' | 'professional' | 'client' | 'enquiry' | 'referrer';
  id: string | null;
  name: string;
};

type Meant = { kind: Recipient['kind']; id: string };

/** Who these e-mails are for, by the ids of the e-mails, read once for all of them; nobody where the person is gone. */
export async function recipientsOf(
  { em }: Tx,
  messages: readonly Message[],
): Promise<ReadonlyMap<string, Recipient>> {
  const meant = new Map(messages.flatMap(recipientIn));
  const names = new Map<string, string>();
  for (const [kind, read] of Object.entries(readersIn(em))) {
    const ids = [...meant.values()].filter((one) => one.kind === kind).map(({ id }) => id);
    if (ids.length > 0) for (const [id, name] of await read({ id: { $in: ids } })) names.set(id, name);
  }
  return new Map(
    [...meant].flatMap(([messageId, { kind, id }]): [string, Recipient][] => {
      const name = names.get(id);
      return name ? [[messageId, { kind, id: kind === 'referrer' ? null : id, name }]] : [];
    }),
  );
}

type Among = { id: { $in: string[] } };
type Named = [id: string, name: string];

/** How the names of each kind of recipient are read. */
function readersIn(em: Tx['em']): Readonly<Record<Recipient['kind'], (among: Among) => Promise<Named[]>>> {
  return {
    staff: async (among) => (await em.find(Staff, among)).map(({ id, name }) => [id, name]),
    professional: async (among) => (await em.find(Professional, among)).map(named),
    client: async (among) => (await em.find(Client, among)).map(named),
    enquiry: async (among) => (await em.find(Enquiry, among)).map(named),
    referrer: async (among) =>
      (await em.find(Referral, among)).map(({ id, referrerFirstName }) => [id, referrerFirstName ?? '']),
  };
}

type Person = Pick<Enquiry, 'id' | 'firstName' | 'lastName'> | Pick<Client, 'id' | 'firstName' | 'lastName'>;

function named({ id, firstName, lastName }: Person): Named {
  return [id, [firstName, lastName].filter(Boolean).join(' ')];
}

/** Staff and colleagues are written to about somebody: whoever stands first is the recipient. */
function recipientIn({ id, staffId, professional, client, enquiry, referral }: Message): [string, Meant][] {
  const all = [
    { kind: 'staff', id: staffId },
    { kind: 'professional', id: professional?.id },
    { kind: 'client', id: client?.id },
    { kind: 'enquiry', id: enquiry?.id },
    { kind: 'referrer', id: referral?.id },
  ] as const;
  const first = all.find((one) => one.id);
  return first?.id ? [[id, { kind: first.kind, id: first.id }]] : [];
}
