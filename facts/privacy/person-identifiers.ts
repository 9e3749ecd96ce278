import { emailHash, nameHash } from '../../entities/crypto/look-up.ts';
import type { PersonIdentifiers } from './erasure-steps.ts';
import type { Mention, Mentions } from '../../policy/privacy/text-match.ts';
import { addressesOf, type Person } from './person.ts';

type Row = { id: string };

/** The ids and hashes by which other rows refer to a person. */
export function personIdentifiersOf(person: Person): PersonIdentifiers {
  return {
    clients: [...idsOf(person.clients), ...(person.mergedAway ?? [])],
    enquiries: idsOf(person.enquiries),
    sentIn: idsOf(person.sentIn),
    sentBy: idsOf(person.sentBy),
    professionals: idsOf(person.professionals),
    hashes: [...addressesOf(person).map(emailHash), ...wholeNames(person).map(nameHash)],
  };
}

/** What identifies them in a text that others wrote. */
export function mentionsOf(person: Person): Mentions {
  const { clients, enquiries, sentIn, sentBy, professionals } = person;
  const numbers = [
    ...[...clients, ...enquiries, ...professionals].map(({ phone }) => phone),
    ...sentIn.map(({ personPhone }) => personPhone),
  ];
  const named = [
    ...[...clients, ...enquiries, ...professionals].map(({ id, firstName }) => ({ id, firstName })),
    ...sentIn.map(({ id, personFirstName }) => ({ id, firstName: personFirstName })),
    ...sentBy.map(({ id, referrerFirstName }) => ({ id, firstName: referrerFirstName })),
  ];
  return [
    ...addressesOf(person).map((text) => [{ kind: 'email' as const, text }]),
    ...numbers.flatMap((text) => (text ? [[{ kind: 'phone' as const, text }]] : [])),
    ...wholeNames(person).map((text) => [nameOf(text)]),
    ...named.flatMap(({ id, firstName }) => (firstName ? [[nameOf(id), nameOf(firstName)]] : [])),
  ];
}

function nameOf(text: string): Mention {
  return { kind: 'name', text };
}

function wholeNames({ clients, enquiries, professionals }: Person): string[] {
  return [...clients, ...enquiries, ...professionals].flatMap(({ firstName, lastName }) =>
    firstName && lastName ? [`${firstName} ${lastName}`] : [],
  );
}

function idsOf(rows: readonly Row[]): string[] {
  return rows.map(({ id }) => id);
}
