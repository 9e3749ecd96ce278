import { Practice } from '../entities/practice.ts';
import {
  addressesToRemove,
  noteCarrierAsked,
  type ByHandBecause,
  type CarrierAnswer,
} from '../facts/privacy/carrier-asked.ts';
import { eraseSome } from '../facts/privacy/erase-person.ts';
import { inFact, workflowIn, type Fact } from '../facts/transaction.ts';
import { expectNextLook, keepPromise } from '../facts/commitments/next-check.ts';
import { readErasure } from '../facts/privacy/read-erasure.ts';
import { decideErasure } from '../policy/privacy/erasure.ts';
import type { ActivityDeps } from './deps.ts';

export type ErasureSubject = { practiceId: string; erasureId: string };

export type ErasureNext =
  | { do: 'ask_carrier' }
  | { do: 'erase' }
  | { do: 'wait'; until: number }
  | { do: 'close' };

/** A person's data goes (§3.8); every step may be asked for twice. */
export function erasureActivities(deps: ActivityDeps) {
  function step(
    { practiceId, erasureId }: ErasureSubject,
    now: number,
    act?: (fact: Fact) => Promise<unknown>,
  ): Promise<ErasureNext> {
    return inFact(deps.database, workflowIn(practiceId, now), async (fact) => {
      await act?.(fact);
      return next(fact, erasureId);
    });
  }

  return {
    /** Asks the rules. */
    decideErasureStep: (subject: ErasureSubject, now: number) => step(subject, now),

    /** Has the carrier's copy removed, or asks a person to see to it. */
    async askCarrier(subject: ErasureSubject, now: number): Promise<ErasureNext> {
      const { practiceId, erasureId } = subject;
      const of = workflowIn(practiceId, now);
      const known = await inFact(deps.database, of, async (fact) => ({
        practice: await fact.em.findOneOrFail(Practice, practiceId),
        addresses: await addressesToRemove(fact, erasureId),
      }));
      const answer = await askCarrier(deps, known.practice, known.addresses);
      return step(subject, now, (fact) => noteCarrierAsked(fact, erasureId, answer));
    },

    /** Removes some of it; the last time everything that is left, with the proof. */
    eraseSome: ({ practiceId, erasureId }: ErasureSubject, now: number): Promise<ErasureNext> =>
      inFact(deps.database, workflowIn(practiceId, now), async (fact) => {
        const { more } = await eraseSome(fact, erasureId);
        return more ? { do: 'erase' } : next(fact, erasureId);
      }),
  };
}

async function next(fact: Fact, erasureId: string): Promise<ErasureNext> {
  await fact.em.flush();
  const erasure = await readErasure(fact, erasureId);
  const decision = erasure ? decideErasure(erasure, fact.now) : ({ do: 'close' } as const);
  switch (decision.do) {
    case 'wait':
      await expectNextLook(fact, 'erasure', erasureId, decision.at);
      return { do: 'wait', until: decision.at.getTime() };
    case 'close':
      await keepPromise(fact, 'erasure', erasureId);
      return decision;
    case 'ask_carrier':
    case 'erase':
      return decision;
  }
}

/** A practice with an account of its own at the carrier has to ask there itself: we hold no key to it. */
async function askCarrier(
  { mailer }: ActivityDeps,
  practice: Practice,
  addresses: readonly string[],
): Promise<CarrierAnswer> {
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
