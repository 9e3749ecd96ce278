import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test as afterwards } from '@jest/globals';
import { SUBJECTS } from '../../policy/outbound-mail/subjects.ts';
import { today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';
import { mailsTo } from '../support/mails.ts';
import { postmarkSays } from '../support/mail-server.ts';
import { thanksBecome } from '../support/thanks.ts';
import { tasksOf, taskOf } from '../support/tasks.ts';

const STEPS = {
  deadline: 'PT20S',
  remindAt: 'PT0.1S',
  escalateAt: 'PT0.2S',
  soloSendAt: 'PT0.3S',
  solo: false,
};
const AT_ONCE = { ...STEPS, sendAt: 'PT0.3S' };
const IN_A_MOMENT = { ...STEPS, sendAt: 'PT2S' };
/** Nobody is reminded, so that fifty thanks are fifty e-mails. */
const MANY = {
  deadline: 'PT4M',
  remindAt: 'PT1M',
  escalateAt: 'PT2M',
  sendAt: 'PT3M',
  soloSendAt: 'PT0.3S',
  solo: true,
};
const LATER = { deadline: 'PT48H', remindAt: 'PT24H', escalateAt: 'PT36H', sendAt: 'PT44H' };

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ acknowledgement: AT_ONCE });
});
afterAll(() => kindword.stop());

const test = sideBySide();

/** Whatever was due before this one has gone too. */
async function untilAnotherIsThanked(where: TestPractice): Promise<void> {
  const { id } = await where.client();
  const referral = await where.refer({ referrer: { clientId: id } });
  await thanksBecome(where, referral.id, { status: 'sent' });
}

async function thanksOf(where: TestPractice, referralId: string): Promise<Json> {
  const { items } = await where.ask('GET', `/messages?referralId=${referralId}`);
  return items.find(({ template }: Json) => template !== 'm26');
}

test('a line that a person adds is in the mail, and a second one is refused (S34)', async () => {
  const later = await kindword.practice({ acknowledgement: LATER });
  const client = await later.client();
  const referral = await later.refer({ referrer: { clientId: client.id } });

  await later.ask('POST', `/referrals/${referral.id}/acknowledgement`, { addLine: 'It made our day.' });
  const second = await later.call('POST', `/referrals/${referral.id}/acknowledgement`, {
    addLine: 'And another.',
  });

  expect(second.status).toBe(409);
  expect((await thanksBecome(later, referral.id, { status: 'sent' })).acknowledgement.by).toBe(later.staffId);
  const mails = await mailsTo(kindword.outbox, client.email);
  expect(mails).toHaveLength(1);
  expect(mails[0].TextBody).toContain('It made our day.');
});

test.each(['phone', 'card', 'in_person'])(
  'thanked by hand (%s): nothing is mailed and the task is done',
  async (byHand) => {
    const where = await kindword.practice({ acknowledgement: IN_A_MOMENT });
    const client = await where.client();
    const referral = await where.refer({ referrer: { clientId: client.id } });
    await taskOf(where, { referralId: referral.id });

    const thanked = await where.ask('POST', `/referrals/${referral.id}/acknowledgement`, { byHand });
    await untilAnotherIsThanked(where);

    expect(thanked.acknowledgement).toMatchObject({ status: 'done_by_hand', byHand });
    expect(await where.referral(referral.id)).toMatchObject({
      acknowledgement: { status: 'done_by_hand', byHand },
    });
    expect(await mailsTo(kindword.outbox, client.email)).toEqual([]);
    expect(await tasksOf(where, { referralId: referral.id })).toEqual([]);
    expect((await tasksOf(where, { referralId: referral.id }, 'done')).map(({ kind }) => kind)).toEqual([
      'thank',
    ]);
  },
);

test('not permitted: no mail and no task; with the enquirer’s yes, thanks within the deadline from then', async () => {
  const client = await practice.client();
  const referral = await practice.refer({ learnedFrom: 'enquirer', referrer: { clientId: client.id } });
  await untilAnotherIsThanked(practice);
  expect(await practice.referral(referral.id)).toMatchObject({
    acknowledgement: { status: 'not_permitted', dueAt: null },
  });
  expect(await mailsTo(kindword.outbox, client.email)).toEqual([]);
  expect(await tasksOf(practice, { referralId: referral.id })).toEqual([]);

  const said = Date.now();
  const permission = { mayThank: true, wordingVersion: 'm4-1', spoken: true };
  await practice.ask('POST', `/referrals/${referral.id}/permission`, permission);

  const { acknowledgement } = await thanksBecome(practice, referral.id, { status: 'sent' });
  expect(Date.parse(acknowledgement.dueAt ?? '')).toBeGreaterThanOrEqual(said + 20_000);
  expect(acknowledgement.late).toBe(false);
  expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(1);
});

test('a yes that is taken back stops what has not left', async () => {
  const where = await kindword.practice({ acknowledgement: IN_A_MOMENT });
  const client = await where.client();
  const referral = await where.refer({
    learnedFrom: 'enquirer',
    mayThank: true,
    referrer: { clientId: client.id },
  });
  await taskOf(where, { referralId: referral.id });

  await where.ask('POST', `/referrals/${referral.id}/permission`, {
    mayThank: false,
    wordingVersion: 'm4-1',
  });
  await untilAnotherIsThanked(where);

  expect((await where.referral(referral.id)).acknowledgement.status).toBe('not_permitted');
  expect(await mailsTo(kindword.outbox, client.email)).toEqual([]);
  expect(await tasksOf(where, { referralId: referral.id })).toEqual([]);
});

test.each([
  ['referrer', undefined, 'sent'],
  ['referrer', false, 'not_permitted'],
  ['link', undefined, 'not_permitted'],
  ['link', true, 'sent'],
  ['enquirer', undefined, 'not_permitted'],
  ['enquirer', false, 'not_permitted'],
  ['enquirer', true, 'sent'],
])('learned from %s, mayThank %j: %s (§3.3, D4)', async (learnedFrom, mayThank, status) => {
  const client = await practice.client();

  const referral = await practice.refer({
    learnedFrom,
    referrer: { clientId: client.id },
    ...(mayThank === undefined ? {} : { mayThank }),
  });

  await thanksBecome(practice, referral.id, { status });
  if (status === 'not_permitted') await untilAnotherIsThanked(practice);
  expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(status === 'sent' ? 1 : 0);
});

test.each([
  ['gp', 'Dear'],
  ['therapist_other_niche', 'Hello'],
])('a letter from a colleague (%s) is a receipt and no more', async (kind, greeting) => {
  const colleague = await practice.professional({ kind });

  const referral = await practice.refer({
    learnedFrom: 'professional_letter',
    via: 'letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: 'Zebedee', phone: '+44 20 7946 0000' },
  });

  await thanksBecome(practice, referral.id, { status: 'sent' });
  const [mail] = await mailsTo(kindword.outbox, colleague.email);
  expect(mail.TextBody.startsWith(greeting)).toBe(true);
  expect(mail.TextBody).not.toContain('Zebedee');
});

test('a name is matched by a person: to a colleague, or to nobody we know, who is not thanked', async () => {
  const colleague = await practice.professional();
  const [known, unknown] = [
    await practice.refer({ referrer: { firstName: 'Jo' } }),
    await practice.refer({ referrer: { firstName: 'Sarah' } }),
  ];
  await until(async () =>
    (await tasksOf(practice, { referralId: known.id })).find(({ kind }) => kind === 'match_referrer'),
  );

  await practice.ask('POST', `/referrals/${known.id}/match`, { professionalId: colleague.id });
  await practice.ask('POST', `/referrals/${unknown.id}/match`, { nobody: true });

  await thanksBecome(practice, known.id, { status: 'sent' });
  await thanksBecome(practice, unknown.id, { status: 'let_go' });
  expect(await mailsTo(kindword.outbox, colleague.email)).toHaveLength(1);
  expect(await tasksOf(practice, { referralId: unknown.id })).toEqual([]);
});

test('an address is not guessed at: known, it is that record’s; unknown and their own word, it is theirs', async () => {
  const client = await practice.client({ firstName: 'Sarah' });
  const stranger = `stranger-${randomUUID()}@example.org`;

  const linked = await practice.refer({
    referrer: { firstName: 'sarah', email: client.email.toUpperCase() },
  });
  const own = await practice.refer({ referrer: { firstName: 'Una', email: stranger } });

  expect(linked.referrer).toEqual({ clientId: client.id });
  await thanksBecome(practice, linked.id, { status: 'sent' });
  await thanksBecome(practice, own.id, { status: 'sent' });
  expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(1);
  expect((await mailsTo(kindword.outbox, stranger))[0].TextBody).toContain('Hello Una');
});

test('an address that only the enquirer gave is not written to, whenever the yes comes', async () => {
  const [early, late] = [`a-${randomUUID()}@example.org`, `b-${randomUUID()}@example.org`];
  const enquirer = { learnedFrom: 'enquirer', via: 'form' };
  const first = await practice.refer({
    ...enquirer,
    mayThank: true,
    referrer: { firstName: 'Una', email: early },
  });
  const second = await practice.refer({ ...enquirer, referrer: { firstName: 'Una', email: late } });
  await practice.ask('POST', `/referrals/${second.id}/permission`, {
    mayThank: true,
    wordingVersion: 'm4-1',
  });

  await thanksBecome(practice, first.id, { status: 'needs_person', needsPerson: 'unmatched' });
  await thanksBecome(practice, second.id, { status: 'needs_person', needsPerson: 'unmatched' });
  await untilAnotherIsThanked(practice);

  expect(await mailsTo(kindword.outbox, early)).toEqual([]);
  expect(await mailsTo(kindword.outbox, late)).toEqual([]);
});

const held = (code: string) => ({
  async stop(where: TestPractice, client: Json) {
    return where.ask('POST', `/clients/${client.id}/holds`, { code });
  },
  async mend(where: TestPractice, client: Json, hold: Json) {
    await where.ask('DELETE', `/clients/${client.id}/holds/${hold.id}`);
  },
});
const ended = (ending: string) => ({
  async stop(where: TestPractice, client: Json) {
    return where.ask('POST', `/clients/${client.id}/discharge`, { ending, on: today() });
  },
  async mend(where: TestPractice, client: Json) {
    await where.ask('POST', `/clients/${client.id}/discharge`, { ending: 'planned_met', on: today() });
  },
});

test.each([
  ['referrer_deceased', ended('deceased')],
  ['referrer_ended', ended('ended_by_practice')],
  ['referrer_held', held('held')],
  ['referrer_complaint', held('complaint')],
  ['no_email', held('do_not_email')],
])(
  '%s: no e-mail goes by itself, a person has a task; once it no longer holds, it goes',
  async (needsPerson, { stop, mend }) => {
    const client = await practice.client();
    const stopped = await stop(practice, client);
    const referral = await practice.refer({ referrer: { clientId: client.id } });
    await thanksBecome(practice, referral.id, { status: 'needs_person', needsPerson });
    const task = await taskOf(practice, { referralId: referral.id });
    expect(task.kind).toBe('thank_by_hand');
    await untilAnotherIsThanked(practice);
    expect(await mailsTo(kindword.outbox, client.email)).toEqual([]);

    await mend(practice, client, stopped);

    await thanksBecome(practice, referral.id, { status: 'sent' });
    expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(1);
    expect(await tasksOf(practice, { referralId: referral.id })).toEqual([]);
  },
);

test('no address: a person’s task; an address that is added later is written to', async () => {
  const client = await practice.client({ email: undefined, externalRef: `ref-${randomUUID()}` });
  const referral = await practice.refer({ referrer: { clientId: client.id } });
  await thanksBecome(practice, referral.id, { status: 'needs_person', needsPerson: 'no_email' });
  const email = `robin-${randomUUID()}@example.org`;

  await practice.ask('PATCH', `/clients/${client.id}`, { email });

  await thanksBecome(practice, referral.id, { status: 'sent' });
  expect(await mailsTo(kindword.outbox, email)).toHaveLength(1);
});

test('a hold that is placed while the draft waits stops it', async () => {
  const where = await kindword.practice({ acknowledgement: IN_A_MOMENT });
  const client = await where.client();
  const referral = await where.refer({ referrer: { clientId: client.id } });
  await taskOf(where, { referralId: referral.id });

  await where.ask('POST', `/clients/${client.id}/holds`, { code: 'held' });
  await untilAnotherIsThanked(where);

  expect((await where.referral(referral.id)).acknowledgement.needsPerson).toBe('referrer_held');
  expect(await mailsTo(kindword.outbox, client.email)).toEqual([]);
});

test('a complaint about one practice’s e-mail silences all; the thanks that was sent stays sent', async () => {
  const email = `robin-${randomUUID()}@example.org`;
  const sent = await practice.refer({ referrer: { clientId: (await practice.client({ email })).id } });
  await thanksBecome(practice, sent.id, { status: 'sent' });
  const { sid } = await thanksOf(practice, sent.id);
  await postmarkSays(kindword, {
    RecordType: 'SpamComplaint',
    Type: 'SpamComplaint',
    Email: email,
    MessageID: randomUUID(),
    Metadata: { sid },
  });

  const other = await kindword.practice({ acknowledgement: AT_ONCE });
  const referral = await other.refer({ referrer: { clientId: (await other.client({ email })).id } });

  await thanksBecome(other, referral.id, { status: 'needs_person', needsPerson: 'suppressed' });
  expect((await practice.referral(sent.id)).acknowledgement.status).toBe('sent');
  expect(await mailsTo(kindword.outbox, email)).toHaveLength(1);
});

test('what somebody at the mail provider’s switched off concerns one practice, and is over when it is switched on', async () => {
  const email = `robin-${randomUUID()}@example.org`;
  const client = await practice.client({ email });
  const first = await practice.refer({ referrer: { clientId: client.id } });
  await thanksBecome(practice, first.id, { status: 'sent' });
  const { sid } = await thanksOf(practice, first.id);
  const changed = {
    RecordType: 'SubscriptionChange',
    Recipient: email,
    MessageID: randomUUID(),
    Metadata: { sid },
  };
  await postmarkSays(kindword, {
    ...changed,
    SuppressSending: true,
    SuppressionReason: 'ManualSuppression',
    Origin: 'Customer',
    ChangedAt: '2026-01-01T00:00:00Z',
  });

  const silenced = await practice.refer({ referrer: { clientId: client.id } });
  const other = await kindword.practice({ acknowledgement: AT_ONCE });
  const elsewhere = await other.refer({ referrer: { clientId: (await other.client({ email })).id } });

  await thanksBecome(practice, silenced.id, { status: 'needs_person', needsPerson: 'suppressed' });
  await thanksBecome(other, elsewhere.id, { status: 'sent' });
  await postmarkSays(kindword, { ...changed, SuppressSending: false, ChangedAt: '2026-01-02T00:00:00Z' });
  await thanksBecome(practice, silenced.id, { status: 'sent' });
});

test.each(['bounce', 'soft-bounce'])(
  'a %s means that nobody was thanked: a person finds another way',
  async (fate) => {
    const email = `robin-${randomUUID()}+${fate}@example.org`;
    const client = await practice.client({ email });
    const referral = await practice.refer({ referrer: { clientId: client.id } });

    const bounced = await thanksBecome(practice, referral.id, {
      status: 'needs_person',
      delivery: 'bounced',
    });
    expect(bounced.acknowledgement.needsPerson).toBe('bounced');
    const task = await until(async () =>
      (await tasksOf(practice, { referralId: referral.id })).find(({ kind }) => kind === 'thank_by_hand'),
    );
    await practice.ask('POST', `/tasks/${task.id}/done`, { byHand: 'phone' });

    expect((await practice.referral(referral.id)).acknowledgement).toMatchObject({
      status: 'done_by_hand',
      byHand: 'phone',
      delivery: 'bounced',
    });
    expect(await mailsTo(kindword.outbox, email)).toHaveLength(1);
  },
);

test('events that come twice, or in the wrong order, change nothing', async () => {
  const client = await practice.client();
  const referral = await practice.refer({ referrer: { clientId: client.id } });
  await thanksBecome(practice, referral.id, { status: 'sent', delivery: 'delivered' });
  const { sid } = await thanksOf(practice, referral.id);
  const about = { MessageID: randomUUID(), Metadata: { sid } };
  const bounce = {
    ...about,
    RecordType: 'Bounce',
    Type: 'SoftBounce',
    Email: client.email,
    BouncedAt: '2026-01-01T00:00:00Z',
  };
  await postmarkSays(kindword, bounce);
  await thanksBecome(practice, referral.id, { status: 'needs_person', delivery: 'bounced' });
  await taskOf(practice, { referralId: referral.id });
  await practice.ask('POST', `/referrals/${referral.id}/acknowledgement`, { byHand: 'card' });
  const before = await practice.referral(referral.id);

  await postmarkSays(kindword, bounce);
  await postmarkSays(kindword, { ...bounce, BouncedAt: '2026-01-01T00:00:01Z' });
  await postmarkSays(kindword, {
    ...about,
    RecordType: 'Delivery',
    Recipient: client.email,
    DeliveredAt: '2026-01-01T00:00:00Z',
  });
  await postmarkSays(kindword, { RecordType: 'Open', Recipient: client.email, ...about });

  const after = await practice.referral(referral.id);
  expect({ ...after, updatedAt: null }).toEqual({ ...before, updatedAt: null });
});

test('after rehearsal a practice goes live: what was only shown stays, unless a person sends it', async () => {
  const where = await kindword.practice({ acknowledgement: AT_ONCE, sending: 'rehearsal' });
  const client = await where.client();
  const shown = await where.refer({ referrer: { clientId: client.id } });
  await thanksBecome(where, shown.id, { status: 'would_send' });
  await where.ask('POST', `/referrals/${shown.id}/acknowledgement`);
  await thanksBecome(where, shown.id, { status: 'would_send' });

  await where.ask('PATCH', '/practice', { sending: 'live' });
  await untilAnotherIsThanked(where);
  expect(await mailsTo(kindword.outbox, client.email)).toEqual([]);
  await where.ask('POST', `/referrals/${shown.id}/acknowledgement`);

  await thanksBecome(where, shown.id, { status: 'sent' });
  expect(await mailsTo(kindword.outbox, client.email)).toHaveLength(1);
});

test('while paused nothing leaves, not even to staff; resumed, it goes', async () => {
  const where = await kindword.practice({ acknowledgement: AT_ONCE });
  await where.ask('PATCH', '/practice', { sending: 'paused' });
  const client = await where.client();
  const referral = await where.refer({ referrer: { clientId: client.id } });
  await until(async () =>
    (await where.referral(referral.id)).timeline.some(({ what }: Json) => what === 'escalated'),
  );
  await untilAnotherIsThanked(practice);
  expect(await mailsTo(kindword.outbox, client.email)).toEqual([]);

  await where.ask('PATCH', '/practice', { sending: 'live' });

  await thanksBecome(where, referral.id, { status: 'sent' });
});

test('what a new policy makes due earlier is done now, although nobody rang', async () => {
  const where = await kindword.practice({ acknowledgement: LATER });
  const client = await where.client();
  const referral = await where.refer({ referrer: { clientId: client.id } });
  await taskOf(where, { referralId: referral.id });

  const policy = await where.ask('GET', '/practice/policy');
  await where.changePolicy({ acknowledgement: { ...policy.acknowledgement, ...AT_ONCE } });

  await thanksBecome(where, referral.id, { status: 'sent' });
});

test('the same friend told of twice is one referral; another friend of that name is another', async () => {
  const client = await practice.client();
  const sam = { referrer: { clientId: client.id }, person: { firstName: 'Sam' } };
  const first = await practice.refer(sam);

  const again = await practice.call('POST', '/referrals', { learnedFrom: 'referrer', via: 'phone', ...sam });
  const other = await practice.call('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'phone',
    ...sam,
    distinct: true,
  });
  const colleague = await practice.professional();
  const letter = {
    learnedFrom: 'professional_letter',
    via: 'letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: 'Sam', email: 'sam@example.org' },
  };
  const lettered = await practice.call('POST', '/referrals', letter);
  const letteredAgain = await practice.call('POST', '/referrals', { ...letter, distinct: true });

  expect(again).toMatchObject({ status: 200, body: { id: first.id, duplicateOf: first.id } });
  expect(other.status).toBe(201);
  expect(letteredAgain).toMatchObject({ status: 200, body: { id: lettered.body.id } });
  expect(letteredAgain.body.duplicateOf).toBeUndefined();
});

afterwards(
  'fifty at once: numbers without a gap, and each is thanked once',
  async () => {
    const where = await kindword.practice({ acknowledgement: MANY });
    const clients: Json[] = await Promise.all(Array.from({ length: 50 }, () => where.client()));

    const referrals = await Promise.all(clients.map(({ id }) => where.refer({ referrer: { clientId: id } })));

    expect(referrals.map(({ number }) => number).toSorted((one, two) => one - two)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    for (const { id } of referrals) await thanksBecome(where, id, { status: 'sent' });
    const counts = await Promise.all(
      clients.map(async ({ email }) => (await mailsTo(kindword.outbox, email)).length),
    );
    expect(counts).toEqual(counts.map(() => 1));
  },
  120_000,
);

test('a person and the machine at the same moment: neither is turned away, and one thanks is given', async () => {
  const where = await kindword.practice({ acknowledgement: AT_ONCE });
  const clients: Json[] = await Promise.all(Array.from({ length: 12 }, () => where.client()));
  const answers: number[] = [];

  const referrals = await Promise.all(
    clients.map(async ({ id }) => {
      const referral = await where.refer({ referrer: { clientId: id } });
      const task = await until(async () => {
        const tasks = [
          ...(await tasksOf(where, { referralId: referral.id })),
          ...(await tasksOf(where, { referralId: referral.id }, 'done')),
        ];
        return tasks[0];
      });
      answers.push((await where.call('POST', `/tasks/${task.id}/done`, { byHand: 'phone' })).status);
      return referral;
    }),
  );

  expect(answers.filter((status) => status !== 200 && status !== 409)).toEqual([]);
  for (const [index, { id }] of referrals.entries()) {
    const thanked = await until(async () => {
      const { acknowledgement } = await where.referral(id);
      return acknowledgement.status === 'due' ? null : acknowledgement;
    });
    const mails = await mailsTo(kindword.outbox, clients[index].email);
    expect([thanked.status, mails.length]).toEqual(
      thanked.status === 'sent' ? ['sent', 1] : ['done_by_hand', 0],
    );
  }
});

test('the thanks is the same to the byte, whatever else is known (§3.2)', async () => {
  const where = await kindword.practice({ acknowledgement: AT_ONCE });
  const everythingElse = [
    {},
    { person: { firstName: 'Sam' } },
    { person: { firstName: 'Alex' }, mayName: true, practitionerId: where.staffId },
    {
      via: 'in_person',
      learnedFrom: 'enquirer',
      mayThank: true,
      person: { firstName: 'Kim', email: 'kim@example.org' },
      personAgreed: true,
    },
  ];

  const texts = await Promise.all(
    everythingElse.map(async ({ person, ...known }) => {
      const client = await where.client({ firstName: 'Robin' });
      const friend = person && 'email' in person ? { firstName: person.firstName } : person;
      const referral = await where.refer({
        referrer: { clientId: client.id },
        ...known,
        ...(friend ? { person: friend } : {}),
      });
      await thanksBecome(where, referral.id, { status: 'sent' });
      const [mail] = await mailsTo(kindword.outbox, client.email);
      return { subject: mail.Subject, text: mail.TextBody, html: mail.HtmlBody };
    }),
  );

  expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1);
});

test('a name from which no letter can be made is a person’s matter, not an endless try', async () => {
  const client = await practice.client({ firstName: 'http://' });

  const referral = await practice.refer({ referrer: { clientId: client.id } });

  await thanksBecome(practice, referral.id, { status: 'needs_person', needsPerson: 'cannot_write' });
});

afterwards('every subject that ever left is of the closed list', async () => {
  const { Messages } = await kindword.outbox.client.getOutboundMessages({ count: 500, offset: 0 });

  expect(Messages.length).toBeGreaterThan(100);
  expect([...new Set(Messages.map(({ Subject }) => Subject))].toSorted()).toEqual(
    [SUBJECTS.thanks, SUBJECTS.waiting].toSorted(),
  );
});
