import { Milestone } from '../../entities/milestone.ts';
import type { Referral } from '../../entities/referral.ts';
import type { Carrier } from '../../policy/journeys/carriers.ts';
import type { MilestoneKind } from '../../policy/journeys/gate.ts';
import { promptedBy, type CreditedBy } from '../../policy/referrals/prompted-by.ts';
import type { Tx } from '../transaction.ts';

/** The prompt behind a referral (S30), with the words it had. */
export type PromptedBy = {
  milestoneId: string;
  at: Date;
  by: CreditedBy;
  moment: MilestoneKind;
  carrier: Carrier | null;
  template: string | null;
  version: string | null;
};

/** The prompts behind these referrals, by the referral's id. */
export async function readPromptedBy(
  tx: Tx,
  referrals: readonly Referral[],
): Promise<ReadonlyMap<string, PromptedBy>> {
  const clientIds = [...new Set(referrals.flatMap(({ referrerClient }) => referrerClient?.id ?? []))];
  if (clientIds.length === 0) return new Map();
  const carried = await tx.em.find(
    Milestone,
    { clientId: { $in: clientIds }, status: 'carried' },
    { populate: ['carriedBy'] },
  );
  const prompts = carried.flatMap((milestone) => {
    const at = deliveredAt(milestone);
    return at ? [{ milestoneId: milestone.id, at, milestone }] : [];
  });
  return new Map(
    referrals.flatMap((referral): [string, PromptedBy][] => {
      const theirs = prompts.filter(({ milestone }) => milestone.client.id === referral.referrerClient?.id);
      const found = promptedBy(referral, theirs);
      if (!found) return [];
      const { milestone, milestoneId, at } = found.prompt;
      const { kind: moment, carrier, promptTemplate, promptVersion } = milestone;
      const words = { template: promptTemplate ?? null, version: promptVersion ?? null };
      return [[referral.id, { milestoneId, at, by: found.by, moment, carrier: carrier ?? null, ...words }]];
    }),
  );
}

/** Null: it has not left, came back, or nobody can say; what the practice sent from elsewhere has no message. */
function deliveredAt({ carriedBy, carriedAt }: Milestone): Date | null {
  if (!carriedBy) return carriedAt ?? null;
  const { status, delivery, sentAt } = carriedBy;
  return status === 'sent' && delivery !== 'bounced' ? (sentAt ?? null) : null;
}
