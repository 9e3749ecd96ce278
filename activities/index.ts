import { acknowledgementActivities } from './acknowledgement.ts';
import type { ActivityDeps } from './deps.ts';

/** Everything workflows may ask of the world. */
export function createActivities(deps: ActivityDeps) {
  return { ...acknowledgementActivities(deps) };
}

export type Activities = ReturnType<typeof createActivities>;
