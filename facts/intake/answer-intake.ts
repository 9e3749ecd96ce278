import { Client } from '../../entities/client.ts';
import { nameHash, secretHash } from '../../entities/crypto/look-up.ts';
import type { SourceAnswer } from '../../policy/source-log/source-kinds.ts';
import { tellsMore } from '../../policy/source-log/source-question.ts';
import type { Tx } from '../transaction.ts';
import { submitOnce } from '../idempotency.ts';
import { answerConsent } from '../clients/public-consent.ts';
import { tellSource } from './tell-source.ts';

export type IntakeAnswer = {
  /** How they heard of us, in words and as the log counts it; null: not answered. */
  source: { answer: string; sourceKind: SourceAnswer } | null;
  /** Who suggested us, and what may be done with that; null: nobody was named. */
  suggestedBy: { firstName: string; mayThank: boolean; mayName: boolean } | null;
  /** M5; null: neither ticked nor refused. */
  consent: 'yes' | 'no' | null;
  /** The words that stood beside the boxes. */
  versions: { m4: string; m5: string };
};

/** What a new client says on the intake form: how they heard of us, as far as they like, and whether we may add a line (M4, M5). */
export async function answerIntake(
  tx: Tx,
  clientId: string,
  { source, suggestedBy, consent, versions }: IntakeAnswer,
  deadlineMs: number,
): Promise<void> {
  if (source || suggestedBy) {
    const said = `intake/${clientId}/${fingerprint({ source, suggestedBy })}`;
    await submitOnce(tx, said, async () => {
      const told = { ...(await newIn(tx, clientId, source)), ...named(suggestedBy, versions.m4) };
      await tellSource(tx, { clientId }, told, deadlineMs);
    });
  }
  if (consent) {
    const pressed = { clientId, yes: consent === 'yes', channel: 'intake_form' as const };
    await answerConsent(tx, { ...pressed, wordingVersion: versions.m5 });
  }
}

/** The words in any case; what they mean only where it says more than we know. */
async function newIn(tx: Tx, clientId: string, source: IntakeAnswer['source']) {
  if (!source) return {};
  const { sourceKind, sourceRef } = await tx.em.findOneOrFail(Client, { id: clientId });
  const known = { kind: sourceKind ?? null, isNamed: Boolean(sourceRef) };
  return tellsMore(known, source.sourceKind) ? source : { answer: source.answer };
}

/** Counted in any case; thanked only with the tick, and kept with the words that stood beside it (D4). */
function named(suggestedBy: IntakeAnswer['suggestedBy'], wordingVersion: string) {
  if (!suggestedBy) return {};
  const { firstName, mayThank, mayName } = suggestedBy;
  return { referrer: { firstName }, ...(mayThank ? { mayThank, mayName, wordingVersion } : {}) };
}

/** The same answer, whichever way its name was spelt; it cannot be read back. */
function fingerprint({ source, suggestedBy }: Pick<IntakeAnswer, 'source' | 'suggestedBy'>): string {
  const name = suggestedBy ? nameHash(suggestedBy.firstName) : '';
  return secretHash(JSON.stringify([source, name, suggestedBy?.mayThank, suggestedBy?.mayName]));
}
