import { Enquiry } from '../../entities/enquiry.ts';
import { Referral } from '../../entities/referral.ts';
import type { Tx } from '../transaction.ts';

/** What was written before names could be searched gets its tokens, so many rows at a time. */
export async function fillSearchTokens({ em, practiceId }: Tx, most: number): Promise<number> {
  const missing = { practiceId, searchTokens: null };
  const enquiries = await em.find(Enquiry, missing, { limit: most, orderBy: { id: 'asc' } });
  const referrals = await em.find(Referral, missing, { limit: most, orderBy: { id: 'asc' } });
  for (const named of [...enquiries, ...referrals]) named.noteNames();
  return enquiries.length + referrals.length;
}
