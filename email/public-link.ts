import type { Client } from '../entities/client.ts';
import type { Practice } from '../entities/practice.ts';
import type { TOKEN_PURPOSES } from '../entities/public-token.ts';
import { keyring } from '../entities/crypto/keyring.ts';
import { DAY_MS } from '../policy/calendar/units.ts';

/** What a page is behind; an answer by e-mail is behind none (email/reply-address.ts). */
export type TokenPurpose = Exclude<(typeof TOKEN_PURPOSES)[number], 'reply'>;

/** A link without a login: where it leads, what its token was made for, and for how long; null: for good. */
export type PublicLink = {
  url: string;
  token: string;
  purpose: TokenPurpose | 'reply';
  subjectId: string;
  worksForMs: number | null;
};

/** What a link is about, and the generation of links of the person who has it: a later one ends the links before. */
export type LinkSubject = { id: string; generation: number };

const LINKS: Readonly<Record<TokenPurpose, { path: string; worksForMs: number | null }>> = {
  keep_posted: { path: 'posted', worksForMs: null },
  referrer: { path: 'r', worksForMs: null },
  unsubscribe: { path: 'u', worksForMs: null },
  consent: { path: 'consent', worksForMs: 90 * DAY_MS },
  survey: { path: 'survey', worksForMs: 60 * DAY_MS },
  intake: { path: 'intake', worksForMs: 60 * DAY_MS },
  friday: { path: 'friday', worksForMs: 14 * DAY_MS },
  handover: { path: 'handover', worksForMs: 14 * DAY_MS },
  review: { path: 'review', worksForMs: 60 * DAY_MS },
  broadcasts: { path: 'u', worksForMs: null },
};

/**
 * The link for one purpose and one subject; opaque (§3.6.8), and the same until the generation changes, so that the same
 * letter rendered twice is the same letter. It works once its `PublicToken` was written.
 */
export function publicLink(
  publicUrl: string,
  practice: Pick<Practice, 'id' | 'slug'>,
  purpose: TokenPurpose,
  subject: LinkSubject,
): PublicLink {
  const { path, worksForMs } = LINKS[purpose];
  const token = linkToken(practice.id, purpose, subject);
  const isOfOneAddress = path === LINKS.unsubscribe.path;
  const place = isOfOneAddress ? `${path}/${token}` : `p/${practice.slug}/${path}/${token}`;
  return { url: `${publicUrl}/${place}`, token, purpose, subjectId: subject.id, worksForMs };
}

/** What opens a link of this generation. */
export function linkToken(
  practiceId: string,
  purpose: TokenPurpose,
  { id, generation }: LinkSubject,
): string {
  const place = generation === 0 ? `${practiceId}/${id}` : `${practiceId}/${id}/${generation}`;
  return keyring().lookUpHash(place, purpose.replace('_', '-'));
}

type ClientLinks = Pick<Client, 'id' | 'linkGeneration' | 'referrerLinkGeneration'>;

/**
 * A client in a link of this purpose. A referrer's own link outlives a new address (S5), and the one that says stop
 * outlives everything.
 */
export function clientInLink(client: ClientLinks, purpose: TokenPurpose): LinkSubject {
  const { id, linkGeneration, referrerLinkGeneration } = client;
  if (purpose === 'unsubscribe' || purpose === 'broadcasts') return { id, generation: 0 };
  return { id, generation: purpose === 'referrer' ? referrerLinkGeneration : linkGeneration };
}

const OPENS_SOMETHING = new RegExp(
  `(/(?:${Object.values(LINKS)
    .map(({ path }) => path)
    .join('|')})/)[\\w-]{20,}`,
  'g',
);

/** The same text with nothing in it that opens a link: whoever reads a mail here cannot act as its recipient. */
export function withoutLinkTokens(text: string): string {
  return text.replace(OPENS_SOMETHING, '$1•••');
}
