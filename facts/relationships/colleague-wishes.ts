import type { Professional } from '../../entities/professional.ts';
import type { ColleagueWishes } from '../../policy/broadcasts/leave-out.ts';
import { stopsMail } from '../../policy/outbound-mail/suppression.ts';
import { standingAgainst } from '../outbound-mail/standing-suppressions.ts';
import type { Tx } from '../transaction.ts';

/** What a colleague wishes, and what stands against their address, as the rules of an e-mail that they did not ask for read it (4.5f). */
export async function wishesOf(tx: Tx, professional: Professional): Promise<ColleagueWishes> {
  const { emailHash: hash } = professional;
  return {
    optedOutAt: professional.optedOutAt ?? null,
    keepPostedAt: professional.keepPostedAt ?? null,
    mayEmail: professional.mayEmail ?? null,
    soleTrader: professional.soleTrader ?? null,
    hasEmail: Boolean(hash),
    isSuppressed: hash ? stopsMail(await standingAgainst(tx, hash), 'check_in') : false,
  };
}
