import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CapacityStatement } from '../../entities/capacity-statement.ts';
import { minutesFromNow, today } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';

/** The front desk alone: no workflow runs. */
let kindword: TestKindword;
let practice: TestPractice;
let ada: TestPractice;
let bo: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
  ada = await practice.as(['practitioner']);
  bo = await practice.as(['practitioner']);
});
afterAll(() => kindword.stop());

const put = (by: TestPractice, id: string, body: Json) => by.call('PUT', `/capacity/${id}`, body);
const paths = ({ body }: { body: Json }): string[] => body.errors.map(({ path }: Json) => path).toSorted();
const later = today(40).slice(0, 7);

test('S71 a statement is answered as it stands; the practice is read from everybody’s, and the one before is kept', async () => {
  const body = { status: 'full', nextOpening: later, waitWeeks: { from: 8, to: 12 }, validUntil: today(20) };
  const first = await put(practice, ada.staffId, body);
  const again = await put(practice, ada.staffId, body);
  const half = await practice.ask('GET', '/capacity');
  await put(bo, bo.staffId, { status: 'nearly_full' });

  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    practitionerId: ada.staffId,
    serviceLineId: null,
    status: 'full',
    stated: 'full',
    nextOpening: later,
    waitWeeks: { from: 8, to: 12 },
    mode: 'tell_referrers',
    placesFor: [],
    statedBy: practice.staffId,
    notice: null,
  });
  const { statedAt: _, ...same } = again.body;
  expect(first.body).toMatchObject(same);
  expect(half.practice).toMatchObject({
    status: 'please_ask',
    statement: 'Please ask whether we can see you.',
  });
  expect(half.items).toContainEqual(
    expect.objectContaining({ practitionerId: bo.staffId, status: 'please_ask', stated: null }),
  );
  const whole = await ada.ask('GET', '/capacity');
  expect(whole.practice.status).toBe('nearly_full');
  expect(whole.practice.statement).toMatch(/^We have a few places left\. As of /);
  const kept = await inPractice(kindword, practice, ({ em }) =>
    em.find(CapacityStatement, { practitionerId: ada.staffId }, { orderBy: { id: 'asc' } }),
  );
  expect(kept.map(({ status, supersededAt }) => [status, supersededAt === null])).toEqual([
    ['full', false],
    ['full', true],
  ]);
});

test('S71a twenty at once are one in force; without an end each stands for capacity.validFor', async () => {
  const ours = await kindword.practice();
  const { staffId } = await ours.as(['practitioner']);
  await ours.changePolicy({ capacity: { validFor: 'P3D', remindAfter: 'P2D' } });

  const statuses = ['open', 'nearly_full', 'full'];
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, nth) => put(ours, staffId, { status: statuses[nth % 3] })),
  );

  expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  for (const { body } of all)
    expect(Date.parse(body.validUntil) - Date.parse(body.statedAt)).toBe(3 * 86_400_000);
  const inForce = await inPractice(kindword, ours, ({ em }) =>
    em.count(CapacityStatement, { supersededAt: null }),
  );
  expect(inForce).toBe(1);
});

test('S71 a service line has its own, which makes nobody full', async () => {
  const ours = await kindword.practice();
  const { staffId } = await ours.as(['practitioner']);
  const line = await ours.ask('POST', '/service-lines', { name: 'Couples', stages: [] });

  await put(ours, staffId, { status: 'open' });
  await put(ours, staffId, { status: 'full', serviceLineId: line.id });
  const { practice: whole, items } = await ours.ask('GET', '/capacity');

  expect(whole.status).toBe('open');
  expect(items.filter((item: Json) => item.practitionerId === staffId)).toMatchObject([
    { serviceLineId: null, status: 'open' },
    { serviceLineId: line.id, status: 'full' },
  ]);
});

test('S71 every wrong field is named, and whoever may not say it is refused', async () => {
  const other = await kindword.practice();
  const [line, colleague] = [
    await other.ask('POST', '/service-lines', { name: 'Couples', stages: [] }),
    await other.professional(),
  ];
  const gone = await practice.as(['practitioner']);
  await practice.ask('PATCH', `/staff/${gone.staffId}`, { active: false });

  const wrong = await put(practice, ada.staffId, {
    status: 'open',
    nextOpening: later,
    validUntil: minutesFromNow(-1),
    serviceLineId: line.id,
    placesFor: [colleague.id],
  });
  expect([wrong.status, paths(wrong)]).toEqual([
    422,
    ['nextOpening', 'placesFor.0', 'serviceLineId', 'validUntil'],
  ]);
  const malformed = await put(practice, ada.staffId, {
    status: 'closed',
    nextOpening: 'March',
    waitWeeks: { from: 4, to: 2 },
    mode: 'silent',
  });
  expect([malformed.status, paths(malformed)]).toEqual([
    422,
    ['mode', 'nextOpening', 'status', 'waitWeeks.to'],
  ]);
  for (const staffId of [gone.staffId, practice.staffId]) {
    const nobody = await put(practice, staffId, { status: 'open' });
    expect([nobody.status, paths(nobody)]).toEqual([422, ['practitionerId']]);
  }
  expect((await put(practice, other.staffId, { status: 'open' })).status).toBe(404);
  expect((await put(ada, bo.staffId, { status: 'open' })).status).toBe(403);
  expect((await put(await practice.as(['desk']), ada.staffId, { status: 'full' })).status).toBe(200);
  const reviewer = await practice.as(['reviewer']);
  expect((await put(reviewer, ada.staffId, { status: 'open' })).status).toBe(403);
  expect((await reviewer.call('GET', '/capacity')).status).toBe(403);
});

test('S72 each place has its words and who changed it when; what changes by itself is nobody’s work', async () => {
  const ours = await kindword.practice();
  const { staffId } = await ours.as(['practitioner']);
  const colleague = async (firstName: string, { mayBeNamed = true, placesKnown = 2 }) => {
    const { id } = await ours.professional({ firstName, lastName: 'Reed', placesKnown });
    await ours.ask('PATCH', `/professionals/${id}`, { mayBeNamed });
  };
  await colleague('Nia', {});
  await colleague('Sil', { mayBeNamed: false });
  await colleague('Una', { placesKnown: 0 });
  const placeOf = async (wanted: string) =>
    (await ours.ask('GET', '/capacity/wording')).places.find(({ place }: Json) => place === wanted);

  await put(ours, staffId, { status: 'full', nextOpening: later });
  expect(await placeOf('voicemail')).toMatchObject({ automatic: false, says: 'never', updatedAt: null });
  const updated = await ours.ask('POST', '/capacity/places/voicemail/updated');
  const wording = await ours.ask('GET', '/capacity/wording');
  await put(ours, staffId, { status: 'open' });
  const old = await placeOf('voicemail');
  await put(ours, staffId, { status: 'full', nextOpening: later });

  expect(updated).toMatchObject({ place: 'voicemail', says: 'current', updatedBy: ours.staffId });
  expect(old).toMatchObject({ says: 'old' });
  expect(await placeOf('voicemail')).toMatchObject({ says: 'current' });
  expect(await placeOf('widget')).toMatchObject({ automatic: true, says: 'current' });
  expect(wording.texts.map(({ place }: Json) => place)).toEqual([
    'voicemail',
    'autoresponder',
    'directory',
    'website',
  ]);
  const spoken = wording.texts[0].words;
  expect(spoken).toContain('Nia Reed may be able to see you sooner');
  expect(JSON.stringify(wording)).not.toMatch(/Sil|Una/);
  expect((await ours.call('POST', '/capacity/places/cards/updated')).status).toBe(409);
  expect((await ours.call('POST', '/capacity/places/billboard/updated')).status).toBe(404);
});

test('S73 nothing is said that is not so: "full" only while we say so, "places again" only to who was told', async () => {
  const ours = await kindword.practice();
  const { staffId } = await ours.as(['practitioner']);
  const kinds = async () => {
    const asked = ['full', 'places_again'].map((kind) =>
      ours.call('POST', '/broadcasts', { kind, dryRun: true }),
    );
    return (await Promise.all(asked)).map(({ status }) => status);
  };

  expect(await kinds()).toEqual([409, 409]);
  await put(ours, staffId, { status: 'full' });
  expect(await kinds()).toEqual([200, 409]);
  await put(ours, staffId, { status: 'open' });
  expect(await kinds()).toEqual([409, 409]);
  const desk = await ours.as(['desk']);
  expect((await desk.call('POST', '/broadcasts', { kind: 'full', dryRun: true })).status).toBe(403);
});
