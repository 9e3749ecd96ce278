import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { daysAgo, ZONE } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { manyColleagues } from '../support/many-colleagues.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';

/** Neither a delivery event nor its search tells what became of a mail. */
const NOBODY_CAN_TELL = { deliverAfterMs: 600_000, lateIndexMs: 600_000 };

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword({}, NOBODY_CAN_TELL);
});
afterAll(() => kindword.stop());

const PER_DAY_1000 = { broadcasts: { perDay: 1_000 } };

async function quickPractice(change: Record<string, unknown> = {}): Promise<TestPractice> {
  const practice = await kindword.practice({
    acknowledgement: { solo: true, soloSendAt: 'PT0.1S' },
    ...change,
  });
  await practice.changePolicy(PER_DAY_1000);
  return practice;
}

/** A colleague who may be written to, and through whom somebody came. */
async function colleagueWhoSent(practice: TestPractice, change: Record<string, unknown> = {}) {
  const colleague = await practice.professional({ soleTrader: false, ...change });
  await practice.refer({
    learnedFrom: 'professional_letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: 'Kim' },
    receivedAt: daysAgo(1),
  });
  return colleague;
}

/** A client who told us of their good word, and was thanked for it. */
async function clientWhoSaidSo(practice: TestPractice, change: Record<string, unknown> = {}) {
  const client = await practice.client(change);
  const { id } = await practice.refer({ referrer: { clientId: client.id } });
  await practice.ask('POST', `/referrals/${id}/acknowledgement`, { byHand: 'phone' });
  return client;
}

const begun = (practice: TestPractice, body: Record<string, unknown>): Promise<Json> =>
  practice.ask('POST', '/broadcasts', body);
const becomes = (practice: TestPractice, id: string, expected: Record<string, unknown>): Promise<Json> =>
  until(async () => {
    const broadcast = await practice.ask('GET', `/broadcasts/${id}`);
    return Object.entries(expected).every(([key, value]) => broadcast[key] === value) && broadcast;
  });
const recipientsOf = async (practice: TestPractice, id: string): Promise<Json[]> =>
  (await practice.ask('GET', `/broadcasts/${id}/recipients?limit=200`)).items;
async function broadcastMailsTo(recipient: string): Promise<Json[]> {
  const { client } = kindword.outbox;
  const messageStream = 'broadcast';
  const { Messages } = await client.getOutboundMessages({ recipient, messageStream, count: 50, offset: 0 });
  return Promise.all(Messages.map(({ MessageID }) => client.getOutboundMessageDetails(MessageID)));
}
const headerOf = async (mail: Json, name: string): Promise<string | undefined> => {
  const dump = await kindword.outbox.client.getOutboundMessageDump(mail.MessageID);
  return new RegExp(`^${name}: (.*)$`, 'im').exec(dump.Body)?.[1]?.trim();
};

test('colleagues who sent somebody are listed before, thanked once each on the broadcast stream, and with a way to stop (M16, S52)', async () => {
  const practice = await quickPractice();
  const ada = await colleagueWhoSent(practice, { firstName: 'Ada' });
  const sole = await colleagueWhoSent(practice, { soleTrader: true });
  const never = await colleagueWhoSent(practice, { mayEmail: false });
  await practice.professional({ soleTrader: false });

  const plan = await begun(practice, { kind: 'thanks_professionals', dryRun: true });
  const broadcast = await begun(practice, { kind: 'thanks_professionals' });
  const done = await becomes(practice, broadcast.id, { status: 'done' });

  expect(plan).toMatchObject({ recipients: [{ professionalId: ada.id, name: 'Ada Juniper' }], days: 1 });
  expect(plan.leftOut).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ professionalId: sole.id, why: 'sole_trader' }),
      expect.objectContaining({ professionalId: never.id, why: 'may_not' }),
    ]),
  );
  expect(plan.leftOut).toHaveLength(2);
  expect(done.counts).toEqual({ frozen: 1, sent: 1, waiting: 0, leftOut: 0, unknown: 0 });
  const [mail, ...more] = await broadcastMailsTo(ada.email);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ Subject: 'Thank you', MessageStream: 'broadcast' });
  const stop = /https?:\S+\/u\/\S+/.exec(mail.TextBody)?.[0];
  expect(await headerOf(mail, 'List-Unsubscribe')).toBe(`<${stop}>`);
  expect(await headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  expect(await recipientsOf(practice, broadcast.id)).toMatchObject([
    { professionalId: ada.id, status: 'sent' },
  ]);
  const again = await begun(practice, { kind: 'thanks_professionals', dryRun: true });
  expect(again.leftOut).toContainEqual(
    expect.objectContaining({ professionalId: ada.id, why: 'thanked_lately' }),
  );
});

test('clients are thanked for the quarter only where their own statement is held, whatever an enquirer ticked (M17, D4)', async () => {
  const practice = await quickPractice();
  const said = await clientWhoSaidSo(practice, { firstName: 'Ruth' });
  const named = await practice.client();
  await practice.refer({
    learnedFrom: 'enquirer',
    referrer: { clientId: named.id },
    mayThank: true,
    person: { firstName: 'Kim' },
  });
  const held = await clientWhoSaidSo(practice);
  await practice.ask('POST', `/clients/${held.id}/holds`, { code: 'held' });
  const complained = await clientWhoSaidSo(practice);
  await practice.ask('POST', `/clients/${complained.id}/holds`, { code: 'complaint' });
  const died = await clientWhoSaidSo(practice);
  await practice.ask('POST', `/clients/${died.id}/discharge`, {
    ending: 'deceased',
    on: daysAgo(1).slice(0, 10),
  });

  const plan = await begun(practice, { kind: 'thanks_personal', dryRun: true });
  const { id } = await begun(practice, { kind: 'thanks_personal' });
  await becomes(practice, id, { status: 'done' });

  expect(plan.recipients).toMatchObject([{ clientId: said.id, name: 'Ruth Rowan' }]);
  expect(Object.fromEntries(plan.leftOut.map(({ clientId, why }: Json) => [clientId, why]))).toEqual({
    [held.id]: 'held',
    [complained.id]: 'complaint',
    [died.id]: 'deceased',
  });
  const [mail] = await broadcastMailsTo(said.email);
  expect(mail.TextBody).toContain("your good word hasn't been forgotten");
  expect(mail.TextBody).not.toMatch(/\d+ (people|person)/);

  const link = /https?:\S+\/u\/\S+/.exec(mail.TextBody)?.[0] ?? '';
  const shown = await fetch(link);
  const once = /name="once" value="([^"]+)"/.exec(await shown.text())?.[1] ?? '';
  await fetch(link, { method: 'POST', body: new URLSearchParams({ once }) });
  const later = await begun(practice, { kind: 'thanks_personal', dryRun: true });
  expect(later.recipients).toEqual([]);
  expect(later.leftOut).toContainEqual(expect.objectContaining({ clientId: said.id, why: 'suppressed' }));
  const { id: thanks } = await practice.refer({ referrer: { clientId: said.id } });
  await until(async () => (await practice.referral(thanks)).acknowledgement.status === 'sent');
});

test('so many leave on a day, of all broadcasts together; whoever may no longer be written to when it is their turn is left out', async () => {
  const practice = await quickPractice();
  await practice.changePolicy({ broadcasts: { perDay: 2 } });
  for (let nth = 0; nth < 3; nth += 1) await colleagueWhoSent(practice);
  const clients = [await clientWhoSaidSo(practice), await clientWhoSaidSo(practice)];

  const first = await begun(practice, { kind: 'thanks_professionals' });
  await until(async () => (await practice.ask('GET', `/broadcasts/${first.id}`)).counts.sent === 2);
  const second = await begun(practice, { kind: 'thanks_personal' });
  const waiting = await recipientsOf(practice, second.id);

  expect(first).toMatchObject({ perDay: 2, counts: { frozen: 3 } });
  expect(waiting.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
  for (const { dueAt } of waiting) expect(Date.parse(dueAt)).toBeGreaterThan(Date.now());
  expect((await practice.call('POST', '/broadcasts', { kind: 'thanks_personal' })).status).toBe(409);

  await practice.ask('POST', `/clients/${clients[0]?.id}/holds`, { code: 'held' });
  await practice.changePolicy(PER_DAY_1000);
  await becomes(practice, first.id, { status: 'done' });
  const done = await becomes(practice, second.id, { status: 'done' });

  expect(done.counts).toEqual({ frozen: 2, sent: 1, waiting: 0, leftOut: 1, unknown: 0 });
  expect(await recipientsOf(practice, second.id)).toContainEqual(
    expect.objectContaining({ clientId: clients[0]?.id, status: 'left_out', why: 'held' }),
  );
});

test('it rests and goes on as often as somebody says so, and once cancelled nobody else is written to', async () => {
  const practice = await quickPractice();
  await practice.changePolicy({ broadcasts: { perDay: 1 } });
  for (let nth = 0; nth < 3; nth += 1) await clientWhoSaidSo(practice);
  const { id } = await begun(practice, { kind: 'thanks_personal' });
  await until(async () => (await practice.ask('GET', `/broadcasts/${id}`)).counts.sent === 1);
  const tell = (what: string) => practice.call('POST', `/broadcasts/${id}/${what}`);

  const answers = [];
  for (const what of ['pause', 'pause']) answers.push((await tell(what)).body.status);
  await practice.changePolicy(PER_DAY_1000);
  await practice.ask('PATCH', '/practice', { sending: 'paused' });
  for (const what of ['resume', 'resume']) answers.push((await tell(what)).body.status);
  const cancelled = await tell('cancel');
  await practice.ask('PATCH', '/practice', { sending: 'live' });

  expect(answers).toEqual(['paused', 'paused', 'running', 'running']);
  expect(cancelled.body).toMatchObject({
    status: 'cancelled',
    counts: { frozen: 3, sent: 1, waiting: 0, leftOut: 2, unknown: 0 },
  });
  for (const what of ['pause', 'resume', 'cancel']) expect((await tell(what)).status).toBe(409);
  expect((await begun(practice, { kind: 'thanks_personal', dryRun: true })).recipients).toHaveLength(3);
});

test('in rehearsal everybody is shown as it would have gone, and nobody counts as thanked', async () => {
  const practice = await quickPractice();
  const ada = await colleagueWhoSent(practice);
  await practice.ask('PATCH', '/practice', { sending: 'rehearsal' });

  const { id } = await begun(practice, { kind: 'thanks_professionals' });
  await becomes(practice, id, { status: 'done' });

  const [recipient] = await recipientsOf(practice, id);
  expect(recipient).toMatchObject({ status: 'left_out', why: 'would_send' });
  expect(await practice.ask('GET', `/messages/${recipient.messageId}`)).toMatchObject({
    status: 'would_send',
    text: expect.stringContaining('as the quarter turns'),
  });
  expect(await broadcastMailsTo(ada.email)).toEqual([]);
  const again = await begun(practice, { kind: 'thanks_professionals', dryRun: true });
  expect(again.recipients).toMatchObject([{ professionalId: ada.id, lastHadAt: null }]);
});

test('what was never found of a lost batch goes once more with the same Message-ID, and what was found does not (§3.6.6)', async () => {
  const practice = await quickPractice();
  const email = `r${randomBytes(4).toString('hex')}+fault-once-accept-reset+fault-late-index@example.org`;
  const found = await clientWhoSaidSo(practice);
  await clientWhoSaidSo(practice, { email });

  const { id } = await begun(practice, { kind: 'thanks_personal' });
  const done = await becomes(practice, id, { status: 'done' });

  expect(done.counts).toMatchObject({ frozen: 2, sent: 2, unknown: 0 });
  const { items } = await practice.ask('GET', '/messages?template=m17');
  expect(items.map(({ attempts }: Json) => attempts).toSorted()).toEqual([1, 2]);
  expect(await broadcastMailsTo(found.email)).toHaveLength(1);
});

test('a batch whose call fails, or whose answer is lost, reaches everybody once; who takes no mail is left out alone', async () => {
  const faults = ['500', '429', '503', 'accept-reset', 'html200'];

  const reached = await Promise.all(
    faults.map(async (fault) => {
      const practice = await quickPractice();
      const run = randomBytes(4).toString('hex');
      const tags = [`+fault-once-${fault}`, '+fault-406', ...Array.from({ length: 8 }, () => '')];
      const emails = tags.map((tag, nth) => `${run}-${nth}${tag}@example.org`);
      await manyColleagues(kindword, practice, emails);

      const { id } = await begun(practice, { kind: 'thanks_professionals' });
      const { counts } = await becomes(practice, id, { status: 'done' });

      const mails = await Promise.all(emails.map(broadcastMailsTo));
      const left = (await recipientsOf(practice, id)).filter(({ status }) => status === 'left_out');
      const suppressions = await practice.ask(
        'GET',
        `/suppressions?email=${encodeURIComponent(emails[1] ?? '')}`,
      );
      return { counts, mails: mails.map(({ length }) => length), left, suppressions: suppressions.items };
    }),
  );

  for (const { counts, mails, left, suppressions } of reached) {
    expect(counts).toEqual({ frozen: 10, sent: 9, waiting: 0, leftOut: 1, unknown: 0 });
    expect(mails).toEqual([1, 0, ...Array.from({ length: 8 }, () => 1)]);
    expect(left).toMatchObject([{ why: 'inactive_recipient' }]);
    expect(suppressions).toMatchObject([{ reason: 'inactive' }]);
  }
}, 90_000);

test('by a practice’s own mail server, an address that its owner gave free again is asked for first, and then has its mail', async () => {
  const practice = await quickPractice();
  await practice.ask('PATCH', '/practice', { postmarkServerToken: 'outbox-of-its-own' });
  const ada = await colleagueWhoSent(practice);
  await kindword.outbox.client.createSuppressions('broadcast', {
    Suppressions: [{ EmailAddress: ada.email }],
  });
  const thank = async () => {
    const { id } = await begun(practice, { kind: 'thanks_professionals' });
    return becomes(practice, id, { status: 'done' });
  };

  const refused = await thank();
  const { items } = await practice.ask('GET', `/suppressions?email=${encodeURIComponent(ada.email)}`);
  await practice.ask('DELETE', `/suppressions/${items[0].id}`);
  const sent = await thank();

  expect(refused.counts).toMatchObject({ sent: 0, leftOut: 1 });
  expect(sent.counts).toMatchObject({ sent: 1, leftOut: 0 });
  expect(await broadcastMailsTo(ada.email)).toHaveLength(1);
});

test('words that cannot be filled in for somebody let it rest, and one person is asked; mended, it goes on', async () => {
  const practice = await quickPractice();
  const words = (more: string) => `Hello {{ first }}, thank you.${more} {{ signer }}\n\n{{ opt_out }}`;
  const fails = "{% if first == 'Zebedee' %}{{ first.last }}{% endif %}";
  await practice.ask('PUT', '/templates/m16', { source: words(fails) });
  for (const firstName of ['Ruth', 'Zebedee', 'Tom']) await colleagueWhoSent(practice, { firstName });

  const { id } = await begun(practice, { kind: 'thanks_professionals' });
  const rests = await becomes(practice, id, { status: 'paused' });
  const { items: tasks } = await practice.ask('GET', '/tasks');
  await practice.ask('PUT', '/templates/m16', { source: words('') });
  await practice.ask('POST', `/broadcasts/${id}/resume`);
  const done = await becomes(practice, id, { status: 'done' });

  expect(rests.counts).toMatchObject({ frozen: 3, leftOut: 0, unknown: 0 });
  expect(rests.counts.waiting).toBeGreaterThanOrEqual(2);
  expect(tasks.filter(({ kind }: Json) => kind === 'message_held')).toMatchObject([{ why: 'cannot_write' }]);
  expect(done.counts).toMatchObject({ sent: 3 });
});

test('who has answered since is left out where that is asked for; who has opened is known to nobody', async () => {
  const practice = await quickPractice();
  const [quiet, answered] = [await clientWhoSaidSo(practice), await clientWhoSaidSo(practice)];
  const { id } = await begun(practice, { kind: 'thanks_personal' });
  await becomes(practice, id, { status: 'done' });
  await practice.refer({ referrer: { clientId: answered.id }, person: { firstName: 'Lou' } });

  const plan = await begun(practice, { kind: 'thanks_personal', onlyTo: 'not_answered', dryRun: true });
  const opened = await practice.call('POST', '/broadcasts', {
    kind: 'everything',
    onlyTo: 'not_opened',
    perDay: 0,
  });

  expect(plan.recipients.map(({ clientId }: Json) => clientId)).toEqual([quiet.id]);
  expect(plan.leftOut).toMatchObject([{ clientId: answered.id, why: 'answered' }]);
  expect(opened.status).toBe(422);
  expect(opened.body.errors.map(({ path }: Json) => path).toSorted()).toEqual(['kind', 'onlyTo', 'perDay']);
  expect(opened.body.detail).toContain('nobody knows who opened it');
});

test('when the review of a quarter is held, each practitioner alone hears kind words that may be passed on, and nobody else reads them (M20, S60)', async () => {
  const practice = await quickPractice();
  const anna = await practice.as(['practitioner']);
  const email = `anna-${randomBytes(4).toString('hex')}@example.org`;
  await practice.ask('PATCH', `/staff/${anna.staffId}`, { name: 'Anna Ash', email });
  await practice.as(['desk']);
  const day = Temporal.Now.zonedDateTimeISO(ZONE).subtract({ months: 3 });
  const period = `${day.year}-Q${Math.ceil(day.month / 3)}`;
  for (const [kindWords, mayShare] of [
    ['You made it easy to begin.', true],
    ['Nobody else may hear this.', false],
  ] as const) {
    const client = await practice.client({ practitionerId: anna.staffId });
    const at = new Date(day.epochMilliseconds).toISOString();
    const said = { instrument: 'csat', score: 5, at, kindWords, mayShare };
    await practice.ask('POST', `/clients/${client.id}/satisfaction`, said);
  }

  const review = await practice.ask('POST', '/reviews', { kind: 'quarterly', period });
  await practice.ask('POST', `/reviews/${review.id}/held`, { minutes: 20 });
  const note = await until(async () => {
    const { items } = await practice.ask('GET', '/messages?template=m20');
    return items[0]?.status === 'sent' && items;
  });

  expect(note).toHaveLength(1);
  expect(note[0]).toMatchObject({ staffId: anna.staffId, subject: 'A note for you', text: null });
  const { Messages } = await kindword.outbox.client.getOutboundMessages({
    recipient: email,
    count: 50,
    offset: 0,
  });
  const mails = await Promise.all(
    Messages.map(({ MessageID }) => kindword.outbox.client.getOutboundMessageDetails(MessageID)),
  );
  const mail = mails.find(({ Subject }) => Subject === 'A note for you');
  expect(mail?.TextBody?.replaceAll(/\s+/g, ' ').trim()).toBe(
    "Hello Anna, some people found us this year because somebody recommended the team. That's your work too. “You made it easy to begin.” Thank you.",
  );
});
