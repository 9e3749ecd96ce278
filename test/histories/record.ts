import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import packageJson from '../../package.json' with { type: 'json' };
import { eventually } from '../outbox/support.ts';
import startTestRun from '../support/global-setup.ts';
import endTestRun from '../support/global-teardown.ts';
import type { Json, TestPractice } from '../support/practice.ts';

const SOON = { deadline: 'PT20S', remindAt: 'PT0.2S', escalateAt: 'PT0.4S', sendAt: 'PT1.2S', soloSendAt: 'PT0.3S', solo: false };
const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H' };

type Path = { acknowledgement: Record<string, unknown>; sending?: 'rehearsal'; live(practice: TestPractice): Promise<{ id: string; ends: string }> };

/** The main ways of a referral; each becomes a history that later code must still be able to replay. */
const PATHS: Record<string, Path> = {
  automatic: {
    acknowledgement: { ...SOON, remindAt: 'PT1S', escalateAt: 'PT2S', sendAt: 'PT3S' },
    live: async (practice) => ({ ...(await referredBy(practice)), ends: 'sent' }),
  },
  rehearsal: {
    acknowledgement: SOON,
    sending: 'rehearsal',
    live: async (practice) => ({ ...(await referredBy(practice)), ends: 'would_send' }),
  },
  'added-line': {
    acknowledgement: LATER,
    async live(practice) {
      const { id } = await referredBy(practice);
      await practice.ask('POST', `/referrals/${id}/acknowledgement`, { addLine: 'It made our day.' });
      return { id, ends: 'sent' };
    },
  },
  'by-hand': {
    acknowledgement: LATER,
    async live(practice) {
      const { id } = await referredBy(practice);
      await task(practice, id);
      await practice.ask('POST', `/referrals/${id}/acknowledgement`, { byHand: 'phone' });
      return { id, ends: 'done_by_hand' };
    },
  },
  matched: {
    acknowledgement: SOON,
    async live(practice) {
      const { id } = await practice.refer({ referrer: { firstName: 'Robin' } });
      await task(practice, id);
      await practice.ask('POST', `/referrals/${id}/match`, { clientId: (await practice.client()).id });
      return { id, ends: 'sent' };
    },
  },
  permitted: {
    acknowledgement: SOON,
    async live(practice) {
      const { id } = await practice.refer({ learnedFrom: 'enquirer', referrer: { clientId: (await practice.client()).id } });
      await practice.ask('POST', `/referrals/${id}/permission`, { mayThank: true, wordingVersion: 'm4-1' });
      return { id, ends: 'sent' };
    },
  },
  bounced: {
    acknowledgement: SOON,
    async live(practice) {
      const email = `robin-${crypto.randomUUID()}+bounce@example.org`;
      const { id } = await practice.refer({ referrer: { clientId: (await practice.client({ email })).id } });
      await eventually(async () => ((await practice.referral(id)).acknowledgement.status === 'needs_person' ? true : null));
      await task(practice, id);
      await practice.ask('POST', `/referrals/${id}/acknowledgement`, { byHand: 'card' });
      return { id, ends: 'done_by_hand' };
    },
  },
  'outcome-unknown': {
    acknowledgement: SOON,
    async live(practice) {
      const email = `r${Date.now()}+fault-once-accept-reset@example.org`;
      const { id } = await practice.refer({ referrer: { clientId: (await practice.client({ email })).id } });
      return { id, ends: 'sent' };
    },
  },
};

await startTestRun();
try {
  await record(fileURLToPath(new URL(`./${packageJson.version}/`, import.meta.url)));
} finally {
  await endTestRun();
}

async function record(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { startKindword } = await import('../support/kindword.ts');
  const kindword = await startKindword();
  const { connectionOptions, namespace } = kindword.settings.temporal;
  const connection = await Connection.connect({ address: connectionOptions.address ?? '' });
  const client = new Client({ connection, namespace });
  for (const [name, { live, ...options }] of Object.entries(PATHS)) {
    const practice = await kindword.practice(options);
    const { id, ends } = await live(practice);
    await eventually(async () => ((await practice.referral(id)).acknowledgement.status === ends ? true : null));
    const handle = client.workflow.getHandle(`referral/${id}`);
    await eventually(async () => ((await handle.describe()).status.name === 'COMPLETED' ? true : null));
    const history = historyToJSON(await handle.fetchHistory());
    writeFileSync(`${folder}/${name}.json`, `${history.replaceAll(hostname(), 'host')}\n`);
  }
  await connection.close();
  await kindword.stop();
}

async function referredBy(practice: TestPractice): Promise<{ id: string }> {
  return practice.refer({ referrer: { clientId: (await practice.client()).id } });
}

async function task(practice: TestPractice, referralId: string): Promise<void> {
  await eventually(async () => {
    const { items } = await practice.ask('GET', '/tasks');
    return items.find((one: Json) => one.referralId === referralId);
  });
}
