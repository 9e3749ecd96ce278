import { Client } from '../entities/client.ts';
import { Enquiry } from '../entities/enquiry.ts';
import { noSuchClient } from '../facts/merged-client.ts';
import { notFound, Refusal } from '../facts/refusal.ts';
import type { Tx } from '../facts/transaction.ts';
import type { GateCode } from '../policy/journeys/gate-codes.ts';
import { type Asker, mayTick } from '../policy/journeys/practitioner-override.ts';
import { ownRowsOf } from './ownership.ts';
import type { Me } from './route.ts';

/** The condition on rows that name a practitioner: a practitioner's key reads their own clients and enquiries only (§4.3). */
export function ownRows(me: Me): Record<string, unknown> {
  return ownRowsOf('client', me);
}

/** What a practitioner enters is theirs, unless they say whose it is. */
export function practitionerFor(me: Me, named: string | null | undefined): string | null | undefined {
  return named === undefined && me.ownOnly ? me.staffId : named;
}

/** A client this caller may read; 404 for a colleague's client, as for one that does not exist. */
export async function visibleClient(tx: Tx, me: Me, clientId: string): Promise<Client> {
  const client = await tx.em.findOne(Client, { $and: [{ id: clientId }, ownRowsOf('client', me)] });
  if (!client) throw await noSuchClient(tx, clientId);
  return client;
}

/** The same check before a fact that reads the client itself. */
export async function refuseOthersClient(tx: Tx, me: Me, clientId: string): Promise<void> {
  if (me.ownOnly) await visibleClient(tx, me, clientId);
}

/** An enquiry this caller may read; 404 for every other. */
export async function visibleEnquiry(tx: Tx, me: Me, enquiryId: string): Promise<Enquiry> {
  const enquiry = await tx.em.findOne(Enquiry, { $and: [{ id: enquiryId }, ownRowsOf('enquiry', me)] });
  if (!enquiry) throw notFound('enquiry');
  return enquiry;
}

/** The caller in relation to a client, as the rules of gates ask for it. */
export function askerOf({ roles, staffId }: Me, client: Client): Asker {
  return { roles, staffId, practitionerId: client.practitioner?.id ?? null };
}

/** The tick is the practitioner's own judgement (E10, E11): the desk cannot give it for them. */
export function refuseOthersTick(me: Me, client: Client, ticked: boolean | undefined): void {
  if (!ticked || mayTick(askerOf(me, client))) return;
  throw new Refusal(
    403,
    "Only the client's own practitioner or the owner may give the practitioner's tick; leave practitionerTick out.",
  );
}

/** Why a client is held back is for the owner and that client's own practitioner; everybody else reads `not_now` (§2.3). */
export function visibleCode(
  me: Pick<Me, 'roles' | 'staffId'>,
  client: Pick<Client, 'practitioner'>,
  code: GateCode,
): GateCode | 'not_now' {
  const isTheirs = client.practitioner?.id === me.staffId;
  return isTheirs || me.roles.includes('owner') ? code : 'not_now';
}
