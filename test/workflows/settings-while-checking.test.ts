import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { changePolicy, changePractice } from '../../facts/practice/change-practice.ts';
import type { WorkflowName } from '../../facts/signal.ts';
import { inTransaction, type Tx } from '../../facts/transaction.ts';
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import { signalWorkflow } from '../../worker/signal-workflow.ts';
import { comesAndReaches, ledgerOf, practiceInAHurry, regular } from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { enquirer, refersOut } from '../support/refer-outs.ts';

const NEXT_WEEK = { contactWithin: 'P7D', bookedWithin: 'P7D', attendedWithin: 'P7D', matured: 'P60D' };
const SOON = { contactWithin: 'PT1S', bookedWithin: 'PT1S', attendedWithin: 'PT1S', matured: 'PT2S' };
const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H', solo: false };
const AT_ONCE = { ...LATER, remindAt: 'PT0.1S', escalateAt: 'PT0.2S', sendAt: 'PT0.3S' };

let kindword: TestKindword;
let connection: Connection;
beforeAll(async () => {
  kindword = await startKindword();
  const { address = '' } = kindword.settings.temporal.connectionOptions;
  connection = await Connection.connect({ address });
});
afterAll(async () => {
  await connection.close();
  await kindword.stop();
});

/** Something that waits for long, the setting that makes it due at once, and how it shows. */
type Case = {
  workflow: WorkflowName;
  change(tx: Tx, practice: TestPractice): Promise<unknown>;
  waits(): Promise<{ practice: TestPractice; subjectId: string; isDone(): Promise<boolean> }>;
};

const CASES: Record<string, Case> = {
  'a thanks': {
    workflow: 'referral',
    change: (tx, practice) => newPolicy(tx, practice, { acknowledgement: AT_ONCE }),
    async waits() {
      const practice = await kindword.practice({ acknowledgement: LATER });
      const { id } = await practice.refer({ referrer: { clientId: (await practice.client()).id } });
      const isDone = async () => (await practice.referral(id)).acknowledgement.status === 'sent';
      return { practice, subjectId: id, isDone };
    },
  },
  'a client’s journey': {
    workflow: 'clientJourney',
    change: (tx) => changePractice(tx, { sending: 'live' }),
    async waits() {
      const practice = await practiceInAHurry(kindword);
      await practice.ask('PATCH', '/practice', { sending: 'paused' });
      const { id } = await regular(practice);
      await comesAndReaches(practice, id);
      const isDone = async () => (await ledgerOf(practice, id)).some((one: Json) => one.status === 'sent');
      return { practice, subjectId: id, isDone };
    },
  },
  'an enquiry': {
    workflow: 'enquiry',
    change: (tx, practice) => newPolicy(tx, practice, { followThrough: SOON }),
    async waits() {
      const practice = await slowPractice();
      const { id } = await enquirer(practice);
      const isDone = async () => (await practice.ask('GET', `/enquiries/${id}`)).stage === 'closed';
      return { practice, subjectId: id, isDone };
    },
  },
  'a referral out': {
    workflow: 'referOut',
    change: (tx, practice) => newPolicy(tx, practice, { followThrough: SOON }),
    async waits() {
      const practice = await slowPractice();
      const { id } = await refersOut(practice, { enquiry: await enquirer(practice) });
      const isDone = async () => (await practice.ask('GET', `/refer-outs/${id}`)).status === 'closed';
      return { practice, subjectId: id, isDone };
    },
  },
  'an e-mail of its own': {
    workflow: 'delivery',
    change: (tx) => changePractice(tx, { sending: 'live' }),
    async waits() {
      const practice = await kindword.practice({ sending: 'paused' });
      const { messageId } = await practice.ask('POST', '/templates/m22/test-send', {});
      const isDone = async () => (await practice.ask('GET', `/messages/${messageId}`)).status === 'sent';
      return { practice, subjectId: messageId, isDone };
    },
  },
};

test.each(Object.entries(CASES))(
  'a setting that changes while %s writes when it looks again is noticed at once',
  async (_, { workflow, change, waits }) => {
    const { practice, subjectId, isDone } = await waits();
    const { practiceId } = practice;
    await eventually(async () => ((await isWaiting(workflow, subjectId)) ? true : null));

    const actor = { kind: 'staff' as const, staffId: practice.staffId };
    await inTransaction(kindword.database, { practiceId, actor }, async (tx) => {
      await change(tx, practice);
      await tx.em.flush();
      const { taskQueue } = kindword.settings;
      await signalWorkflow(new Client({ connection }), { workflow, subjectId, practiceId }, taskQueue);
      await untilLockedOut();
    });

    await expect(eventually(async () => ((await isDone()) ? true : null))).resolves.toBe(true);
  },
);

function slowPractice(): Promise<TestPractice> {
  return kindword.practice().then(async (practice) => {
    await practice.changePolicy({ followThrough: NEXT_WEEK });
    return practice;
  });
}

async function newPolicy(tx: Tx, practice: TestPractice, change: Record<string, Json>): Promise<void> {
  const { forecast: _, version: __, ...policy } = await practice.ask('GET', '/practice/policy');
  const changed = Object.entries(change).map(([name, part]) => [name, { ...policy[name], ...part }]);
  await changePolicy(tx, { ...policy, ...Object.fromEntries(changed) });
}

/** Its next check lies ahead by more than the due sweep could bring about. */
async function isWaiting(kind: WorkflowName, subjectId: string): Promise<boolean> {
  const [found] = await kindword.database.orm.em
    .fork()
    .execute<{ ahead: boolean }[]>(
      `select due_at > now() + interval '10 minutes' as ahead from commitment where kind = ? and subject_id = ?`,
      [kind, subjectId],
    );
  return found?.ahead ?? false;
}

/** Until whoever checks waits for the transaction that changes the setting. */
async function untilLockedOut(): Promise<void> {
  await eventually(async () => {
    const [found] = await kindword.database.orm.em
      .fork()
      .execute<{ waiting: number }[]>(
        `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
    return (found?.waiting ?? 0) > 0 ? true : null;
  });
}
