import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

/**
 * Retried until they work: every step is idempotent, and the ledger, not Temporal, decides whether an e-mail goes again.
 * They heartbeat, so that the death of a worker is noticed in seconds.
 */
export const activities = proxyActivities<Activities>({
  startToCloseTimeout: '45 seconds',
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});
