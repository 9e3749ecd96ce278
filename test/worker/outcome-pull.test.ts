import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Message } from '../../entities/message.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { ProviderNews } from '../../email/provider-news.ts';
import { inPractice } from '../support/in-practice.ts';
import { happensTo } from '../support/journeys.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { firstMailTo } from '../support/mails.ts';
import type { TestPractice } from '../support/practice.ts';
import { taskOf } from '../support/tasks.ts';
import { thanksBecome } from '../support/thanks.ts';
import { until } from '../support/until.ts';

/** Nobody is reminded: each thanks is one e-mail. */
const AT_ONCE = {
  deadline: 'PT4M',
  remindAt: 'PT1M',
  escalateAt: 'PT2M',
  sendAt: 'PT3M',
  soloSendAt: 'PT0.3S',
  solo: true,
};
const HOUR_MS = 3_600_000;

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ acknowledgement: AT_ONCE });
});
afterAll(() => kindword.stop());

/** Everything that the mail server pushes is refused, and lost for good: it does not try again after a 401. */
const hookPasswordIsWrong = () =>
  kindword.restart({ mail: { ...kindword.settings.mail, hooks: { user: 'hook', password: 'another' } } });
const thankedTo = async (email: string) => {
  const client = await practice.client({ email });
  return practice.refer({ referrer: { clientId: client.id } });
};
const eventsHeard = () => kindword.database.orm.em.fork().count(WebhookEvent, {});
/** How many e-mails have arrived or come back, once none is under way: mail to staff is one too. */
const mailsSettled = () =>
  until(() =>
    inPractice(kindword, practice, async ({ em }) => {
      const settled = { status: 'sent', delivery: { $in: ['delivered', 'bounced'] } } as const;
      const [all, done] = [await em.count(Message, {}), await em.count(Message, settled)];
      return all === done && all;
    }),
  );
const metric = async (name: string) => {
  const text = await (await fetch(`${kindword.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
};

test('news that was refused is pulled: a thanks that came back is a task, a complaint is heard, a delivery is known', async () => {
  await hookPasswordIsWrong();
  const bounced = await thankedTo(`robin-${randomUUID()}+bounce@example.org`);
  const [arrives, complains] = [`robin-${randomUUID()}@example.org`, `robin-${randomUUID()}@example.org`];
  const [arrived] = [await thankedTo(arrives), await thankedTo(complains)];
  await happensTo(kindword.outbox, await firstMailTo(kindword.outbox, complains), 'complaint');
  for (const { id } of [bounced, arrived])
    await thanksBecome(practice, id, { status: 'sent', delivery: 'sent' });
  await until(
    async () => (await kindword.outbox.client.getBounces({ count: 10, offset: 0 })).TotalCount === 2,
  );
  await inPractice(kindword, practice, async ({ em, now }) => {
    await em.nativeUpdate(Message, { status: 'sent' }, { sentAt: new Date(now.getTime() - HOUR_MS) });
  });

  await kindword.restart();

  await thanksBecome(practice, bounced.id, {
    status: 'needs_person',
    needsPerson: 'bounced',
    delivery: 'bounced',
  });
  await taskOf(practice, { kind: 'thank_by_hand', referralId: bounced.id });
  await thanksBecome(practice, arrived.id, { status: 'sent', delivery: 'delivered' });
  const { items } = await practice.ask('GET', `/suppressions?email=${encodeURIComponent(complains)}`);
  expect(items).toMatchObject([{ reason: 'complaint' }]);
  expect(await metric('kindword_mail_pull_heard_late')).toBeGreaterThanOrEqual(3);
});

test('pulled again, the same news is no news', async () => {
  const before = { mails: await mailsSettled(), events: await eventsHeard() };

  await kindword.restart();
  await thanksBecome(practice, (await thankedTo(`robin-${randomUUID()}@example.org`)).id, {
    delivery: 'delivered',
  });

  const newMails = (await mailsSettled()) - before.mails;
  expect(newMails).toBeGreaterThan(0);
  expect((await eventsHeard()) - before.events).toBe(newMails);
  expect(await metric('kindword_mail_pull_heard_late')).toBe(0);
});

test('a practice whose own mail server cannot be asked holds up nobody else', async () => {
  await hookPasswordIsWrong();
  const stranger = await kindword.practice();
  const bounced = await thankedTo(`robin-${randomUUID()}+bounce@example.org`);
  await thanksBecome(practice, bounced.id, { status: 'sent' });
  await until(
    async () => (await kindword.outbox.client.getBounces({ count: 10, offset: 0 })).TotalCount === 3,
  );
  await stranger.ask('PATCH', '/practice', { postmarkServerToken: 'not-a-token' });

  await kindword.restart();

  await thanksBecome(practice, bounced.id, { status: 'needs_person', needsPerson: 'bounced' });
  await until(async () => (await metric('kindword_mail_pull_failing')) === 1);
});

test('all pages of bounces are asked for', async () => {
  const { client } = kindword.outbox;
  const mail = (nth: number) => ({
    From: 'notes@willow.example',
    To: `r${nth}+bounce@example.org`,
    Subject: 'Hello',
    TextBody: 'Hello',
  });
  await client.sendEmailBatch(Array.from({ length: 499 }, (_, nth) => mail(nth)));
  await until(async () => (await client.getBounces({ count: 1, offset: 0 })).TotalCount === 502);
  const since = new Date(Date.now() - HOUR_MS);

  const seen = new Set<unknown>();
  for await (const { ID } of new ProviderNews(client).bounces(since)) seen.add(ID);

  expect(seen.size).toBe(502);
});
