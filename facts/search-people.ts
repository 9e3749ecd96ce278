import { Client } from '../entities/client.ts';
import { prefixTokens, searchTokens } from '../entities/crypto/look-up.ts';
import { Enquiry } from '../entities/enquiry.ts';
import { Professional } from '../entities/professional.ts';
import { Referral } from '../entities/referral.ts';
import type { Tx } from './transaction.ts';

export const FOUND_KINDS = ['enquiry', 'client', 'referral', 'professional'] as const;

/** Somebody with this name, and in a line who that is. */
export type Found = {
  kind: (typeof FOUND_KINDS)[number];
  id: string;
  name: string;
  /** Of the source log. */
  number: number | null;
  /** How far they have come: an enquiry's stage, a client's, the state of a thanks; a colleague's kind. */
  stage: string | null;
  organisation: string | null;
  practitionerId: string | null;
  since: Date;
};

/** Whoever sees their own people only finds only them; of colleagues there are no owners. */
export type Whose = { practitionerId: string | null };

/** So many of each kind, the newest first. */
const MOST_OF_A_KIND = 10;
const NEWEST = { orderBy: { id: 'desc' } } as const;

/** People whose names have words that begin as these do; nobody where nothing of two letters was typed. */
export async function searchPeople(tx: Tx, typed: string, whose: Whose): Promise<Found[]> {
  const tokens = searchTokens(typed);
  if (tokens.length === 0) return [];
  const { em } = tx;
  const ids = await matching(tx, tokens, whose);
  const of = (kind: Found['kind']) => ({ id: { $in: ids.get(kind) ?? [] } });
  const enquiries = ids.has('enquiry') ? await em.find(Enquiry, of('enquiry'), NEWEST) : [];
  const clients = ids.has('client') ? await em.find(Client, of('client'), NEWEST) : [];
  const referrals = ids.has('referral') ? await em.find(Referral, of('referral'), NEWEST) : [];
  const professionals = ids.has('professional')
    ? await em.find(Professional, of('professional'), NEWEST)
    : [];
  return [
    ...enquiries.map(enquirer),
    ...clients.map(client),
    ...referrals.map((referral) => named(referral, tokens)),
    ...professionals.map(colleague),
  ];
}

const MATCHING = `
  select kind, id from unnest(?::text[]) as kind,
    find_by_name(kind, ?::text[], case when kind = 'professional' then null else ?::uuid end, ?) as id`;

/** The newest whose names begin so, by kind, in one statement (migration 300011); colleagues are nobody's own. */
async function matching(
  { em }: Tx,
  tokens: readonly string[],
  { practitionerId }: Whose,
): Promise<Map<Found['kind'], string[]>> {
  const asked = [`{${FOUND_KINDS.join()}}`, `{${tokens.join()}}`, practitionerId, MOST_OF_A_KIND];
  const found = await em.execute<{ kind: Found['kind']; id: string }[]>(MATCHING, asked);
  const byKind = Map.groupBy(found, ({ kind }) => kind);
  return new Map([...byKind].map(([kind, rows]) => [kind, rows.map(({ id }) => id)]));
}

function enquirer({ id, firstName, lastName, sourceLine, stage, practitioner, receivedAt }: Enquiry): Found {
  return {
    ...NOTHING_MORE,
    kind: 'enquiry',
    id,
    name: fullName(firstName, lastName),
    number: sourceLine,
    stage,
    practitionerId: practitioner?.id ?? null,
    since: receivedAt,
  };
}

function client({ id, firstName, lastName, stage, practitioner, sourceLine, createdAt }: Client): Found {
  return {
    ...NOTHING_MORE,
    kind: 'client',
    id,
    name: fullName(firstName, lastName),
    number: sourceLine ?? null,
    stage: stage ?? null,
    practitionerId: practitioner?.id ?? null,
    since: createdAt,
  };
}

/** Of the two names on a referral, the one that was looked for. */
function named(referral: Referral, tokens: readonly string[]): Found {
  const { id, number, status, practitioner, receivedAt, referrerFirstName, personFirstName } = referral;
  const isReferrer = includesAll(prefixTokens(referrerFirstName), tokens);
  return {
    ...NOTHING_MORE,
    kind: 'referral',
    id,
    name: (isReferrer ? referrerFirstName : personFirstName) ?? referrerFirstName ?? '',
    number,
    stage: status,
    practitionerId: practitioner?.id ?? null,
    since: receivedAt,
  };
}

function colleague({ id, firstName, lastName, kind, organisation, createdAt }: Professional): Found {
  return {
    ...NOTHING_MORE,
    kind: 'professional',
    id,
    name: fullName(firstName, lastName),
    stage: kind,
    organisation: organisation ?? null,
    since: createdAt,
  };
}

const NOTHING_MORE = { number: null, stage: null, organisation: null, practitionerId: null };

function includesAll(all: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((one) => all.includes(one));
}

function fullName(first: string | null | undefined, last: string | null | undefined): string {
  return `${first ?? ''} ${last ?? ''}`.trim();
}
