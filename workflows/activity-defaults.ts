import type { ActivityOptions } from '@temporalio/workflow';

/** Retried until it works: every step is idempotent, and the ledger, not Temporal, decides whether an e-mail goes again. */
export function activityDefaults(summary: string): ActivityOptions {
  return {
    summary,
    startToCloseTimeout: '45 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  };
}
