import { Erasure } from '../../entities/erasure.ts';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { noteReading } from '../note-reading.ts';
import { notFound } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { findPerson, type Person, type PersonId } from './person.ts';

/** Somebody as far as their rights are concerned: who they are, and what was asked for already. */
export type KnownPerson = {
  about: PersonId;
  name: string | null;
  /** How many records are certainly theirs. */
  records: Record<'clients' | 'enquiries' | 'sentIn' | 'sentBy' | 'professionals', number>;
  openRequestId: string | null;
  erasureId: string | null;
};

/** Who somebody is, by one of their records; the look is noted. Throws where nothing is held of them. */
export async function readPerson(tx: Tx, about: PersonId): Promise<KnownPerson> {
  const { em } = tx;
  const person = await findPerson(tx, about);
  if (!person) throw notFound(about.subject === 'referrer' ? 'referrer of that kind' : about.subject);
  const entity = about.subject === 'referrer' ? 'referral' : about.subject;
  await noteReading(tx, { entity, id: about.id });
  const whose = { aboutSubject: about.subject, aboutId: about.id };
  const request = await em.findOne(PrivacyCase, { kind: 'access', closedAt: null, ...whose });
  const erasure = await em.findOne(Erasure, { subject: about.subject, subjectId: about.id });
  const { clients, enquiries, sentIn, sentBy, professionals } = person;
  return {
    about,
    name: nameOf(person),
    records: {
      clients: clients.length,
      enquiries: enquiries.length,
      sentIn: sentIn.length,
      sentBy: sentBy.length,
      professionals: professionals.length,
    },
    openRequestId: request?.id ?? null,
    erasureId: erasure?.id ?? null,
  };
}

/** The fullest name that a record of theirs has. */
function nameOf({ clients, enquiries, professionals, sentIn, sentBy }: Person): string | null {
  const whole = [...clients, ...professionals, ...enquiries].map(({ firstName, lastName }) =>
    [firstName, lastName].filter(Boolean).join(' '),
  );
  const [inPart] = sentIn.map(({ personFirstName }) => personFirstName);
  const isSender = sentIn.length === 0;
  const [sender] = isSender ? sentBy.map(({ referrerFirstName }) => referrerFirstName) : [];
  return whole.find((name) => name !== '') ?? inPart ?? sender ?? null;
}
