import { Practice } from '../entities/practice.ts';
import {
  addressesToRemove,
  noteProviderAsked,
  type ByHandBecause,
  type ProviderAnswer,
} from '../facts/privacy/provider-asked.ts';
import { callOut } from './call-out.ts';
import type { ActivityDeps } from './deps.ts';

/** Has the mail provider remove its copy of somebody who is erased, or asks a person to see to it. */
export const askMailProvider = callOut({
  prepare: async (tx, erasureId) => ({
    practice: await tx.em.findOneOrFail(Practice, tx.practiceId),
    addresses: await addressesToRemove(tx, erasureId),
  }),
  call: askToRemove,
  settle: noteProviderAsked,
});

type Asked = { practice: Practice; addresses: readonly string[] };

/** A practice with an account of its own at the provider has to ask there itself: we hold no key to it. */
async function askToRemove(
  { mailer }: ActivityDeps,
  { practice, addresses }: Asked,
): Promise<ProviderAnswer> {
  const requests: number[] = [];
  const byHand: string[] = [];
  let because: ByHandBecause | null = null;
  for (const address of addresses) {
    const outcome = practice.postmarkServerToken
      ? ('account_of_your_own' as const)
      : ((await mailer.removeRecipient(address, practice.from)) ?? ('no_account_token' as const));
    if (typeof outcome === 'object' && outcome.kind === 'asked') requests.push(outcome.request);
    else {
      byHand.push(address);
      because = typeof outcome === 'object' ? 'carrier_refused' : outcome;
    }
  }
  return { requests, byHand, because };
}
