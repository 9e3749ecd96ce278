import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { says } from '../support/capacity.ts';
import { today } from '../support/clock.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { firstMailTo } from '../support/mails.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { taskOf, type Task } from '../support/tasks.ts';

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

const test = sideBySide();

const AT_ONCE = { solo: true, soloSendAt: 'PT0.1S' };

/** A practice whose one practitioner says that they are full, and whose list has one colleague with places and one without. */
async function full(said: Record<string, unknown> = {}) {
  const practice = await kindword.practice({ acknowledgement: AT_ONCE });
  const practitioner = await practice.as(['practitioner']);
  const known = { trusted: true, howWeKnowThem: 'We trained together', lastConfirmedOn: today() };
  const withPlaces = await practice.professional({
    firstName: 'Tom',
    lastName: 'Reed',
    ...known,
    placesKnown: 2,
  });
  await practice.professional({ firstName: 'Pat', lastName: 'Moor', ...known, placesKnown: 0 });
  await says(practice, practitioner.staffId, { nextOpening: '2099-03', ...said });
  return { practice, practitioner, withPlaces };
}

/** Two of one name from one colleague would be taken for one. */
const name = (): string => `Sam${randomUUID().slice(0, 4)}`;

const enquires = (practice: TestPractice, change: Record<string, unknown> = {}): Promise<Json> =>
  practice.ask('POST', '/enquiries', {
    person: { firstName: name(), email: `${randomUUID()}@example.org` },
    via: 'phone',
    ...change,
  });

const contactTask = (practice: TestPractice, { id: enquiryId }: Json): Promise<Task> =>
  taskOf(practice, { kind: 'get_in_touch', enquiryId });

test('while a practice is full and passes people on, the desk is told, with whom to name, and one press sends somebody on (S73)', async () => {
  const { practice, withPlaces } = await full({ mode: 'refer_out' });
  const enquiry = await enquires(practice);

  const task = await contactTask(practice, enquiry);

  expect(task.words).toContain('You are full until about March 2099');
  expect(task.words).toContain("I'd like to help you find somebody good");
  expect(task.words).toContain('Tom Reed would have a place');
  expect(task.noRoom).toMatchObject({
    practitionerId: null,
    mode: 'refer_out',
    nextOpening: '2099-03',
    asOf: today(),
    here: [],
    colleagues: [withPlaces.id],
  });
  const sentOn = await practice.ask('POST', `/enquiries/${enquiry.id}/refer-out`, {
    reason: 'overflow',
    personConsented: false,
  });
  expect(sentOn.suggestions[0]).toMatchObject({ professionalId: withPlaces.id });
});

test('a colleague for whom places are kept sends somebody as always; of anybody else the desk knows that it is full', async () => {
  const practice = await kindword.practice();
  const practitioner = await practice.as(['practitioner']);
  const [kept, other] = await Promise.all([practice.professional(), practice.professional()]);
  await says(practice, practitioner.staffId, { placesFor: [kept.id] });

  const sentBy = async ({ id }: Json): Promise<Task> =>
    contactTask(practice, await enquires(practice, { referrer: { professionalId: id }, mayThank: false }));
  const [fromKept, fromOther] = [await sentBy(kept), await sentBy(other)];

  expect(fromKept.noRoom).toBeNull();
  expect(fromKept.words).toContain('Would you like a first call this week?');
  expect(fromOther.noRoom).toMatchObject({ mode: 'tell_referrers' });
  expect(fromOther.words).toContain('Would you like to wait, or shall I suggest somebody good?');
});

const LINE = "Just so you know: we're full until about March 2099.";

test.each<[string, 'tell_referrers' | 'refer_out', string, boolean]>([
  ['a practice that tells its referrers', 'tell_referrers', 'therapist_other_niche', true],
  ['a practice that tells its referrers', 'tell_referrers', 'gp', true],
  ['a practice that passes people on', 'refer_out', 'therapist_other_niche', false],
  ['a practice that passes people on', 'refer_out', 'gp', false],
])('%s (%s) thanks a %s with a word of being full: %s (S73a)', async (_, mode, kind, isSaid) => {
  const { practice } = await full({ mode });
  const colleague = await practice.professional({ kind, mayEmail: true });
  await practice.refer({
    learnedFrom: 'professional_letter',
    referrer: { professionalId: colleague.id },
    via: 'letter',
  });

  const { TextBody } = await firstMailTo(kindword.outbox, colleague.email);

  expect(TextBody.includes(LINE)).toBe(isSaid);
});

test('who becomes full takes note of who sends most, how well their people fit and who came (S70, S69)', async () => {
  const { practice, practitioner } = await full();
  const desk = await practice.as(['desk']);
  const [most, one] = [await practice.professional(), await practice.professional()];
  const sends = ({ id }: Json) => enquires(practice, { referrer: { professionalId: id }, mayThank: false });
  const goesOn = (enquiry: Json, stage: string, fit?: string) =>
    practice.ask('POST', `/enquiries/${enquiry.id}/progress`, { stage, fit });
  const came = await sends(most);
  await goesOn(came, 'contacted', 'ideal');
  await goesOn(came, 'booked');
  await goesOn(came, 'attended');
  await goesOn(await sends(most), 'contacted', 'not_fit');
  await practice.refer({
    learnedFrom: 'professional_letter',
    referrer: { professionalId: one.id },
    via: 'letter',
    person: { firstName: 'Kim', phone: '020 7946 0777' },
    personAgreed: true,
  });

  const { takeNote } = await desk.ask('GET', '/capacity');

  expect(takeNote.rows).toEqual([
    {
      professionalId: most.id,
      name: `${most.firstName} ${most.lastName}`,
      arrivals: 2,
      fit: { ideal: 1, workable: 0, not_fit: 1, unknown: 0 },
      booked: 1,
      attended: 1,
    },
    {
      professionalId: one.id,
      name: `${one.firstName} ${one.lastName}`,
      arrivals: 1,
      fit: { ideal: 0, workable: 0, not_fit: 0, unknown: 1 },
      booked: 0,
      attended: 0,
    },
  ]);
  expect(takeNote.words).toContain(
    '3 people came through 2 colleagues; 1 of 2 were a fit, 1 booked and 1 came.',
  );
  expect((await practitioner.ask('GET', '/capacity')).takeNote).toBeNull();
  const { items } = await practice.ask('GET', '/audit?limit=200');
  expect(items.map(({ entity }: Json) => entity)).toContain('take_note');

  await says(practice, practitioner.staffId, { status: 'open' });
  expect((await desk.ask('GET', '/capacity')).takeNote).toBeNull();
});

test('the monthly review finds what is said of places, and since when, and which places do not say it (§5.8)', async () => {
  const { practice } = await full();
  await practice.ask('POST', '/capacity/places/voicemail/updated');
  const lastMonth = Temporal.PlainDate.from(today()).toPlainYearMonth().subtract({ months: 1 }).toString();

  const { agenda } = await practice.ask('POST', '/reviews', { kind: 'monthly', period: lastMonth });

  const { places } = agenda.find(({ figures }: Json) => figures?.concentration).figures;
  expect(places).toMatchObject({
    statement: expect.stringMatching(
      /^We're full at the moment; our next openings are in March 2099. As of /,
    ),
    statedOn: today(),
    expiredOn: null,
    oldPlaces: ['autoresponder', 'directory', 'website'],
  });
  expect(places.words).toContain(
    'Is it still true? Not noted as changed: autoresponder, directory and website.',
  );
});
