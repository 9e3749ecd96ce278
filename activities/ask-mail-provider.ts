import { Practice } from '../entities/practice.ts';
import {
  addressesToRemove,
  noteProviderAsked,
  type ByHandBecause,
  type ProviderAnswer,
} from '../facts/privacy/provider-asked.ts';
import { asWorkflow, inTransaction } from '../facts/transaction.ts';
import type { ActivityDeps } from './deps.ts';
import { evaluate, type Subject } from './evaluate.ts';
import type { Answer } from './reconcile.ts';

/** Has the mail provider remove its copy of somebody who is erased, or asks a person to see to it. */
export async function askMailProvider(
  deps: ActivityDeps,
  { practiceId, subjectId }: Subject,
  now: number,
): Promise<Answer> {
  const of = asWorkflow(practiceId, now);
  const { practice, addresses } = await inTransaction(deps.database, of, async (tx) => ({
    practice: await tx.em.findOneOrFail(Practice, practiceId),
    addresses: await addressesToRemove(tx, subjectId),
  }));
  const answer = await askToRemove(deps, practice, addresses);
  return inTransaction(deps.database, of, async (tx) => {
    await noteProviderAsked(tx, subjectId, answer);
    await tx.em.flush();
    const { did, ...after } = await evaluate(tx, deps, 'erasure', subjectId);
    return { ...after, did: ['ask_provider', ...did] };
  });
}

/** A practice with an account of its own at the provider has to ask there itself: we hold no key to it. */
async function askToRemove(
  { mailer }: ActivityDeps,
  practice: Practice,
  addresses: readonly string[],
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
