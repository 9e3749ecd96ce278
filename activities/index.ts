import { acknowledgementActivities } from './acknowledgement.ts';
import { deliveryActivities } from './delivery.ts';
import type { ActivityDeps } from './deps.ts';
import { enquiryActivities } from './enquiry.ts';
import { erasureActivities } from './erasure.ts';
import { fridayListActivities } from './friday-list.ts';
import { housekeepingActivities } from './housekeeping.ts';
import { journeyActivities } from './journey.ts';
import { referOutActivities } from './refer-out.ts';

/** Everything workflows may ask of the world. */
export function createActivities(deps: ActivityDeps) {
  return {
    ...acknowledgementActivities(deps),
    ...journeyActivities(deps),
    ...deliveryActivities(deps),
    ...fridayListActivities(deps),
    ...enquiryActivities(deps),
    ...erasureActivities(deps),
    ...housekeepingActivities(deps),
    ...referOutActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
