import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import type { ERASURE_SUBJECTS } from '../../entities/erasure.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import { emailHash, nameHash } from '../../entities/crypto/look-up.ts';
import { mergedInto } from '../merged-client.ts';
import type { Tx } from '../transaction.ts';

type PersonSubject = (typeof ERASURE_SUBJECTS)[number];
export type PersonId = { subject: PersonSubject; id: string };

/** One person, as all records that are certainly theirs; a similar name alone joins nothing. */
export type Person = {
  clients: Client[];
  enquiries: Enquiry[];
  /** Referrals in which they are the referred person. */
  sentIn: Referral[];
  /** Referrals in which they are the referrer. */
  sentBy: Referral[];
  professionals: Professional[];
  /** Records that were merged into theirs: what is append-only still names them. */
  mergedAway?: readonly string[];
};

/** All records of one person, staff apart: an enquiry leads to its client, and to the referral that announced it. */
export async function findPerson(tx: Tx, { subject, id }: PersonId): Promise<Person | null> {
  switch (subject) {
    case 'professional':
      return colleague(tx, id);
    case 'referrer':
      return namedReferrer(tx, id);
    case 'client':
      return withRecords(tx, {
        clientIds: [(await mergedInto(tx, id)) ?? id],
        enquiryIds: [],
        referralIds: [],
      });
    case 'enquiry':
      return withRecords(tx, { clientIds: [], enquiryIds: [id], referralIds: [] });
    case 'staff':
      return null;
    case 'referral':
      return withRecords(tx, { clientIds: [], enquiryIds: [], referralIds: [id] });
  }
}

async function colleague({ em }: Tx, id: string): Promise<Person | null> {
  const professionals = await em.find(Professional, { id });
  if (professionals.length === 0) return null;
  const sentBy = await em.find(Referral, { referrerProfessionalId: id });
  return { clients: [], enquiries: [], sentIn: [], sentBy, professionals };
}

/** A referrer who is neither client nor professional: all referrals with the same address, or this one alone. */
async function namedReferrer({ em }: Tx, referralId: string): Promise<Person | null> {
  const referral = await em.findOne(Referral, { id: referralId });
  if (!referral || referral.referrerClient || referral.referrerProfessional) return null;
  const { referrerHash } = referral;
  const unmatched = { referrerClientId: null, referrerProfessionalId: null };
  const sentBy = referral.referrerEmail
    ? await em.find(Referral, { ...unmatched, referrerHash })
    : [referral];
  return { clients: [], enquiries: [], sentIn: [], sentBy, professionals: [] };
}

type Ids = { clientIds: string[]; enquiryIds: string[]; referralIds: string[] };

async function withRecords({ em }: Tx, known: Ids): Promise<Person | null> {
  const announced = await em.find(Referral, { id: { $in: known.referralIds } });
  const enquiryIds = [...known.enquiryIds, ...announced.flatMap(({ enquiry }) => enquiry?.id ?? [])];
  const asked = await em.find(Enquiry, { id: { $in: enquiryIds } });
  const clientIds = [...known.clientIds, ...asked.flatMap(({ client }) => client?.id ?? [])];
  const clients = await em.find(Client, { id: { $in: clientIds } });
  const enquiries = await em.find(Enquiry, {
    $or: [{ id: { $in: enquiryIds } }, { clientId: { $in: clientIds } }],
  });
  const sentIn = await em.find(Referral, {
    $or: [{ id: { $in: known.referralIds } }, { enquiryId: { $in: enquiries.map(({ id }) => id) } }],
  });
  if (clients.length + enquiries.length + sentIn.length === 0) return null;
  const sentBy = await em.find(Referral, { referrerClientId: { $in: clientIds } });
  const merged = await em.find(
    Client,
    { mergedInto: { $in: clients.map(({ id }) => id) } },
    { fields: ['id'], filters: { present: false }, disableIdentityMap: true },
  );
  const mergedAway = merged.map(({ id }) => id);
  return withSameAddress({ em }, { clients, enquiries, sentIn, sentBy, professionals: [], mergedAway });
}

/** The same address with the same first name is the same person; an address alone may be a shared mailbox. */
async function withSameAddress({ em }: Pick<Tx, 'em'>, person: Person): Promise<Person> {
  const hashes = addressesOf(person).map(emailHash);
  if (hashes.length === 0) return person;
  const isTheirs = bearsNameOf(person);
  const enquiries = await em.find(Enquiry, { emailHash: { $in: hashes }, clientId: null });
  const sentIn = await em.find(Referral, { personEmailHash: { $in: hashes }, enquiryId: null });
  const sentBy = await em.find(Referral, {
    referrerHash: { $in: hashes },
    referrerClientId: null,
    referrerProfessionalId: null,
  });
  return {
    ...person,
    enquiries: joined(
      person.enquiries,
      enquiries.filter(({ firstName }) => isTheirs(firstName)),
    ),
    sentIn: joined(
      person.sentIn,
      sentIn.filter(({ personFirstName }) => isTheirs(personFirstName)),
    ),
    sentBy: joined(
      person.sentBy,
      sentBy.filter(({ referrerFirstName }) => isTheirs(referrerFirstName)),
    ),
  };
}

function bearsNameOf({ clients, enquiries, sentIn }: Person): (name: string | null | undefined) => boolean {
  const names = [
    ...[...clients, ...enquiries].map(({ firstName }) => firstName),
    ...sentIn.map(({ personFirstName }) => personFirstName),
  ];
  const hashes = new Set(names.flatMap((name) => (name ? [nameHash(name)] : [])));
  return (name) => Boolean(name) && hashes.has(nameHash(name ?? ''));
}

function joined<Row extends { id: string }>(one: readonly Row[], other: readonly Row[]): Row[] {
  return [...new Map([...one, ...other].map((row) => [row.id, row])).values()];
}

/** Every first name that a record of theirs has. */
export function firstNamesOf({ clients, enquiries, sentIn, sentBy, professionals }: Person): string[] {
  const known = [
    ...[...clients, ...enquiries, ...professionals].map(({ firstName }) => firstName),
    ...sentIn.map(({ personFirstName }) => personFirstName),
    ...sentBy.map(({ referrerFirstName }) => referrerFirstName),
  ];
  return [...new Set(known.flatMap((name) => name ?? []))];
}

/** Every address at which they may have been written to, each once. */
export function addressesOf({ clients, enquiries, sentIn, sentBy, professionals }: Person): string[] {
  const known = [
    ...[...clients, ...enquiries, ...professionals].map(({ email }) => email),
    ...sentIn.map(({ personEmail }) => personEmail),
    ...sentBy.map(({ referrerEmail }) => referrerEmail),
  ];
  return [...new Set(known.flatMap((email) => (email ? [email.trim().toLowerCase()] : [])))];
}
