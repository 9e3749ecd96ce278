import { emailHash, nameHash } from '../../entities/crypto/look-up.ts';
import type { PersonIdentifiers } from './erasure-steps.ts';
import type { TextMatches } from './redact-text-matches.ts';
import { addressesOf, type Person } from './person.ts';

const SHORTEST_NUMBER = 6;

type Row = { id: string };

/** The ids and hashes by which other rows refer to a person. */
export function personIdentifiersOf(person: Person): PersonIdentifiers {
  return {
    clients: idsOf(person.clients),
    enquiries: idsOf(person.enquiries),
    sentIn: idsOf(person.sentIn),
    sentBy: idsOf(person.sentBy),
    professionals: idsOf(person.professionals),
    hashes: [...addressesOf(person).map(emailHash), ...wholeNames(person).map(nameHash)],
  };
}

/** The words that identify them in a text. */
export function textMatchesOf(person: Person): TextMatches {
  const { clients, enquiries, sentIn, sentBy, professionals } = person;
  const numbers = [
    ...[...clients, ...enquiries, ...professionals].map(({ phone }) => phone),
    ...sentIn.map(({ personPhone }) => personPhone),
  ].filter((phone) => (phone?.length ?? 0) >= SHORTEST_NUMBER);
  const named = [
    ...[...clients, ...enquiries, ...professionals].map(({ id, firstName }) => [id, firstName]),
    ...sentIn.map(({ id, personFirstName }) => [id, personFirstName]),
    ...sentBy.map(({ id, referrerFirstName }) => [id, referrerFirstName]),
  ];
  return [
    ...[...addressesOf(person), ...numbers, ...wholeNames(person)].map((word) => [word]),
    ...named,
  ].flatMap((words) => {
    const known = words.flatMap((word) => (word ? [word.toLowerCase()] : []));
    return known.length === words.length ? [known] : [];
  });
}

function wholeNames({ clients, enquiries, professionals }: Person): string[] {
  return [...clients, ...enquiries, ...professionals].flatMap(({ firstName, lastName }) =>
    firstName && lastName ? [`${firstName} ${lastName}`] : [],
  );
}

function idsOf(rows: readonly Row[]): string[] {
  return rows.map(({ id }) => id);
}
