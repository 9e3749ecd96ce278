import { Practice } from '../entities/practice.ts';
import {
  addressesToRemove,
  noteCarrierAsked,
  type ByHandBecause,
  type CarrierAnswer,
} from '../facts/privacy/carrier-asked.ts';
import { eraseSome } from '../facts/privacy/erase-person.ts';
import { inTransaction, asWorkflow, type Tx } from '../facts/transaction.ts';
import { scheduleNextCheck, completeCommitment } from '../facts/commitments/next-check.ts';
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
    act?: (tx: Tx) => Promise<unknown>,
  ): Promise<ErasureNext> {
    return inTransaction(deps.database, asWorkflow(practiceId, now), async (tx) => {
      await act?.(tx);
      return next(tx, erasureId);
    });
  }

  return {
    /** Asks the rules. */
    decideErasureStep: (subject: ErasureSubject, now: number) => step(subject, now),

    /** Has the carrier's copy removed, or asks a person to see to it. */
    async askCarrier(subject: ErasureSubject, now: number): Promise<ErasureNext> {
      const { practiceId, erasureId } = subject;
      const of = asWorkflow(practiceId, now);
      const known = await inTransaction(deps.database, of, async (tx) => ({
        practice: await tx.em.findOneOrFail(Practice, practiceId),
        addresses: await addressesToRemove(tx, erasureId),
      }));
      const answer = await askCarrier(deps, known.practice, known.addresses);
      return step(subject, now, (tx) => noteCarrierAsked(tx, erasureId, answer));
    },

    /** Removes some of it; the last time everything that is left, with the proof. */
    eraseSome: ({ practiceId, erasureId }: ErasureSubject, now: number): Promise<ErasureNext> =>
      inTransaction(deps.database, asWorkflow(practiceId, now), async (tx) => {
        const { more } = await eraseSome(tx, erasureId);
        return more ? { do: 'erase' } : next(tx, erasureId);
      }),
  };
}

async function next(tx: Tx, erasureId: string): Promise<ErasureNext> {
  await tx.em.flush();
  const erasure = await readErasure(tx, erasureId);
  const decision = erasure ? decideErasure(erasure, tx.now) : ({ do: 'close' } as const);
  switch (decision.do) {
    case 'wait':
      await scheduleNextCheck(tx, 'erasure', erasureId, decision.at);
      return { do: 'wait', until: decision.at.getTime() };
    case 'close':
      await completeCommitment(tx, 'erasure', erasureId);
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
