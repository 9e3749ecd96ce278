import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { daysAgo } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Answered, Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

function enquire(change: Record<string, unknown> = {}, by = practice): Promise<Json> {
  return by.ask('POST', '/enquiries', { person: { firstName: 'Sam' }, via: 'phone', ...change });
}

function goes(id: string, stage: string, by = practice): Promise<Answered> {
  return by.call('POST', `/enquiries/${id}/progress`, { stage });
}

async function comes(id: string): Promise<Json> {
  for (const stage of ['contacted', 'booked']) await goes(id, stage);
  return (await goes(id, 'attended')).body;
}

async function log(by = practice): Promise<Json[]> {
  return (await by.ask('GET', '/source-log?limit=200')).items;
}

const paths = ({ body }: Answered): string[] => body.errors.map(({ path }: Json) => path);

test('every wrong field is named at once, and nothing is kept', async () => {
  const own = await kindword.practice();

  const wrong = await own.call('POST', '/enquiries', {
    person: { firstName: ' ', email: 'no address', phone: 'x' },
    via: 'pigeon',
    onBehalf: 'neighbour',
    mayThank: true,
    hops: [{ kind: 'rumour' }],
    receivedAt: '2999-01-01T00:00:00Z',
    colour: 'green',
  });
  const unknown = await own.call('POST', '/enquiries', {
    person: { firstName: 'Sam' },
    via: 'form',
    sourceId: randomUUID(),
    hops: [{ kind: 'client', clientId: randomUUID() }],
  });

  expect(wrong.status).toBe(422);
  expect(paths(wrong).toSorted()).toEqual(
    [
      'colour',
      'hops.0.kind',
      'mayThank',
      'onBehalf',
      'person.email',
      'person.firstName',
      'person.phone',
      'receivedAt',
      'via',
    ].toSorted(),
  );
  expect([unknown.status, paths(unknown)]).toEqual([422, ['sourceId', 'hops.0.clientId']]);
  expect(await log(own)).toEqual([]);
});

test('a step that is skipped or goes back is refused and says what comes next; the same again changes nothing (§1B)', async () => {
  const { id } = await enquire();

  const skipped = await goes(id, 'booked');
  await goes(id, 'contacted');
  const again = await goes(id, 'contacted');
  await goes(id, 'booked');
  const back = await goes(id, 'contacted');
  await practice.ask('POST', `/enquiries/${id}/close`, { reason: 'declined' });
  const closed = await goes(id, 'attended');
  const twice = await practice.call('POST', `/enquiries/${id}/close`, { reason: 'declined' });

  expect([skipped, again, back, closed, twice].map(({ status }) => status)).toEqual([
    409, 200, 409, 409, 409,
  ]);
  expect(skipped.body.detail).toContain('the next step is contacted');
  expect(again.body.timeline.filter(({ what }: Json) => what === 'contacted')).toHaveLength(1);
});

test('somebody named by an enquirer is thanked only with the tick; without it nobody hears', async () => {
  const [silent, thanked] = [await practice.client(), await practice.client()];

  const without = await enquire({ referrer: { clientId: silent.id } });
  const withTick = await enquire({ referrer: { clientId: thanked.id }, mayThank: true });

  const [no, yes] = [
    await practice.referral(without.referralId),
    await practice.referral(withTick.referralId),
  ];
  expect(no).toMatchObject({ learnedFrom: 'enquirer', acknowledgement: { status: 'not_permitted' } });
  expect(yes).toMatchObject({ mayThank: true, enquiryId: withTick.id, acknowledgement: { status: 'due' } });
  await practice.ask('POST', '/intake', { enquiryId: without.id, mayThank: true, wordingVersion: 'm4-1' });
  expect((await practice.referral(without.referralId)).acknowledgement.status).toBe('due');
});

test('an introduction that came before is the same line, and the friend’s enquiry is linked to it', async () => {
  const robin = await practice.client({ firstName: 'Robin' });
  const introduction = await practice.refer({
    referrer: { clientId: robin.id },
    person: { firstName: 'Kit' },
  });

  const enquiry = await enquire({
    person: { firstName: 'Kit', phone: '02079460007' },
    referrer: { clientId: robin.id },
  });
  const other = await enquire({
    person: { firstName: 'Kit', phone: '02079460008' },
    referrer: { clientId: robin.id },
  });

  expect(enquiry).toMatchObject({ referralId: introduction.id, source: { number: introduction.number } });
  expect(other.referralId).toBeUndefined();
  expect(other.source.number).not.toBe(introduction.number);
});

test('nobody can have been sent by themselves', async () => {
  const robin = await practice.client({ firstName: 'Robin' });
  const person = { firstName: 'Robin', email: robin.email };

  const byId = await practice.call('POST', '/enquiries', {
    person,
    via: 'form',
    referrer: { clientId: robin.id },
  });
  const byAddress = await practice.call('POST', '/enquiries', {
    person,
    via: 'form',
    referrer: { firstName: 'Robin', email: robin.email.toUpperCase() },
  });

  expect([byId.status, paths(byId)]).toEqual([422, ['referrer.clientId']]);
  expect([byAddress.status, paths(byAddress)]).toEqual([422, ['referrer.email']]);
});

test('whoever comes is a client with the source they had; who was one before is the same; a child is never asked (S30)', async () => {
  const [adult, child, partner] = [
    await comes(
      (await enquire({ person: { firstName: 'Sam', email: 'adult@example.org' }, sourceKind: 'search' })).id,
    ),
    await comes(
      (await enquire({ person: { firstName: 'Ash', email: 'parent@example.org' }, onBehalf: 'child' })).id,
    ),
    await comes(
      (await enquire({ person: { firstName: 'Lee', email: 'lee@example.org' }, onBehalf: 'partner' })).id,
    ),
  ];
  const again = await comes(
    (await enquire({ person: { firstName: 'sam', email: 'Adult@example.org' }, sourceKind: 'advert' })).id,
  );

  const clients = await Promise.all(
    [adult, child, partner].map(({ clientId }) => practice.ask('GET', `/clients/${clientId}`)),
  );
  expect(clients.map(({ email }) => email)).toEqual(['adult@example.org', 'parent@example.org', null]);
  expect(clients[0]).toMatchObject({
    source: { kind: 'search', number: adult.source.number },
    generation: 0,
  });
  const journey = await practice.ask('GET', `/clients/${child.clientId}/journey`);
  expect(journey.gate).toMatchObject({ ok: false });
  expect(again.clientId).toBe(adult.clientId);
  expect((await practice.ask('GET', `/clients/${adult.clientId}`)).source.kind).toBe('search');
});

test('the log is a till receipt: what is said later points back, and said again adds nothing (S22)', async () => {
  const own = await kindword.practice();
  const robin = await own.client({ firstName: 'Robin' });
  const enquiry = await enquire({}, own);

  const told = await own.ask('POST', '/intake', {
    enquiryId: enquiry.id,
    answer: 'A friend of a friend',
    sourceKind: 'other',
  });
  const again = await own.ask('POST', '/intake', {
    enquiryId: enquiry.id,
    answer: 'A friend of a friend',
    sourceKind: 'other',
  });
  const corrected = await own.ask('POST', `/source-log/${enquiry.source.number}/corrections`, {
    hops: [{ kind: 'client', clientId: robin.id }],
  });
  const nowhere = await own.call('POST', '/source-log/999/corrections', { sourceKind: 'search' });
  const nothing = await own.call('POST', `/source-log/${enquiry.source.number}/corrections`, {});

  expect(
    (await log(own)).map(({ number, kind, corrects, sourceKind }) => [number, kind, corrects, sourceKind]),
  ).toEqual([
    [1, 'enquiry', null, 'unknown'],
    [2, 'correction', 1, 'other'],
    [3, 'correction', 1, 'other'],
  ]);
  expect([told.number, again.number, corrected.number]).toEqual([2, 2, 3]);
  expect(corrected.hops).toEqual([{ kind: 'client', clientId: robin.id }]);
  expect([nowhere.status, nothing.status]).toEqual([404, 422]);
  const read = await own.ask('GET', `/enquiries/${enquiry.id}`);
  expect(read).toMatchObject({ answer: 'A friend of a friend', source: { kind: 'other', number: 1 } });
});

test('a name that a person matches is put right in the log, in the enquiry and in the client', async () => {
  const own = await kindword.practice();
  const robin = await own.client({ firstName: 'Robin' });
  const enquiry = await enquire({ referrer: { firstName: 'Robin' } }, own);
  for (const stage of ['contacted', 'booked', 'attended']) await goes(enquiry.id, stage, own);

  await own.ask('POST', `/referrals/${enquiry.referralId}/match`, { clientId: robin.id });

  const read = await own.ask('GET', `/enquiries/${enquiry.id}`);
  expect(read.source).toMatchObject({ kind: 'client', clientId: robin.id });
  expect((await own.ask('GET', `/clients/${read.clientId}`)).source).toMatchObject({
    kind: 'client',
    clientId: robin.id,
  });
  expect((await log(own)).at(-1)).toMatchObject({ kind: 'correction', corrects: 1, sourceRef: robin.id });
});

test('a name that was given at the intake reaches client and enquiry once it is matched; said again it is one good word', async () => {
  const own = await kindword.practice();
  const sarah = await own.client({ firstName: 'Sarah' });
  const [kit, bo] = [await own.client({ firstName: 'Kit' }), await own.client({ firstName: 'Kit' })];
  const enquiry = await enquire({}, own);
  const named = { referrer: { firstName: 'Sarah' } };

  for (const whose of [{ clientId: kit.id }, { clientId: bo.id }, { enquiryId: enquiry.id }])
    await own.ask('POST', '/intake', { ...whose, ...named });
  const { items } = await own.ask('GET', '/referrals');
  for (const { id } of items) await own.ask('POST', `/referrals/${id}/match`, { clientId: sarah.id });
  await own.ask('POST', '/intake', { clientId: kit.id, ...named, mayThank: true });

  expect(items).toHaveLength(3);
  const referrals = (await own.ask('GET', '/referrals')).items;
  expect(referrals.map(({ mayThank }: Json) => mayThank).toSorted()).toEqual([null, null, true].toSorted());
  const sources = [
    ...(await Promise.all([kit, bo].map(async ({ id }) => (await own.ask('GET', `/clients/${id}`)).source))),
    (await own.ask('GET', `/enquiries/${enquiry.id}`)).source,
  ];
  expect(sources.map(({ kind, clientId }) => [kind, clientId])).toEqual(
    Array.from({ length: 3 }, () => ['client', sarah.id]),
  );
});

test('generations are counted down the line, follow when an earlier step becomes known, and never turn in a circle', async () => {
  const own = await kindword.practice();
  const [ann, bob, cy] = [
    await own.client({ firstName: 'Ann' }),
    await own.client({ firstName: 'Bob' }),
    await own.client({ firstName: 'Cy' }),
  ];
  const cameThrough = (client: Json, sender: Json) =>
    own.call('POST', '/intake', { clientId: client.id, referrer: { clientId: sender.id } });

  await cameThrough(cy, bob);
  await cameThrough(bob, ann);
  await own.ask('POST', '/intake', { clientId: ann.id, sourceKind: 'search' });
  const circle = await cameThrough(ann, cy);

  const generations = await Promise.all(
    [ann, bob, cy].map(async ({ id }) => (await own.ask('GET', `/clients/${id}`)).generation),
  );
  expect(generations).toEqual([0, 1, 2]);
  expect([circle.status, circle.body.detail]).toEqual([409, expect.stringContaining('sent themselves')]);
});

test('lists filter by stage, source, lateness and time, and a practitioner sees their own, without whose word it was', async () => {
  const own = await kindword.practice();
  const practitioner = await own.as(['practitioner']);
  const robin = await own.client();
  const late = await enquire({ receivedAt: daysAgo(3), sourceKind: 'search' }, own);
  const theirs = await enquire(
    { referrer: { clientId: robin.id }, practitionerId: practitioner.staffId },
    own,
  );
  const ids = async (query: string, by = own) =>
    (await by.ask('GET', `/enquiries?${query}`)).items.map(({ id }: Json) => id);

  await goes(theirs.id, 'contacted', own);

  expect(await ids('stage=contacted')).toEqual([theirs.id]);
  expect(await ids('overdue=true')).toEqual([late.id]);
  expect(await ids('overdue=false')).toEqual([theirs.id]);
  expect(await ids('source=search')).toEqual([late.id]);
  expect(await ids(`source=${robin.id}`)).toEqual([theirs.id]);
  expect(await ids(`from=${daysAgo(1)}`)).toEqual([theirs.id]);
  expect(await ids('', practitioner)).toEqual([theirs.id]);
  const seen = await practitioner.ask('GET', `/enquiries/${theirs.id}`);
  expect(seen.source).toEqual({ kind: 'client', number: theirs.source.number });
  expect((await practitioner.call('GET', `/enquiries/${late.id}`)).status).toBe(404);
});

test('another practice’s enquiry is as unknown as one that never was', async () => {
  const { id } = await enquire();
  const stranger = await kindword.practice();

  const answers = await Promise.all([
    stranger.call('GET', `/enquiries/${id}`),
    stranger.call('PATCH', `/enquiries/${id}`, { fit: 'ideal' }),
    goes(id, 'contacted', stranger),
    stranger.call('POST', `/enquiries/${id}/close`, { reason: 'declined' }),
    stranger.call('POST', '/intake', { enquiryId: id, sourceKind: 'search' }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
});

test('two hundred good words at the same moment: two hundred lines without a gap, each with its enquiry', async () => {
  const own = await kindword.practice();
  const robin = await own.client();

  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      own.call('POST', '/enquiries', {
        person: { firstName: `Sam ${index}` },
        via: 'form',
        ...(index % 2 === 0 ? { referrer: { clientId: robin.id } } : {}),
      }),
    ),
  );

  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 201));
  const lines = await log(own);
  expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(new Set(lines.map(({ enquiryId }) => enquiryId)).size).toBe(200);
}, 90_000);

test('a task that is done is the step itself, and a closed enquiry asks nothing more of anybody', async () => {
  const own = await kindword.practice();
  const enquiry = await enquire({}, own);
  const [asked] = (await own.ask('GET', '/tasks')).items;

  await own.ask('POST', `/tasks/${asked.id}/done`);
  expect(await own.ask('GET', `/enquiries/${enquiry.id}`)).toMatchObject({ stage: 'contacted' });
  const other = await enquire({ knowsACurrentClient: true }, own);
  await own.ask('POST', `/enquiries/${other.id}/close`, { reason: 'not_a_fit' });

  await until(async () => (await own.ask('GET', '/tasks')).items.length === 0);
});

test('where people are lost is counted by cause; who only reads figures sees none before a month was closed', async () => {
  const own = await kindword.practice();
  const reviewer = await own.as(['reviewer']);
  const lost = async (leak: string, count: number) => {
    for (let nth = 0; nth < count; nth += 1) {
      const { id } = await enquire({}, own);
      await own.ask('POST', `/enquiries/${id}/close`, { reason: 'not_ready', leak });
    }
  };
  await lost('not_ready', 6);
  await lost('not_resonating', 2);
  const { id } = await enquire({}, own);
  for (const stage of ['contacted', 'booked', 'attended']) await goes(id, stage, own);

  const owners = await own.ask('GET', '/reports/leaks');
  const reviewers = await reviewer.ask('GET', '/reports/leaks');
  await own.ask('PATCH', '/practice', { whoWeHelp: 'Adults', phone: '020 7946 0000' });
  const before = await own.ask('GET', '/reports/leaks?to=2020-01-01T00:00:00Z');

  expect(owners).toMatchObject({ n: 9, seen: 1, suppressed: false });
  expect(owners.rows.map(({ cause, lost: count }: Json) => [cause, count])).toEqual([
    ['hard_to_contact', 0],
    ['not_resonating', 2],
    ['not_top_of_mind', 0],
    ['not_ready', 6],
  ]);
  expect(reviewers).toMatchObject({ n: null, seen: null, asOf: null, suppressed: true });
  expect(reviewers.rows.find(({ cause }: Json) => cause === 'not_resonating').lost).toBeNull();
  expect(before.n).toBe(0);
  expect(owners.unstated).toContain('whoWeHelp');
  expect(before.unstated).toEqual(['whatToExpect', 'videoUrl', 'website']);
});

test('people of whom somebody said “I sent you Sam”, and who never came, are among the leaks', async () => {
  const own = await kindword.practice();
  const reviewer = await own.as(['reviewer']);
  const robin = await own.client({ firstName: 'Robin' });
  const introduced = (firstName: string, days: number) =>
    own.refer({ referrer: { clientId: robin.id }, person: { firstName }, receivedAt: daysAgo(days) });
  await introduced('Ada', 40);
  await introduced('Bo', 30);
  await introduced('Cy', 3);
  const { id: enquiryId } = await enquire({}, own);
  await own.refer({ referrer: { clientId: robin.id }, person: { firstName: 'Di' }, enquiryId });

  const leaks = await own.ask('GET', '/reports/leaks');
  const hidden = await reviewer.ask('GET', '/reports/leaks');
  const backwards = await own.call('GET', '/reports/leaks?from=2026-02-01&to=2026-01-01');

  expect(leaks.introductions).toEqual({ n: 4, followed: 1, notFollowed: 2, waiting: 1 });
  expect(leaks.rows.find(({ cause }: Json) => cause === 'not_ready')).toMatchObject({ lost: 2 });
  expect(hidden.introductions).toEqual({ n: null, followed: null, notFollowed: null, waiting: null });
  expect([backwards.status, backwards.body.errors]).toEqual([
    422,
    [{ path: 'from', message: 'must lie before to' }],
  ]);
});

test('which practitioner has not said whom they help stands beside the leaks, for who can mend it', async () => {
  const own = await kindword.practice();
  const reviewer = await own.as(['reviewer']);
  const { staffId: says } = await own.as(['practitioner']);
  const { staffId: silent } = await own.as(['practitioner']);
  await own.ask('PATCH', `/staff/${says}`, {
    whoWeHelp: 'Adults',
    whatToExpect: 'A first call',
    videoUrl: 'https://willow.example/video',
  });

  const { unstatedBy } = await own.ask('GET', '/reports/leaks');

  expect(unstatedBy).toContainEqual({
    practitionerId: silent,
    unstated: ['whoWeHelp', 'whatToExpect', 'videoUrl'],
  });
  expect(unstatedBy.map(({ practitionerId }: Json) => practitionerId)).not.toContain(says);
  expect((await reviewer.ask('GET', '/reports/leaks')).unstatedBy).toEqual([]);
});

test('a list says what is open at each step, by when its next step is due, and who sent them to whom may know', async () => {
  const own = await kindword.practice();
  const practitioner = await own.as(['practitioner']);
  const robin = await own.client();
  const sam = await enquire(
    { referrer: { clientId: robin.id }, practitionerId: practitioner.staffId, receivedAt: daysAgo(1) },
    own,
  );
  const kim = await enquire({ person: { firstName: 'Kim' } }, own);
  await own.ask('POST', `/enquiries/${kim.id}/close`, { reason: 'not_ready' });

  const open = await own.ask('GET', '/enquiries?open=true');
  const ended = await own.ask('GET', '/enquiries?open=false');
  const theirs = await practitioner.ask('GET', `/enquiries/${sam.id}`);

  expect(open.openByStage).toEqual({ received: 1, contacted: 0, booked: 0 });
  expect(open.items.map(({ id }: Json) => id)).toEqual([sam.id]);
  expect(ended.items).toMatchObject([{ id: kim.id, dueAt: null }]);
  expect(open.items[0].sourceName).toBe('Robin Rowan');
  expect(theirs.sourceName).toBeNull();
  expect(Date.parse(open.items[0].dueAt)).toBeGreaterThan(Date.parse(sam.receivedAt));
});
