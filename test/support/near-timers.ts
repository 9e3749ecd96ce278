import { isGrpcServiceError } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

/** Longer than a workflow task takes on a busy machine, in milliseconds of both clocks: while one is at work they run alike. */
const NEAR_MS = 2_000;
const LOOKS = 3;
/** Of gRPC. */
const NOT_FOUND: readonly number[] = [5];

/**
 * Settles when no timer of this run is about to fire: the time-skipping server gives a run no task any more whose signal
 * cancels a timer while it fires (docs/traps.md), and holds its clock for good.
 */
export async function untilNoTimerIsNear(env: TestWorkflowEnvironment, workflowId: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const [first = Infinity] = openTimers(await historyOf(env, workflowId)).toSorted(
      (one, other) => one - other,
    );
    const ms = first - (await env.currentTimeMs());
    if (ms > NEAR_MS) return;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, ms) + 50));
  }
}

async function historyOf({ connection, namespace }: TestWorkflowEnvironment, workflowId: string) {
  try {
    const { history } = await connection.workflowService.getWorkflowExecutionHistory({
      namespace: namespace ?? 'default',
      execution: { workflowId },
    });
    return history?.events ?? [];
  } catch (error) {
    if (isGrpcServiceError(error) && NOT_FOUND.includes(error.code)) return [];
    throw error;
  }
}

/** When the timers fire that have neither fired nor been cancelled, in milliseconds of the server's clock. */
function openTimers(events: Awaited<ReturnType<typeof historyOf>>): number[] {
  const due = new Map<string, number>();
  for (const { eventTime, ...event } of events) {
    const started = event.timerStartedEventAttributes;
    if (started) due.set(started.timerId ?? '', tsToMs(eventTime) + tsToMs(started.startToFireTimeout));
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (ended) due.delete(ended.timerId ?? '');
    if (event.workflowExecutionCompletedEventAttributes) due.clear();
  }
  return [...due.values()];
}
