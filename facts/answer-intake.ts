import { nameHash } from '../entities/sealing/look-up.ts';
import type { Fact } from './fact.ts';
import { givePermission } from './give-permission.ts';
import { onlyOnce } from './only-once.ts';
import { answerConsent } from './public-consent.ts';
import { recordReferral } from './record-referral.ts';

export type IntakeAnswer = {
  /** Who suggested us, and what may be done with that; null: nobody was named. */
  suggestedBy: { firstName: string; mayThank: boolean; mayName: boolean } | null;
  /** M5; null: neither ticked nor refused. */
  consent: 'yes' | 'no' | null;
  /** The words that stood beside the boxes. */
  versions: { m4: string; m5: string };
};

/** What a new client says on the intake form: who suggested us, if they like, and whether we may add a line (M4, M5). */
export async function answerIntake(
  fact: Fact,
  clientId: string,
  { suggestedBy, consent, versions }: IntakeAnswer,
  deadlineMs: number,
): Promise<void> {
  if (suggestedBy) {
    const named = `intake/${clientId}/${nameHash(suggestedBy.firstName)}`;
    await onlyOnce(fact, named, () => recordSuggestion(fact, suggestedBy, versions.m4, deadlineMs));
  }
  if (consent) {
    const pressed = { clientId, yes: consent === 'yes', channel: 'intake_form' as const };
    await answerConsent(fact, { ...pressed, wordingVersion: versions.m5 });
  }
}

/** Counted in any case; thanked only with the tick, and kept with the words that stood beside it (D4). */
async function recordSuggestion(
  fact: Fact,
  { firstName, mayThank, mayName }: NonNullable<IntakeAnswer['suggestedBy']>,
  wordingVersion: string,
  deadlineMs: number,
): Promise<void> {
  const named = { learnedFrom: 'enquirer' as const, referrer: { firstName }, via: 'form' as const };
  const { referral } = await recordReferral(fact, { ...named, receivedAt: fact.now }, deadlineMs);
  if (!mayThank) return;
  const given = { mayThank, mayName, wordingVersion, spoken: false };
  await givePermission(fact, referral.id, given, deadlineMs);
}
