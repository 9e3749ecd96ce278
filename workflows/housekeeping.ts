import { proxyActivities, setHandler } from '@temporalio/workflow';
import type { HousekeepingSubject } from '../activities/housekeeping.ts';
import type { Activities } from '../activities/index.ts';
import { activityDefaults } from './activity-defaults.ts';
import { reevaluateSignal } from './reevaluate-signal.ts';

const { runRetention } = proxyActivities<Activities>(
  activityDefaults('Let go of what is kept no longer, and warn of what is due'),
);

/** A history stays short: whatever is left after so many rounds is the next run's. */
const MOST_ROUNDS = 200;

/** Nothing is kept longer than was said, and nobody is surprised by a limit of the law. */
export async function housekeeping(subject: HousekeepingSubject): Promise<void> {
  setHandler(reevaluateSignal, () => undefined);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { more } = await runRetention(subject, Date.now());
    if (!more) return;
  }
}
