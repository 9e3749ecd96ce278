import type { Practice } from '../entities/practice.ts';
import type { TOKEN_PURPOSES } from '../entities/public-token.ts';
import { keyring } from '../entities/crypto/keyring.ts';

/** What a page is behind; an answer by e-mail is behind none (messages/reply-address.ts). */
export type TokenPurpose = Exclude<(typeof TOKEN_PURPOSES)[number], 'reply'>;

/** A link without a login: where it leads, and what its token was made for. */
export type PublicLink = { url: string; token: string; purpose: TokenPurpose | 'reply'; subjectId: string };

const PATHS: Readonly<Record<TokenPurpose, string>> = {
  keep_posted: 'posted',
  referrer: 'r',
  unsubscribe: 'u',
  consent: 'consent',
  survey: 'survey',
  intake: 'intake',
  friday: 'friday',
  handover: 'handover',
};

/**
 * The link for one purpose and one subject; opaque (§3.6.8), and always the same, so that the same letter rendered twice
 * is the same letter. It works once its `PublicToken` was written.
 */
export function publicLink(
  publicUrl: string,
  practice: Pick<Practice, 'id' | 'slug'>,
  purpose: TokenPurpose,
  subjectId: string,
): PublicLink {
  const token = keyring().lookUpHash(`${practice.id}/${subjectId}`, purpose.replace('_', '-'));
  const path = purpose === 'unsubscribe' ? `u/${token}` : `p/${practice.slug}/${PATHS[purpose]}/${token}`;
  return { url: `${publicUrl}/${path}`, token, purpose, subjectId };
}
