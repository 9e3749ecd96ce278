import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import packageJson from '../../package.json' with { type: 'json' };
import { eventually } from '../../packages/postmark-outbox/test/support.ts';
import startTestRun from '../support/global-setup.ts';
import endTestRun from '../support/global-teardown.ts';
import { attends, comesAndReaches, consent, ends, ledgerOf, practiceInAHurry, regular, sends } from '../support/journeys.ts';
import type { Json, TestPractice } from '../support/practice.ts';

const SOON = { deadline: 'PT20S', remindAt: 'PT0.2S', escalateAt: 'PT0.4S', sendAt: 'PT1.2S', soloSendAt: 'PT0.3S', solo: false };
const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H' };

/** What is lived through, and the run that is recorded once it has ended so. */
type Recorded = { workflowId: string; hasEnded(): Promise<boolean> };
type Path = { options?: Record<string, unknown>; live(practice: TestPractice): Promise<Recorded> };
type ReferralPath = { acknowledgement: Record<string, unknown>; sending?: 'rehearsal'; live(practice: TestPractice): Promise<{ id: string; ends: string }> };

/** The main ways of a referral; each becomes a history that later code must still be able to replay. */
const REFERRALS: Record<string, ReferralPath> = {
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

/** The main ways of a client's journey. */
const JOURNEYS: Record<string, (practice: TestPractice) => Promise<Recorded>> = {
  async 'journey-asked'(practice) {
    const client = await regular(practice);
    await comesAndReaches(practice, client.id);
    return untilNotes(practice, client.id, 1);
  },
  async 'journey-let-go'(practice) {
    const client = await practice.client();
    await comesAndReaches(practice, client.id);
    return untilNotes(practice, client.id, 1);
  },
  async 'journey-held'(practice) {
    const client = await regular(practice, { stage: 'working_through' });
    await comesAndReaches(practice, client.id);
    await untilSo(await untilNotes(practice, client.id, 1, false));
    await practice.ask('POST', `/clients/${client.id}/stage`, { stage: 'settled' });
    await sends(practice, client.id);
    return untilNotes(practice, client.id, 2);
  },
  async 'journey-withdrawn'(practice) {
    const client = await regular(practice);
    await comesAndReaches(practice, client.id);
    await consent(practice, client.id, 'withdrawn');
    return untilNotes(practice, client.id, 1);
  },
  async 'journey-corrected'(practice) {
    const client = await regular(practice);
    await attends(practice, client.id);
    await ends(practice, client.id, 'planned_met');
    await eventually(async () => (await ledgerOf(practice, client.id))[0]);
    await ends(practice, client.id, 'planned_partly');
    return untilNotes(practice, client.id, 2);
  },
  async 'journey-outcome-unknown'(practice) {
    const client = await regular(practice, { email: `r${Date.now()}+fault-once-accept-reset@example.org` });
    await comesAndReaches(practice, client.id);
    return untilNotes(practice, client.id, 1);
  },
};

/** Somebody who enquires, somebody who is sent on, and whoever is to be forgotten. */
const PEOPLE: Record<string, (practice: TestPractice) => Promise<Recorded>> = {
  async 'enquiry-let-go'(practice) {
    const followThrough = { contactWithin: 'PT1S', bookedWithin: 'PT1S', attendedWithin: 'PT1S', matured: 'PT4S' };
    await practice.changePolicy({ followThrough });
    const { id } = await enquires(practice);
    return untilEnquiry(practice, id, 'closed');
  },
  async 'enquiry-kept'(practice) {
    const { id } = await enquires(practice);
    await goes(practice, id, 'contacted');
    await goes(practice, id, 'booked');
    const { clientId } = await goes(practice, id, 'attended');
    for (let came = 0; came < 3; came += 1) await attends(practice, clientId, new Date(Date.now() - came * 60_000).toISOString());
    return untilEnquiry(practice, id, 'kept');
  },
  async 'refer-out-started'(practice) {
    const referOut = await sentOn(practice);
    await practice.ask('POST', `/refer-outs/${referOut.id}/outcome`, { outcome: 'started' });
    return { workflowId: `refer-out/${referOut.id}`, hasEnded: async () => true };
  },
  async 'refer-out-declined'(practice) {
    const referOut = await sentOn(practice);
    await practice.ask('POST', `/refer-outs/${referOut.id}/outcome`, { outcome: 'declined' });
    await practice.ask('POST', `/refer-outs/${referOut.id}/outcome`, { outcome: 'unknown' });
    return { workflowId: `refer-out/${referOut.id}`, hasEnded: async () => true };
  },
  async erasure(practice) {
    const { id } = await enquires(practice);
    const asked = await practice.ask('POST', '/erasures', { enquiryId: id });
    const { items } = await practice.ask('GET', '/tasks');
    for (const { id: taskId, kind } of items) if (kind === 'erase_by_hand') await practice.ask('POST', `/tasks/${taskId}/done`);
    return { workflowId: `erasure/${asked.id}`, hasEnded: async () => true };
  },
  async 'review-held'(practice) {
    const { id } = await practice.ask('POST', '/reviews', { kind: 'monthly', period: '2025-01' });
    await eventually(async () => ((await practice.ask('GET', '/messages?template=m26r')).items[0]?.status === 'sent' ? true : null));
    await practice.ask('POST', `/reviews/${id}/held`, { minutes: 20 });
    return { workflowId: `review/${practice.practiceId}/monthly/2025-01`, hasEnded: async () => true };
  },
  async housekeeping(practice) {
    await practice.changePolicy({});
    return { workflowId: `housekeeping/${practice.practiceId}`, hasEnded: async () => true };
  },
  async 'contact-path'(practice) {
    await practice.ask('PATCH', '/practice', { sending: 'rehearsal' });
    await practice.changePolicy({ contactPath: { every: 'PT1S' } });
    await eventually(async () => ((await practice.ask('GET', '/contact-path')).parts.length > 2 ? true : null));
    await practice.changePolicy({ contactPath: { every: 'PT15M' } });
    return { workflowId: `contact-path/${practice.practiceId}`, hasEnded: async () => true };
  },
};

/** The ways of an e-mail that stands for itself: words that somebody tries out. */
const DELIVERIES: Record<string, string> = { delivery: '', 'delivery-outcome-unknown': '+fault-once-accept-reset' };

const PATHS: Record<string, Path> = {
  ...Object.fromEntries(Object.entries(REFERRALS).map(([name, path]) => [name, ofReferral(path)])),
  ...Object.fromEntries(Object.entries(JOURNEYS).map(([name, live]) => [name, { options: { hurry: true }, live }])),
  ...Object.fromEntries(Object.entries(PEOPLE).map(([name, live]) => [name, { live }])),
  ...Object.fromEntries(Object.entries(DELIVERIES).map(([name, tags]) => [name, { live: (practice) => tryOut(practice, tags) }])),
};

await startTestRun();
try {
  await record(fileURLToPath(new URL(`./${packageJson.version}/`, import.meta.url)), process.argv.slice(2));
} finally {
  await endTestRun();
}

/** All of them, or only those that are named: histories of a release stay as they are. */
async function record(folder: string, named: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { startKindword } = await import('../support/kindword.ts');
  const kindword = await startKindword();
  const { connectionOptions, namespace } = kindword.settings.temporal;
  const connection = await Connection.connect({ address: connectionOptions.address ?? '' });
  const client = new Client({ connection, namespace });
  for (const [name, { live, options = {} }] of Object.entries(PATHS)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const { hurry, ...others } = options;
    const practice = hurry ? await practiceInAHurry(kindword) : await kindword.practice(others);
    const recorded = await live(practice);
    await untilSo(recorded);
    const handle = client.workflow.getHandle(recorded.workflowId);
    await eventually(async () => {
      const run = await handle.describe().catch(() => null);
      return run?.status.name === 'COMPLETED' ? true : null;
    });
    const history = historyToJSON(await handle.fetchHistory());
    writeFileSync(`${folder}/${name}.json`, `${history.replaceAll(hostname(), 'host')}\n`);
  }
  await connection.close();
  await kindword.stop();
}

function ofReferral({ live, ...options }: ReferralPath): Path {
  return {
    options,
    async live(practice) {
      const { id, ends: end } = await live(practice);
      return {
        workflowId: `referral/${id}`,
        hasEnded: async () => (await practice.referral(id)).acknowledgement.status === end,
      };
    },
  };
}

/** So many notes, each with an end, and nothing that is still waiting unless said otherwise. */
async function untilNotes(practice: TestPractice, clientId: string, howMany: number, atRest = true): Promise<Recorded> {
  return {
    workflowId: `journey/${clientId}`,
    async hasEnded() {
      const notes = await ledgerOf(practice, clientId);
      const open = notes.filter(({ status }) => ['queued', 'sending', 'unknown'].includes(status));
      const { state } = await practice.ask('GET', `/clients/${clientId}/journey`);
      return notes.length >= howMany && open.length === 0 && (!atRest || state === 'at_rest');
    },
  };
}

function enquires(practice: TestPractice): Promise<Json> {
  const person = { firstName: 'Sam', phone: '020 7946 0018', email: `sam-${Date.now()}@example.org` };
  return practice.ask('POST', '/enquiries', { person, via: 'form' });
}

function goes(practice: TestPractice, id: string, stage: string): Promise<Json> {
  return practice.ask('POST', `/enquiries/${id}/progress`, { stage });
}

async function untilEnquiry(practice: TestPractice, id: string, stage: string): Promise<Recorded> {
  return {
    workflowId: `enquiry/${id}`,
    hasEnded: async () => (await practice.ask('GET', `/enquiries/${id}`)).stage === stage,
  };
}

/** With the person's own yes, to a colleague who has been told. */
async function sentOn(practice: TestPractice): Promise<Json> {
  const colleague = await practice.professional({
    trusted: true,
    howWeKnowThem: 'From a seminar',
    takesReferrals: true,
    lastConfirmedOn: new Date().toISOString().slice(0, 10),
  });
  const { id } = await enquires(practice);
  const referOut = await practice.ask('POST', `/enquiries/${id}/refer-out`, { reason: 'overflow', personConsented: false });
  await practice.ask('POST', `/refer-outs/${referOut.id}/consent`, { toProfessionalId: colleague.id, wordingVersion: 'm13-1' });
  await eventually(async () => ((await practice.ask('GET', `/refer-outs/${referOut.id}`)).status === 'handed_over' ? true : null));
  return referOut;
}

async function tryOut(practice: TestPractice, tags: string): Promise<Recorded> {
  const staff = await practice.ask('POST', '/staff', { name: 'Dee', email: `d${Date.now()}${tags}@example.org`, roles: ['desk'], active: true });
  const { apiKey } = await practice.ask('POST', `/staff/${staff.id}/api-keys`, { label: 'record' });
  const { body } = await practice.call('POST', '/templates/m22/test-send', {}, { authorization: `Bearer ${apiKey}` });
  return {
    workflowId: `delivery/${body.messageId}`,
    hasEnded: async () => (await practice.ask('GET', `/messages/${body.messageId}`)).status === 'sent',
  };
}

async function untilSo({ hasEnded }: Recorded): Promise<void> {
  await eventually(async () => ((await hasEnded()) ? true : null));
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
