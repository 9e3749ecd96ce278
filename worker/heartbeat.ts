import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** Well within the heartbeat timeout of `workflows/activities.ts`. An activity that is done sooner sends none. */
const BEAT_MS = 2_500;

/** Heartbeats while an activity runs: a worker that dies is noticed when they stop, not when the activity should have ended. */
export const heartbeat: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    async execute(input, next) {
      const beat = setInterval(() => context.heartbeat(), BEAT_MS);
      try {
        return await next(input);
      } finally {
        clearInterval(beat);
      }
    },
  },
});
