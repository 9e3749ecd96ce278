import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { Commitment } from '../../entities/commitment.ts';
import { ContactFailure } from '../../entities/contact-failure.ts';
import { ContactMark } from '../../entities/contact-mark.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { Task } from '../../entities/task.ts';
import { isOwnVisit, ownVisit } from '../../facts/contact-path/own-visit.ts';
import { contactPathChecks } from '../../reports/contact-path-checks.ts';
import { Front } from '../support/front.ts';
import { HOOKS, startKindword, type TestKindword } from '../support/kindword.ts';
import { inPractice } from '../support/in-practice.ts';
import { mailsTo } from '../support/mails.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { tasksOf } from '../support/tasks.ts';
import { until } from '../support/until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const HOUR_MS = 3_600_000;
const MAILBOX = 'in@in.example.org';
const EVERY_PART = ['form', 'professionals_form', 'inbound', 'website', 'links', 'widget', 'cards'];
const ALERT = 'Something is waiting for you';

let front: Front;
let kindword: TestKindword;
beforeAll(async () => {
  front = await Front.start();
  kindword = await startKindword(
    { publicUrl: front.url, webhookReach: 'loopback' },
    { inboundAddress: MAILBOX, hook: { url: front.url, ...HOOKS } },
  );
  front.target = kindword.url;
});
afterAll(async () => {
  await kindword.stop();
  await front.stop();
});

const beside = sideBySide();

beside(
  'every way to the practice is tried from outside, and no test reaches a number, a figure or a person (S81)',
  async () => {
    const [practice, receiver] = [await aPractice(), await WebhookReceiver.start()];
    await practice.ask('POST', '/webhooks', {
      url: `${receiver.url}/all`,
      events: ['enquiry.recorded', 'referral.recorded', 'task.opened', 'client.created'],
    });
    const before = await everythingTold(practice);
    const since = front.passed.length;

    await inSeconds(practice);
    await untilAllWork(practice);

    expect(await workingParts(practice)).toEqual(EVERY_PART);
    expect(await everythingTold(practice)).toEqual(before);
    expect(receiver.received).toEqual([]);
    const posted = front.passed.slice(since).filter(({ method }) => method === 'POST');
    expect(posted.map(({ path }) => path).toSorted()).toEqual(
      expect.arrayContaining([
        '/hooks/postmark/inbound',
        `/p/${practice.slug}/enquire`,
        `/p/${practice.slug}/professionals`,
      ]),
    );
    await asUsual(practice);
    await receiver.stop();
  },
);

beside(
  'what breaks is a task each and one alert at once, and both end by themselves when it works again (S81a)',
  async () => {
    const practice = await aPractice();
    const { email } = await practice.ask('GET', '/me');
    const broken = {
      [`POST /p/${practice.slug}/enquire`]: { status: 500 },
      [`/p/${practice.slug}/card/`]: { status: 404 },
      [`/p/${practice.slug}/capacity.js `]: { status: 502 },
      [`"in+${practice.slug}@`]: 'wrong_password' as const,
    };
    Object.assign(front.broken, broken);
    await practice.ask('PATCH', '/practice', { website: 'http://127.0.0.1:9/' });

    await inSeconds(practice);
    const parts = ['cards', 'form', 'inbound', 'website', 'widget'];
    await until(async () => (await failingParts(practice)).length === parts.length);

    const tasks = await tasksOf(practice, { kind: 'contact_path' });
    expect(tasks.map(({ why }) => why).toSorted()).toEqual(parts);
    expect(tasks.every(({ assigneeId }) => assigneeId === practice.staffId)).toBe(true);
    expect(tasks.every(({ words }) => words.includes('ends by itself'))).toBe(true);
    const first = await until(async () => (await alertsTo(email))[0]);
    expect(first.TextBody).toContain('people may not be able to reach you');

    const [cards] = tasks.filter(({ why }) => why === 'cards');
    await practice.ask('POST', `/tasks/${cards?.id}/done`, {});
    await inPractice(kindword, practice, ({ em }) =>
      em.nativeUpdate(Task, { id: cards?.id ?? '' }, { doneAt: new Date(Date.now() - 25 * HOUR_MS) }),
    );
    await until(async () => (await tasksOf(practice, { kind: 'contact_path', why: 'cards' })).length === 1);

    for (const part of Object.keys(broken)) delete front.broken[part];
    await practice.ask('PATCH', '/practice', { website: `${front.url}/healthz` });
    await untilAllWork(practice);

    expect(await tasksOf(practice, { kind: 'contact_path' })).toEqual([]);
    expect(await tasksOf(practice, { kind: 'contact_path' }, 'done')).toHaveLength(parts.length + 1);
    expect((await alertsTo(email)).length).toBeLessThanOrEqual(parts.length);
    await asUsual(practice);
  },
);

beside(
  'a mark that somebody saw hides no real enquiry: it is good once, and only for the fields it came with',
  async () => {
    const practice = await aPractice();
    const path = `/p/${practice.slug}/enquire`;
    front.broken[`POST ${path}`] = { status: 500 };
    await inSeconds(practice);
    const seen = await until(() => front.passed.find((one) => one.method === 'POST' && one.path === path));
    await asUsual(practice);
    delete front.broken[`POST ${path}`];
    const marked = Object.fromEntries(new URLSearchParams(seen.body));
    const post = async (change: Record<string, string>) => {
      const body = new URLSearchParams({ ...marked, ...change });
      expect((await fetch(`${kindword.url}${path}`, { method: 'POST', body })).status).toBe(200);
    };
    const names = async () =>
      (await practice.ask('GET', '/enquiries')).items.map(({ person }: Json) => person.firstName);

    await post({ firstName: 'Vera', contact: 'vera@example.org' });
    await until(async () => (await names()).length === 1);
    await post({ firstName: 'Vic', contact: 'vic@example.org', check: 'A'.repeat(43) });
    await until(async () => (await names()).length === 2);
    await post({});
    await post({});
    await post({ heard: 'search' });

    await until(async () => (await names()).length === 3);
    expect(await names()).toEqual(expect.arrayContaining(['Vera', 'Vic', marked['firstName']]));
  },
);

beside(
  'a mail with the mark of a test in other words, or from somebody else, is somebody’s mail',
  async () => {
    const practice = await aPractice();
    const inbound = `in+${practice.slug}@in.example.org`;
    front.broken[`"${inbound}"`] = { status: 503 };
    await inSeconds(practice);
    const sent = await until(async () => (await mailsTo(kindword.outbox, inbound))[0]);
    await until(() => front.passed.some(({ body }) => body.includes(inbound)));
    await asUsual(practice);
    delete front.broken[`"${inbound}"`];
    const write = (text: string) =>
      kindword.outbox.press('/inbound', {
        from: 'ruth@example.org',
        to: inbound,
        subject: sent.Subject,
        text,
      });

    await write(sent.TextBody);
    await write(`${sent.TextBody}\nI told Sam about you.`);

    const kept = await until(async () => {
      const mails = await inPractice(kindword, practice, ({ em }) => em.find(InboundMail, {}));
      return mails.length === 2 && mails;
    });
    expect(kept.every(({ status }) => status !== 'applied')).toBe(true);
    // The test itself, which the mail provider posts again, is late and still nobody's.
    await until(() =>
      inPractice(kindword, practice, ({ em }) =>
        em.count(ContactMark, { part: 'inbound', usedAt: { $ne: null } }),
      ),
    );
    expect(await inPractice(kindword, practice, ({ em }) => em.count(InboundMail, {}))).toBe(2);
  },
);

beside(
  'the automatic reply of the practice’s own mailbox answers the test; a person who answers it is read',
  async () => {
    const practice = await aPractice();
    const replyTo = `${practice.slug}@desk.example.org`;
    await practice.ask('PATCH', '/practice', { hasAutoresponder: true, replyTo });
    await inSeconds(practice);
    const latest = () => until(async () => (await mailsTo(kindword.outbox, replyTo))[0]);

    await answer(practice, await latest(), { from: replyTo, headers: [] });
    await until(async () => {
      const headers = [{ Name: 'Auto-Submitted', Value: 'auto-replied' }];
      await answer(practice, await latest(), { from: replyTo, headers });
      return (await workingParts(practice)).includes('autoresponse');
    });

    await asUsual(practice);
    const kept = await inPractice(kindword, practice, ({ em }) => em.find(InboundMail, {}));
    expect(kept.filter(({ kind }) => kind !== 'automatic')).toHaveLength(1);
  },
);

beside(
  'what was missing is promised again by housekeeping; what fails names a leak, and the review tells of it (§5.9)',
  async () => {
    const practice = await aPractice();
    await practice.ask('POST', '/enquiries', {
      person: { firstName: 'Sam', phone: '020 7946 0018' },
      via: 'phone',
      receivedAt: new Date(Date.now() - 2 * HOUR_MS).toISOString(),
    });
    const [{ id }] = (await practice.ask('GET', '/enquiries')).items;
    await practice.ask('POST', `/enquiries/${id}/progress`, { stage: 'contacted' });
    await inPractice(kindword, practice, async (tx) => {
      await tx.em.nativeDelete(Commitment, { kind: 'contactPath', subjectId: practice.practiceId });
      tx.em.create(ContactFailure, {
        practiceId: practice.practiceId,
        id: randomUUID(),
        part: 'form',
        why: 'timeout',
        since: new Date(Date.now() - HOUR_MS),
      });
    });

    await practice.changePolicy({
      followThrough: {
        contactWithin: 'PT24H',
        bookedWithin: 'PT1S',
        attendedWithin: 'P28D',
        matured: 'P60D',
      },
    });
    await until(async () =>
      (await practice.ask('GET', `/enquiries/${id}`)).timeline.some(({ what }: Json) => what === 'stalled'),
    );

    const { timeline } = await practice.ask('GET', `/enquiries/${id}`);
    expect(timeline.find(({ what }: Json) => what === 'stalled')).toMatchObject({ why: 'hard_to_contact' });
    await until(() =>
      inPractice(kindword, practice, ({ em }) =>
        em.count(Commitment, { kind: 'contactPath', subjectId: practice.practiceId, keptAt: null }),
      ),
    );
    const figures = await inPractice(kindword, practice, (tx) =>
      contactPathChecks(tx, { from: new Date(Date.now() - 2 * HOUR_MS), to: new Date() }),
    );
    expect(figures).toEqual({ parts: [{ part: 'form', ok: null, failures: 1, minutes: 60 }] });
  },
);

beside('a check of our own is known by a time that only we can sign, and for a short while', async () => {
  const now = new Date();

  expect(isOwnVisit(ownVisit(now), now)).toBe(true);
  expect(isOwnVisit(ownVisit(now), new Date(now.getTime() + HOUR_MS))).toBe(false);
  expect(isOwnVisit(`${now.getTime().toString(36)}.${'a'.repeat(32)}`, now)).toBe(false);
  expect(isOwnVisit(undefined, now)).toBe(false);
});

/** As the practice's own mail server posts it by way of the mail provider. */
async function answer(
  practice: TestPractice,
  mail: Json,
  { from, headers }: { from: string; headers: { Name: string; Value: string }[] },
): Promise<void> {
  const to = `in+${practice.slug}@in.example.org`;
  const response = await fetch(`${kindword.url}/hooks/postmark/inbound`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${HOOKS.user}:${HOOKS.password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      MessageID: randomUUID(),
      FromFull: { Email: from, Name: '' },
      ToFull: [{ Email: to, Name: '' }],
      OriginalRecipient: to,
      Subject: `Re: ${mail.Subject}`,
      Date: new Date().toUTCString(),
      TextBody: 'Thank you for writing. We answer within a day.',
      Headers: [{ Name: 'In-Reply-To', Value: mail.MessageIDHeader }, ...headers],
    }),
  });
  expect(response.status).toBe(200);
}

async function aPractice(): Promise<TestPractice> {
  const practice = await kindword.practice();
  await practice.as(['practitioner']);
  await practice.client();
  await practice.ask('PATCH', '/practice', { website: `${front.url}/healthz` });
  return practice;
}

/** Rounds follow one another in seconds instead of quarters of an hour. */
async function inSeconds(practice: TestPractice): Promise<void> {
  await practice.changePolicy({ contactPath: { every: 'PT1S' } });
}

async function asUsual(practice: TestPractice): Promise<void> {
  await practice.changePolicy({ contactPath: { every: 'PT15M' } });
}

async function untilAllWork(practice: TestPractice): Promise<void> {
  await until(async () => (await workingParts(practice)).length === EVERY_PART.length);
}

async function alertsTo(email: string): Promise<Json[]> {
  return (await mailsTo(kindword.outbox, email)).filter(({ Subject }) => Subject === ALERT);
}

async function partsOf(practice: TestPractice): Promise<Json[]> {
  return (await practice.ask('GET', '/contact-path')).parts;
}

async function workingParts(practice: TestPractice): Promise<string[]> {
  return (await partsOf(practice)).filter(({ ok }) => ok).map(({ part }) => part);
}

async function failingParts(practice: TestPractice): Promise<Json[]> {
  return (await partsOf(practice)).filter(({ ok, failingSince }) => !ok && failingSince);
}

/** What people, figures and programs see. */
async function everythingTold(practice: TestPractice): Promise<Json> {
  const paths = [
    '/source-log',
    '/enquiries',
    '/referrals',
    '/clients',
    '/professionals',
    '/tasks',
    '/messages',
    '/inbound-mails',
    '/reports/funnel',
    '/reports/leaks',
    '/reports/completeness',
    '/reports/acknowledgement',
    '/reports/concentration',
  ];
  const told = await Promise.all(paths.map(async (path) => [path, await practice.ask('GET', path)] as const));
  return Object.fromEntries(told.map(([path, one]) => [path, withoutMoment(one)]));
}

function withoutMoment(told: Json): Json {
  return JSON.parse(
    JSON.stringify(told, (key, value) => (['asOf', 'to', 'from'].includes(key) ? null : value)),
  );
}
