import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test as afterwards } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Client } from '../../entities/client.ts';
import { ownKeyHash } from '../../entities/crypto/look-up.ts';
import { IdempotencyKey } from '../../entities/idempotency-key.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { Message } from '../../entities/message.ts';
import { PrivacyCase } from '../../entities/privacy-case.ts';
import { Commitment } from '../../entities/commitment.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { Referral } from '../../entities/referral.ts';
import { SentAs } from '../../entities/sent-as.ts';
import { WebhookEvent } from '../../entities/webhook-event.ts';
import { type Tx } from '../../facts/transaction.ts';
import { openCommitment } from '../../facts/commitments/open-commitment.ts';
import { DAY_MS } from '../support/clock.ts';
import { everythingHeld } from '../support/everything-held.ts';
import { histories, Marks } from '../support/everything-written.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { inPractice } from '../support/in-practice.ts';
import { tasksOf } from '../support/tasks.ts';
import { isThanked } from '../support/thanks.ts';
import { ownNamespace } from '../support/parts.ts';

/** Record type, how many days ago it came, whether it was applied. */
const NEWS = [
  ['Bounce', 15, false],
  ['Inbound', 15, false],
  ['Inbound', 29, false],
  ['Delivery', 29, true],
  ['Delivery', 31, true],
] as const;
const YEARS_MS = 366 * DAY_MS;

let kindword: TestKindword;
beforeAll(async () => {
  const temporal = await ownNamespace();
  kindword = await startKindword({ temporal });
});
afterAll(() => kindword.stop());

const test = sideBySide();

function tx<T>(practice: TestPractice, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inPractice(kindword, practice, work);
}

function ago(days: number): Date {
  return new Date(Date.now() - days * DAY_MS);
}

/** As if nobody had looked for a while. */
function lookNow(practice: TestPractice): Promise<void> {
  return tx(practice, (inside) => openCommitment(inside, 'housekeeping', practice.practiceId));
}

async function referredAgo(practice: TestPractice, days: number, person: string): Promise<Json> {
  const friend = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: friend.id }, person: { firstName: person } });
  await tx(practice, ({ em }) => em.nativeUpdate(Referral, { id: referral.id }, { receivedAt: ago(days) }));
  return referral;
}

test('a first name that nobody followed up: somebody hears of it on day 21, on day 28 it is gone and its number stays', async () => {
  const practice = await kindword.practice();
  const marks = new Marks();
  const [young, warned, old] = [
    await referredAgo(practice, 20, marks.word()),
    await referredAgo(practice, 22, marks.word()),
    await referredAgo(practice, 29, marks.word()),
  ];
  await lookNow(practice);

  const gone = await until(async () => {
    const found = await practice.referral(old.id);
    return found.person === null ? found : null;
  });
  expect(gone.number).toBe(old.number);
  const held = await everythingHeld(kindword, practice.practiceId);
  expect(marks.foundIn(held)).toEqual(marks.all.slice(0, 2));
  const [task, ...more] = await tasksOf(practice, { kind: 'name_expires' });
  expect([task?.referralId, more]).toEqual([warned.id, []]);
  expect((await practice.referral(young.id)).person).not.toBeNull();
  const done = await practice.ask('POST', `/tasks/${task?.id}/done`);
  expect(done.status).toBe('done');
  const { items } = await practice.ask('GET', '/source-log');
  expect(items.map(({ number }: Json) => number)).toEqual([1, 2, 3]);
});

test('with a policy of seconds it happens by itself, and who has been in touch keeps their name', async () => {
  const practice = await kindword.practice();
  const friend = await practice.client();
  await practice.changePolicy({
    retention: { introduction: 'PT6S', unconverted: 'P90D', messageBodies: 'P365D' },
  });
  const referrer = { clientId: friend.id };
  const silent = await practice.refer({ referrer, person: { firstName: 'Sam' } });
  await practice.ask('POST', '/enquiries', { person: { firstName: 'Kim' }, referrer, via: 'phone' });
  const { items } = await practice.ask('GET', '/referrals');
  const inTouch = items.find(({ person }: Json) => person?.firstName === 'Kim');

  await until(async () => (await practice.referral(silent.id)).person === null, 60_000);

  expect((await practice.referral(inTouch.id)).person).toEqual({ firstName: 'Kim' });
}, 90_000);

test('who got in touch and came to nothing goes after 90 days with every trace; who waits for a place is kept', async () => {
  const practice = await kindword.practice();
  const marks = new Marks();
  const friend = await practice.client();
  const ask = (person: Json): Promise<Json> =>
    practice.ask('POST', '/enquiries', {
      person,
      via: 'phone',
      referrer: { clientId: friend.id },
      answer: marks.word(),
    });
  const [gone, waiting, recent] = [
    await ask(marks.person()),
    await ask({ firstName: 'Wim', email: 'wim@example.org' }),
    await ask({ firstName: 'Ruth', email: 'ruth@example.org' }),
  ];
  await practice.ask('POST', `/enquiries/${waiting.id}/close`, { reason: 'waitlisted' });
  await tx(practice, ({ em }) =>
    em.execute('update enquiry set last_contact_at = ?, recorded_at = ? where id in (?, ?)', [
      ago(91).toISOString(),
      ago(91).toISOString(),
      gone.id,
      waiting.id,
    ]),
  );
  await lookNow(practice);

  const erased = await until(async () => {
    const found = await practice.ask('GET', `/enquiries/${gone.id}`);
    return found.person === null ? found : null;
  });
  expect(erased).toMatchObject({ stage: 'closed', answer: null });
  expect(erased.timeline.map(({ what }: Json) => what)).toContain('erased');
  const kept = await Promise.all([waiting, recent].map(({ id }) => practice.ask('GET', `/enquiries/${id}`)));
  expect(kept.map(({ person }) => person?.firstName)).toEqual(['Wim', 'Ruth']);
  const held = await everythingHeld(kindword, practice.practiceId);
  expect(marks.foundIn(held)).toEqual(marks.all.slice(-2));
  expect((await tasksOf(practice, { kind: 'get_in_touch' })).map(({ enquiryId }) => enquiryId)).toEqual([
    recent.id,
  ]);
});

test('mails that came in, words of old e-mails, links, keys and old entries of the audit log go when their time is over (§3.5)', async () => {
  const practice = await kindword.practice({
    acknowledgement: {
      solo: true,
      remindAt: 'PT0.1S',
      escalateAt: 'PT0.2S',
      sendAt: 'PT0.4S',
      soloSendAt: 'PT0.3S',
      deadline: 'PT60S',
    },
  });
  const client = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: client.id } });
  await isThanked(practice, referral.id);
  await practice.call(
    'POST',
    '/clients',
    { firstName: 'Key', externalRef: 'k-1' },
    { 'Idempotency-Key': 'old' },
  );
  const mail = {
    reasons: [],
    confidence: 1,
    kind: 'reply' as const,
    receivedAt: ago(40),
    createdAt: ago(40),
    updatedAt: ago(40),
  };
  await tx(practice, async ({ em, practiceId }) => {
    await em.nativeUpdate(Message, { referralId: referral.id, purpose: 'thanks' }, { updatedAt: ago(366) });
    await em.nativeUpdate(
      IdempotencyKey,
      { key: ownKeyHash(practice.staffId, 'old') },
      { createdAt: ago(8) },
    );
    em.create(PublicToken, {
      hash: 'x'.repeat(32),
      practiceId,
      purpose: 'friday',
      subjectId: randomUUID(),
      createdAt: ago(20),
      expiresAt: ago(1),
    });
    for (const [recordType, days, isApplied] of NEWS)
      em.create(WebhookEvent, {
        dedupeKey: `${practiceId}/${recordType}/${days}`,
        recordType,
        payload: isApplied ? null : '{}',
        receivedAt: ago(days),
        nextTryAt: new Date(Date.now() + DAY_MS),
        attempts: 20,
        ...(isApplied ? { appliedAt: ago(days), outcome: 'delivered' } : {}),
      });
    em.create(AuditEntry, {
      practiceId,
      at: new Date(Date.now() - 6 * YEARS_MS),
      actor: 'staff',
      action: 'old',
      entity: 'client',
      fields: [],
    });
    for (const status of ['needs_check', 'applied'] as const)
      em.create(InboundMail, {
        practiceId,
        ...mail,
        status,
        messageIdHash: status,
        contentHash: status,
        raw: 'Hello',
        keepUntil: ago(status === 'applied' ? -1 : 1),
      });
  });
  await lookNow(practice);

  const words = await until(async () => {
    const [found] = await tx(practice, ({ em }) =>
      em.find(Message, { referralId: referral.id, purpose: 'thanks' }),
    );
    return found?.wordsHash ? found : null;
  });
  expect([words.text ?? null, words.to ?? null, Boolean(words.toHash)]).toEqual([null, null, true]);
  const ofPractice = { dedupeKey: { $like: `${practice.practiceId}/%` } };
  const news = await until(async () => {
    const found = await tx(practice, ({ em }) =>
      em.find(WebhookEvent, ofPractice, { orderBy: { dedupeKey: 'asc' }, disableIdentityMap: true }),
    );
    return found.length === 4 && found.filter(({ outcome }) => outcome === 'too_old').length === 2
      ? found
      : null;
  });
  expect(
    news.map(({ dedupeKey, payload }) => [dedupeKey.split('/').slice(1).join(), payload ?? null]),
  ).toEqual([
    ['Bounce,15', null],
    ['Delivery,29', null],
    ['Inbound,15', '{}'],
    ['Inbound,29', null],
  ]);
  expect(await tx(practice, ({ em }) => em.count(SentAs, { messageId: words.id }))).toBe(0);
  const left = await until(async () => {
    const found = await tx(practice, async ({ em, practiceId }) => ({
      keys: await em.count(IdempotencyKey, { key: ownKeyHash(practice.staffId, 'old') }),
      links: await em.count(PublicToken, { practiceId, expiresAt: { $ne: null } }),
      entries: await em.count(AuditEntry, { action: 'old' }),
      mails: (await em.find(InboundMail, {}, { orderBy: { status: 'asc' } })).map(({ status, raw }) => [
        status,
        raw ?? null,
      ]),
    }));
    return found.keys + found.links + found.entries === 0 ? found : null;
  });
  expect(left.mails).toEqual([
    ['applied', 'Hello'],
    ['ignored', null],
  ]);
});

test('of a new client nobody said how they came: after a week somebody is asked to ask, once; imported ones are not', async () => {
  const practice = await kindword.practice();
  const [unknown, imported, recent] = [
    await practice.client(),
    await practice.client(),
    await practice.client(),
  ];
  await tx(practice, async ({ em }) => {
    await em.nativeUpdate(Client, { id: unknown.id }, { createdAt: ago(8) });
    await em.nativeUpdate(Client, { id: imported.id }, { createdAt: ago(8), imported: true });
  });
  for (let round = 0; round < 2; round += 1) {
    await lookNow(practice);
    await until(async () => (await tasksOf(practice, { kind: 'ask_source' })).length > 0);
  }

  const asked = await tasksOf(practice, { kind: 'ask_source' });
  expect(asked.map(({ clientId }) => clientId)).toEqual([unknown.id]);
  expect(recent.id).not.toBe(unknown.id);
  await practice.ask('POST', '/intake', { clientId: unknown.id, sourceKind: 'search' });
  expect(await tasksOf(practice, { kind: 'ask_source' })).toEqual([]);
});

test('a complaint and an incident: a task at once, a word before the limit, and what is late is seen to be late', async () => {
  const practice = await kindword.practice();
  const complaint = await practice.ask('POST', '/complaints', {
    subject: 'A note',
    receivedAt: ago(22).toISOString(),
  });
  const incident = await practice.ask('POST', '/incidents', {
    subject: 'A letter',
    awareAt: ago(2.5).toISOString(),
  });
  const late = await practice.ask('POST', '/incidents', {
    subject: 'Long ago',
    awareAt: ago(4).toISOString(),
  });
  expect(
    (await tasksOf(practice, { kind: 'report_incident' })).map(({ subjectId }) => subjectId).toSorted(),
  ).toEqual([incident.id, late.id].toSorted());

  await until(async () => {
    const cases = await tx(practice, ({ em }) => em.find(PrivacyCase, {}));
    return cases.every(({ warnedAt }) => warnedAt);
  }, 30_000);

  const tasks = await tasksOf(practice, { kind: 'answer_complaint' });
  expect(tasks.map(({ why }) => why).toSorted()).toEqual([null, 'warning']);
  const { items } = await practice.ask('GET', '/incidents?overdue=true');
  expect(items.map(({ id, overdue }: Json) => [id, overdue])).toEqual([[late.id, true]]);
  const closed = await practice.ask('POST', `/complaints/${complaint.id}/closed`);
  expect(closed.closedAt).not.toBeNull();
  expect(await tasksOf(practice, { kind: 'answer_complaint' })).toEqual([]);
  expect((await practice.call('POST', `/complaints/${complaint.id}/closed`)).status).toBe(409);
  expect((await practice.call('POST', `/incidents/${complaint.id}/closed`)).status).toBe(404);
});

afterwards(
  'a practice is looked at again by itself, a day away at most, and no history names anybody',
  async () => {
    const practice = await kindword.practice();
    const marks = new Marks();
    await referredAgo(practice, 29, marks.word());
    await lookNow(practice);

    const promise = await until(async () => {
      const [found] = await tx(practice, ({ em, practiceId }) =>
        em.find(Commitment, { kind: 'housekeeping', subjectId: practiceId }, { disableIdentityMap: true }),
      );
      return found && !found.keptAt && found.dueAt.getTime() > Date.now() + 60_000 ? found : null;
    });
    expect(promise.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + DAY_MS);
    expect(marks.foundIn(await histories(kindword))).toEqual([]);
  },
);
