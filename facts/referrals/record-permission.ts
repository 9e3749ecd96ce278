import type { Referral } from '../../entities/referral.ts';
import { ThankPermission } from '../../entities/thank-permission.ts';
import type { Tx } from '../transaction.ts';

export type PermissionGiven = {
  mayThank: boolean;
  mayName: boolean;
  wordingVersion: string | null;
  spoken: boolean;
};

/** Stores the answer about thanking with its wording. */
export function recordPermission(tx: Tx, referral: Referral, given: PermissionGiven): void {
  tx.em.create(ThankPermission, {
    practiceId: tx.practiceId,
    referral,
    ...given,
    at: tx.now,
    by: tx.actor.staffId,
  });
}
