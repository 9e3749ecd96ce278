import type { Referral } from '../../entities/referral.ts';
import { ThankPermission } from '../../entities/thank-permission.ts';
import type { Fact } from '../transaction.ts';

export type PermissionGiven = {
  mayThank: boolean;
  mayName: boolean;
  wordingVersion: string | null;
  spoken: boolean;
};

/** Keeps what was said about thanking, with the wording that was used. */
export function notePermission(fact: Fact, referral: Referral, given: PermissionGiven): void {
  fact.em.create(ThankPermission, {
    practiceId: fact.practiceId,
    referral,
    ...given,
    at: fact.now,
    by: fact.actor.staffId,
  });
}
