import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';
import type { FloorActivities } from './floor-activities.ts';

const { statement, call } = proxyActivities<FloorActivities>({ startToCloseTimeout: '45 seconds' });

export const floorSignal = defineSignal('reevaluate');

/** The bare shape of the referral workflow: as many activities, the same timer, one trivial statement each, one HTTP call. */
export async function floor(waitMs: number): Promise<void> {
  let signaled = false;
  setHandler(floorSignal, () => {
    signaled = true;
  });
  await statement();
  await statement();
  await condition(() => signaled && false, waitMs);
  await statement();
  await call();
}
