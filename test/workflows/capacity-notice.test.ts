import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CapacitySpell } from '../../entities/capacity-spell.ts';
import { CapacityStatement } from '../../entities/capacity-statement.ts';
import { addSourceLine } from '../../facts/source-line.ts';
import { optInToOpenings } from '../../facts/professionals/save-professional.ts';
import { daysAgo, today } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { taskOf, tasksOf } from '../support/tasks.ts';
import { until } from '../support/until.ts';

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

type Practitioner = { practice: TestPractice; id: string };

/** A practice with one practitioner, which may write to as many as it likes. */
async function aPractice(options: { sending?: 'rehearsal' } = {}): Promise<Practitioner> {
  const practice = await kindword.practice({ acknowledgement: { solo: false }, ...options });
  await practice.changePolicy({ broadcasts: { perDay: 1_000 }, strangersThankedPerDay: 0 });
  const { staffId: id } = await practice.as(['practitioner']);
  return { practice, id };
}

const says = ({ practice, id }: Practitioner, body: Json): Promise<Json> =>
  practice.ask('PUT', `/capacity/${id}`, body);

let lines = 0;
/** One of those who send most: three people in a year, before Kindword. */
async function sendsMost(practice: TestPractice, change: Json = {}) {
  const colleague = await practice.professional({ soleTrader: false, ...change });
  await inPractice(kindword, practice, async (tx) => {
    for (const days of [300, 200, 2])
      addSourceLine(tx, {
        number: (lines += 1),
        kind: 'past',
        sourceKind: 'professional',
        sourceRef: colleague.id,
        channel: 'letter',
        receivedAt: new Date(daysAgo(days)),
      });
  });
  return colleague;
}

/** They press "keep me posted", as the page of their link does. */
const asksToHear = ({ practice }: Practitioner, id: string) =>
  inPractice(kindword, practice, (tx) => optInToOpenings(tx, id));

const mailsTo = async (recipient: string): Promise<string[]> => {
  const { client } = kindword.outbox;
  const asked = { recipient, messageStream: 'broadcast', count: 50, offset: 0 };
  const { Messages } = await client.getOutboundMessages(asked);
  const all = await Promise.all(Messages.map(({ MessageID }) => client.getOutboundMessageDetails(MessageID)));
  return all.map(({ Subject, TextBody }) => `${Subject}: ${TextBody?.replace(/\s+/g, ' ')}`);
};
const isDone = ({ practice }: Practitioner, { broadcastId }: Json): Promise<Json> =>
  until(async () => {
    const broadcast = await practice.ask('GET', `/broadcasts/${broadcastId}`);
    return ['done', 'cancelled'].includes(broadcast.status) && broadcast;
  });
const nextMonth = (months = 2) => today(31 * months).slice(0, 7);

test('those who send most are told once that we are full, and those who were told, and only those, that we have room again (S73a, S74a)', async () => {
  const here = await aPractice();
  const { practice } = here;
  const ruth = await sendsMost(practice, { firstName: 'Ruth' });
  const placed = await sendsMost(practice);
  const rare = await practice.professional({ soleTrader: false });
  const posted = await practice.professional({ soleTrader: true });
  await asksToHear(here, posted.id);
  const byHand = await sendsMost(practice, { firstName: 'Tom', lastName: 'Reed', mayEmail: false });
  await practice.ask('PATCH', '/practice', { whoWeHelp: 'young adults.' });

  const full = { status: 'full', nextOpening: nextMonth(), placesFor: [placed.id] };
  const stated = await says(here, full);
  const told = await isDone(here, stated.notice);

  expect(told).toMatchObject({ kind: 'full', counts: { frozen: 2, sent: 2 }, noticeOf: expect.any(String) });
  const [mail, ...more] = await mailsTo(ruth.email);
  expect(more).toEqual([]);
  expect(mail).toMatch(
    /^Availability update: Hello Ruth, a quick note so that nobody is left waiting: we're full until about \w+ 20\d\d\. Please keep us in mind; I'll write once, as soon as there's room\. Meanwhile I'm happy to suggest someone good – just ask\. Olive To hear no more from us: http/,
  );
  expect(await mailsTo(posted.email)).toHaveLength(1);
  const call = await taskOf(practice, { kind: 'tell_by_hand' });
  expect(call).toMatchObject({ professionalId: byHand.id, why: 'full', assigneeId: practice.staffId });
  expect(call.words).toContain('Please ring Tom Reed');
  await practice.ask('POST', `/tasks/${call.id}/done`);

  const again = await says(here, { ...full, nextOpening: nextMonth(3) });
  expect(again.notice).toBeNull();
  const late = await practice.professional({ soleTrader: true });
  await asksToHear(here, late.id);

  const [open, twice] = await Promise.all([says(here, { status: 'open' }), says(here, { status: 'open' })]);
  const notices = [open.notice, twice.notice].filter(Boolean);
  expect(notices).toHaveLength(1);
  const toldAgain = await isDone(here, notices[0]);
  expect(toldAgain).toMatchObject({
    kind: 'places_again',
    noticeOf: told.noticeOf,
    counts: { frozen: 3, sent: 3 },
  });
  expect((await mailsTo(ruth.email)).find((text) => text.includes('as promised'))).toMatch(
    /Hello Ruth, as promised: we have room again from \w+day \d+ \w+ 20\d\d\. We're a good fit for young adults\. Quickest way in: http\S+\/professionals, or just reply\. Thank you for bearing with us\. Olive /,
  );
  expect(await mailsTo(late.email)).toHaveLength(1);
  expect(await taskOf(practice, { kind: 'tell_by_hand' })).toMatchObject({
    professionalId: byHand.id,
    why: 'places_again',
  });
  for (const nobody of [rare, placed, byHand]) expect(await mailsTo(nobody.email)).toEqual([]);
  expect(await mailsTo(ruth.email)).toHaveLength(2);

  const { records } = await practice.ask('GET', `/people/export?professionalId=${byHand.id}`);
  expect(records.callsAboutPlaces).toMatchObject([
    { about: 'full', status: 'done', doneBy: 'owner' },
    { about: 'places_again', status: 'open' },
  ]);
  for (const { id } of [byHand, placed]) {
    const erasure = await practice.ask('POST', '/erasures', { professionalId: id });
    await until(async () => (await practice.ask('GET', `/erasures/${erasure.id}`)).status === 'done');
  }
  expect(await tasksOf(practice, { kind: 'tell_by_hand' })).toEqual([]);
  const kept = await inPractice(kindword, practice, ({ em }) => em.find(CapacityStatement, {}));
  expect(kept.flatMap(({ placesFor }) => placesFor)).toEqual([]);
});

test('who says stop between "full" and "places again" hears no more; full again within four weeks is told to nobody a second time (4.5d)', async () => {
  const here = await aPractice();
  const { practice } = here;
  const ruth = await sendsMost(practice);
  const ada = await sendsMost(practice);
  await sendsMost(practice, { mayEmail: false });
  await isDone(here, (await says(here, { status: 'full' })).notice);
  const call = await taskOf(practice, { kind: 'tell_by_hand' });
  await practice.ask('POST', `/tasks/${call.id}/done`, { letGo: true });
  const link = /https?:\S+\/u\/\S+/.exec((await mailsTo(ada.email))[0] ?? '')?.[0] ?? '';
  await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });

  const { notice } = await says(here, { status: 'nearly_full' });
  expect(await isDone(here, notice)).toMatchObject({ counts: { sent: 1 } });
  expect(await tasksOf(practice, { kind: 'tell_by_hand' })).toEqual([]);
  expect(await mailsTo(ada.email)).toHaveLength(1);

  const fullAgain = await says(here, { status: 'full' });
  expect(fullAgain.notice).toBeNull();
  const plan = await practice.ask('POST', '/broadcasts', { kind: 'full', dryRun: true });
  expect(plan).toMatchObject({
    recipients: [],
    leftOut: expect.arrayContaining([
      expect.objectContaining({ professionalId: ruth.id, why: 'told_lately' }),
    ]),
  });
  const early = await practice.call('POST', '/broadcasts', { kind: 'places_again' });
  expect(early.status).toBe(409);
  expect((await says(here, { status: 'open' })).notice).toBeNull();
  expect(await mailsTo(ruth.email)).toHaveLength(2);
});

test('what has not left is cancelled when there is room at once, and news of room when there is none again: whoever was told stays told (S74a)', async () => {
  const here = await aPractice();
  const { practice } = here;
  const colleagues = [await sendsMost(practice), await sendsMost(practice)];
  await practice.changePolicy({ broadcasts: { perDay: 1 } });
  const first = await says(here, { status: 'full' });
  await until(
    async () => (await practice.ask('GET', `/broadcasts/${first.notice.broadcastId}`)).counts.sent === 1,
  );

  const room = await says(here, { status: 'open' });
  const cut = await practice.ask('GET', `/broadcasts/${first.notice.broadcastId}`);
  expect(cut).toMatchObject({ status: 'cancelled', counts: { sent: 1, leftOut: 1 } });
  expect(await practice.ask('GET', `/broadcasts/${room.notice.broadcastId}`)).toMatchObject({
    counts: { frozen: 1, waiting: 1 },
  });

  const second = await says(here, { status: 'full' });
  expect(await practice.ask('GET', `/broadcasts/${room.notice.broadcastId}`)).toMatchObject({
    status: 'cancelled',
    counts: { sent: 0 },
  });
  const plan = await practice.ask('GET', `/broadcasts/${second.notice.broadcastId}/recipients`);
  expect(plan.items).toHaveLength(1);
  await practice.changePolicy({ broadcasts: { perDay: 100 } });
  await isDone(here, second.notice);
  const last = await isDone(here, (await says(here, { status: 'open' })).notice);

  expect(last).toMatchObject({ counts: { frozen: 2, sent: 2 } });
  for (const { email } of colleagues) expect(await mailsTo(email)).toHaveLength(2);
});

test('what expires asks once and writes to nobody, who was told stays told; places that say the old thing are named (S71a, S72a)', async () => {
  const here = await aPractice();
  const { practice } = here;
  await practice.changePolicy({ capacity: { validFor: 'P42D', remindAfter: 'PT0.5S' } });
  const ruth = await sendsMost(practice);
  await says(here, { status: 'open' });
  for (const place of ['voicemail', 'autoresponder', 'directory', 'website'])
    await practice.ask('POST', `/capacity/places/${place}/updated`);

  const { notice } = await says(here, {
    status: 'full',
    validUntil: new Date(Date.now() + 4_000).toISOString(),
  });
  await isDone(here, notice);
  const reminder = await taskOf(practice, { kind: 'update_places' });
  expect(reminder.words).toContain(
    "The voicemail, the mailbox's automatic reply, the directory profile and the website",
  );
  await practice.ask('POST', '/capacity/places/voicemail/updated');
  expect((await taskOf(practice, { kind: 'update_places' })).words).not.toContain('voicemail');

  const confirm = await taskOf(practice, { kind: 'confirm_capacity' });
  expect(confirm.words).toMatch(/the places of Staff \w+ has expired/);
  expect(await practice.call('POST', `/tasks/${confirm.id}/done`)).toMatchObject({ status: 409 });
  expect((await practice.ask('GET', '/capacity')).practice.status).toBe('please_ask');
  expect(await mailsTo(ruth.email)).toHaveLength(1);

  const open = await says(here, { status: 'open' });
  await isDone(here, open.notice);
  expect(await mailsTo(ruth.email)).toHaveLength(2);
  expect(await tasksOf(practice, { kind: 'confirm_capacity' }, 'done')).toHaveLength(1);
  const left = await taskOf(practice, { kind: 'update_places' });
  expect(left.words).toMatch(/^The voicemail may still/);
  await practice.ask('POST', `/tasks/${left.id}/done`);
  const { places } = await practice.ask('GET', '/capacity/wording');
  expect(new Set(places.map((place: Json) => place.says))).toEqual(new Set(['current']));
  expect(await tasksOf(practice, { kind: 'update_places' })).toEqual([]);
});

test('in a rehearsal nobody counts as told, and where people are passed on nobody is told (S73a)', async () => {
  const rehearsing = await aPractice({ sending: 'rehearsal' });
  const ruth = await sendsMost(rehearsing.practice);
  await sendsMost(rehearsing.practice, { mayEmail: false });
  const shown = await isDone(rehearsing, (await says(rehearsing, { status: 'full' })).notice);
  const none = await says(rehearsing, { status: 'open' });

  const passingOn = await aPractice();
  await sendsMost(passingOn.practice);
  const full = await says(passingOn, { status: 'full', mode: 'refer_out' });
  const posted = await passingOn.practice.professional();
  await asksToHear(passingOn, posted.id);
  const open = await says(passingOn, { status: 'open' });

  expect(shown.counts).toMatchObject({ frozen: 1, sent: 0, leftOut: 1 });
  expect(await tasksOf(rehearsing.practice, { kind: 'tell_by_hand' })).toEqual([]);
  expect([none.notice, full.notice, open.notice]).toEqual([null, null, null]);
  for (const { email } of [ruth, posted]) expect(await mailsTo(email)).toEqual([]);
});

test('a practice that is full because somebody leaves is full all the same; in the month that was named room is told of by itself (S71a, S74a)', async () => {
  const here = await aPractice();
  const { practice } = here;
  const other = await practice.as(['practitioner']);
  const ruth = await sendsMost(practice);
  await says(here, { status: 'full', nextOpening: nextMonth() });
  await says({ practice, id: other.staffId }, { status: 'open' });

  await practice.ask('PATCH', `/staff/${other.staffId}`, { active: false });
  await until(async () => (await mailsTo(ruth.email)).length === 1);
  await until(async () => (await practice.ask('GET', '/broadcasts')).items[0].status === 'done');
  await inPractice(kindword, practice, async ({ em }) => {
    await em.nativeUpdate(
      CapacityStatement,
      { supersededAt: null, status: 'full' },
      { nextOpening: '2026-01' },
    );
    await em.nativeUpdate(CapacitySpell, {}, { nextOpening: '2026-01' });
  });
  await practice.ask('POST', '/capacity/places/website/updated');

  const [again] = await until(async () => {
    const { items } = await practice.ask('GET', '/broadcasts?kind=places_again');
    return items[0]?.status === 'done' && items;
  });
  expect(again.counts).toMatchObject({ frozen: 1, sent: 1 });
  expect((await says(here, { status: 'open' })).notice).toBeNull();
  expect(await mailsTo(ruth.email)).toHaveLength(2);
});
