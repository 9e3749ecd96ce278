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
  /** The named referrer and the permissions; null: none was named. */
  suggestedBy: { firstName: string; mayThank: boolean; mayName: boolean } | null;
  /** M5; null: neither ticked nor refused. */
  consent: 'yes' | 'no' | null;
  /** The words that stood beside the boxes. */
  versions: { m4: string; m5: string };
};

/** Records a new client's intake form: source, permission to thank, and consent to prompts (M4, M5). */
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

/** Always stores the words; their meaning only where it adds to what is known. */
async function newIn(tx: Tx, clientId: string, source: IntakeAnswer['source']) {
  if (!source) return {};
  const { sourceKind, sourceRef } = await tx.em.findOneOrFail(Client, { id: clientId });
  const known = { kind: sourceKind ?? null, isNamed: Boolean(sourceRef) };
  return tellsMore(known, source.sourceKind) ? source : { answer: source.answer };
}

/** Always counted; thanked only with the tick, and stored with the wording beside it (D4). */
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
