import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { startEmbedded, type Embedded } from '../../embedded/index.ts';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { ATTENTION, STAGE } from '../../workflows/search-attributes.ts';
import { scratchFolder } from '../support/parts.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';

const HOURS = { deadline: 'PT48H', remindAt: 'PT20H', escalateAt: 'PT36H', sendAt: 'PT44H', solo: false };
/** By itself, a second after it came and long before anybody would be reminded. */
const AT_ONCE = {
  deadline: 'PT50S',
  remindAt: 'PT30S',
  escalateAt: 'PT35S',
  sendAt: 'PT40S',
  solo: true,
  soloSendAt: 'PT1S',
};
/** Suggested after so many events, so that a test need not make thousands. */
const LONG_HISTORY = 40;
const TEMPORAL_FLAGS = [
  ['history.timerProcessorMaxTimeShift', '"1ms"'],
  ['limit.historyCount.suggestContinueAsNew', String(LONG_HISTORY)],
].flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]);

let temporal: Embedded;
let connection: Connection;
let kindword: TestKindword;
beforeAll(async () => {
  temporal = await startEmbedded(
    {
      dataDir: scratchFolder('temporal'),
      postgres: false,
      temporal: true,
      outbox: false,
      say: () => undefined,
    },
    { temporalFlags: TEMPORAL_FLAGS, temporalInMemory: true },
  );
  const { address = '' } = temporal.temporal ?? {};
  connection = await Connection.connect({ address });
  kindword = await startKindword({ temporal: { connectionOptions: { address }, namespace: 'default' } });
}, 60_000);
afterAll(async () => {
  await kindword.stop();
  await connection.close();
  await temporal.stop();
});

async function refers(practice: TestPractice, change: Record<string, unknown> = {}): Promise<Json> {
  return practice.refer({ referrer: { clientId: (await practice.client()).id }, ...change });
}

function runOf({ id }: Json): WorkflowHandle {
  return new Client({ connection }).workflow.getHandle(`referral/${id}`);
}

/** The events of this kind in its whole history. */
async function eventsOf(run: WorkflowHandle, kind: string): Promise<Json[]> {
  const { events } = await run.fetchHistory();
  return (events ?? []).filter((event: Json) => event[kind]);
}

function summaryOf({ userMetadata }: Json): string {
  return JSON.parse(Buffer.from(userMetadata.summary.data).toString('utf8'));
}

async function attributesOf(run: WorkflowHandle) {
  const { typedSearchAttributes } = await run.describe();
  return { attention: typedSearchAttributes.get(ATTENTION), stage: typedSearchAttributes.get(STAGE) };
}

test('a timer says what it waits for, with the practice’s own setting', async () => {
  const practice = await kindword.practice({ acknowledgement: HOURS });

  const run = runOf(await refers(practice));
  const [timer] = await eventually(async () => {
    const timers = await eventsOf(run, 'timerStartedEventAttributes').catch(() => []);
    return timers.length > 0 ? timers : null;
  });

  expect(summaryOf(timer)).toBe('Until the reminder, 20 hours after it came');
});

test('a run asks for attention while a person has to act, and no longer', async () => {
  const practice = await kindword.practice({ acknowledgement: HOURS });
  const referral = await practice.refer({ referrer: { firstName: 'Robin' } });
  const run = runOf(referral);
  const becomes = (expected: Json) =>
    eventually(async () => {
      const shown = await attributesOf(run).catch(() => null);
      return shown && JSON.stringify(shown) === JSON.stringify(expected) ? shown : null;
    });
  await becomes({ attention: true, stage: 'hand_over' });

  await practice.ask('POST', `/referrals/${referral.id}/match`, { clientId: (await practice.client()).id });

  await expect(becomes({ attention: false, stage: 'running' })).resolves.toBeTruthy();
});

test('a referral that is thanked for costs six actions of Temporal at most', async () => {
  const byPress = await kindword.practice({ acknowledgement: HOURS });
  const byItself = await kindword.practice({ acknowledgement: AT_ONCE });

  const pressed = await fewestActions(byPress, async () => {
    const referral = await refers(byPress);
    await eventually(async () => (await byPress.ask('GET', '/tasks')).items[0]);
    await byPress.ask('POST', `/referrals/${referral.id}/acknowledgement`);
    return referral;
  });
  const automatic = await fewestActions(byItself, () => refers(byItself));

  // The signal that starts a run is one action with its start.
  expect(pressed).toBeLessThanOrEqual(6);
  expect(automatic).toBeLessThanOrEqual(4);
});

/** Of three, the cheapest: on a busy machine the mail provider's answer may be waited for in a step of its own. */
async function fewestActions(practice: TestPractice, thanked: () => Promise<Json>): Promise<number> {
  const actions: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const referral = await thanked();
    const run = runOf(referral);
    // A run begins a moment after what it is about was answered.
    await eventually(async () => {
      const found = await run.describe().catch(() => null);
      return found?.status.name === 'COMPLETED' ? true : null;
    });
    const kinds = [
      'timerStarted',
      'activityTaskScheduled',
      'workflowExecutionSignaled',
      'upsertWorkflowSearchAttributes',
    ];
    const found = await Promise.all(kinds.map((kind) => eventsOf(run, `${kind}EventAttributes`)));
    actions.push(found.flat().length);
    expect((await practice.referral(referral.id)).acknowledgement.status).toBe('sent');
  }
  return Math.min(...actions);
}

test('a run whose history grows long continues as new, and forgets nothing', async () => {
  const practice = await kindword.practice({ acknowledgement: HOURS });
  const referral = await practice.refer({ referrer: { firstName: 'Robin' } });
  const run = runOf(referral);
  const { runId: first } = await eventually(() => run.describe().catch(() => null));

  await eventually(async () => {
    await practice.changePolicy({});
    await run.signal('reevaluate');
    return (await run.describe()).runId === first ? null : true;
  }, 50_000);
  expect(await attributesOf(run)).toEqual({ attention: true, stage: 'hand_over' });
  const { items } = await practice.ask('GET', '/tasks');
  expect(items.filter(({ referralId }: Json) => referralId === referral.id)).toHaveLength(1);
  await practice.ask('POST', `/referrals/${referral.id}/acknowledgement`, { byHand: 'phone' });

  await eventually(async () => ((await run.describe()).status.name === 'COMPLETED' ? true : null));
  expect(await attributesOf(run)).toEqual({ attention: false, stage: 'running' });
});
