import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Message } from '../../entities/message.ts';
import { nextRetentionAt, runRetention } from '../../facts/privacy/run-retention.ts';
import { inTransaction, WORKFLOW_ACTOR, type Tx } from '../../facts/transaction.ts';
import { today, ZONE } from '../support/clock.ts';
import { startKindword } from '../support/kindword.ts';
import { importFile } from '../support/import-file.ts';
import { taskOf, tasksOf } from '../support/tasks.ts';

type Kindword = Awaited<ReturnType<typeof startKindword>>;
type TestPractice = Awaited<ReturnType<Kindword['practice']>>;

const NOBODY = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const GP = {
  title: 'Dr',
  firstName: 'Ada',
  lastName: 'Okafor',
  kind: 'gp',
  organisation: 'Elm Surgery',
  email: 'ada@elm.example',
  mayEmail: true,
};
const NOOR = { name: 'Noor Rahman', email: 'noor@practice.example', roles: ['desk'] };

let kindword: Kindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(async () => {
  await kindword.stop();
});

test('a colleague is kept with what was said of them and nothing more', async () => {
  const practice = await kindword.practice();

  const added = await practice.call('POST', '/professionals', GP);
  const read = await practice.call('GET', `/professionals/${added.body.id}`);

  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({
    ...GP,
    focus: [],
    riskFlags: [],
    trusted: false,
    phone: null,
    placesKnown: null,
    keepPostedAt: null,
  });
  expect(read).toMatchObject({ status: 200, body: added.body });
});

test('every wrong field of a colleague is named at once', async () => {
  const practice = await kindword.practice();

  const { status, body } = await practice.call('POST', '/professionals', {
    firstName: '',
    email: 'elm',
    kind: 'gp',
    focus: 'teens',
    trusted: 'yes',
    diagnosis: 'x',
  });

  expect(status).toBe(422);
  expect(paths(body)).toEqual(['diagnosis', 'email', 'firstName', 'focus', 'lastName', 'trusted']);
});

test('a kind that neither we nor the practice know, and a confirmation yet to come, are named', async () => {
  const practice = await kindword.practice();

  const { status, body } = await practice.call('POST', '/professionals', {
    ...GP,
    kind: 'osteopath',
    lastConfirmedOn: await dayFromToday(practice, 2),
  });

  expect(status).toBe(422);
  expect(paths(body)).toEqual(['kind', 'lastConfirmedOn']);
});

test("a kind of the practice's own policy is a kind, and stays with whoever has it", async () => {
  const practice = await kindword.practice();
  await setKinds(practice, ['osteopath']);
  const added = await practice.call('POST', '/professionals', { ...GP, kind: 'osteopath' });
  await setKinds(practice, []);

  const same = await practice.call('PATCH', `/professionals/${added.body.id}`, {
    kind: 'osteopath',
    phone: '020 7946 0000',
  });

  expect(added).toMatchObject({ status: 201, body: { kind: 'osteopath' } });
  expect(same).toMatchObject({ status: 200, body: { kind: 'osteopath', phone: '020 7946 0000' } });
});

test('a colleague is changed field by field; null takes a detail back', async () => {
  const practice = await kindword.practice();
  const { body } = await practice.call('POST', '/professionals', GP);

  const changed = await practice.call('PATCH', `/professionals/${body.id}`, {
    organisation: null,
    trusted: true,
    howWeKnowThem: 'We share a supervision group.',
    focus: ['teens'],
  });

  expect(changed).toMatchObject({
    status: 200,
    body: { lastName: 'Okafor', organisation: null, trusted: true, focus: ['teens'] },
  });
});

test('colleagues are found by the beginning of a name or organisation, by kind and by trust', async () => {
  const practice = await kindword.practice();
  await practice.call('POST', '/professionals', GP);
  await practice.call('POST', '/professionals', {
    firstName: 'Ben',
    lastName: 'Weir',
    kind: 'psychiatrist',
    trusted: true,
    howWeKnowThem: 'From the clinic.',
  });

  expect(await lastNames(practice, '?q=oka')).toEqual(['Okafor']);
  expect(await lastNames(practice, '?q=elm%20surg')).toEqual(['Okafor']);
  expect(await lastNames(practice, '?q=zzz')).toEqual([]);
  expect(await lastNames(practice, '?kind=psychiatrist')).toEqual(['Weir']);
  expect(await lastNames(practice, '?trusted=true')).toEqual(['Weir']);
  expect(await lastNames(practice, '?trusted=false')).toEqual(['Okafor']);
  expect(await lastNames(practice, '')).toEqual(['Weir', 'Okafor']);
});

test('nobody is on the trusted list of whom nobody can say how we know them (S79)', async () => {
  const practice = await kindword.practice();
  const { body: known } = await practice.call('POST', '/professionals', GP);
  const path = `/professionals/${known.id}`;
  const how = { howWeKnowThem: 'We trained together.' };

  const unknown = [
    await practice.call('POST', '/professionals', { ...GP, trusted: true, kind: 'astrologer' }),
    await practice.call('PATCH', path, { trusted: true }),
    await practice.call('PATCH', path, { trusted: true, howWeKnowThem: null }),
  ];
  await practice.ask('PATCH', path, { trusted: true, ...how });
  const forgotten = await practice.call('PATCH', path, { howWeKnowThem: null });
  await practice.ask('PATCH', path, { placesKnown: 2 });
  const off = await practice.ask('PATCH', path, { trusted: false, howWeKnowThem: null });
  const file =
    'First name,Last name,Email,Trusted,How we know them\nBen,Weir,ben@example.org,yes,\nIda,Lund,ida@example.org,yes,Old colleagues\n';
  const imported = await importFile(practice, 'professionals', file);

  expect([...unknown, forgotten].map(({ status, body }) => [status, paths(body)])).toEqual([
    [422, ['howWeKnowThem', 'kind']],
    [422, ['howWeKnowThem']],
    [422, ['howWeKnowThem']],
    [422, ['howWeKnowThem']],
  ]);
  expect(off).toMatchObject({ trusted: false, howWeKnowThem: null });
  expect(imported.body).toMatchObject({ created: 1, failed: 1, errors: [{ row: 2, path: 'howWeKnowThem' }] });
});

test('a page of colleagues leads to the next one', async () => {
  const practice = await kindword.practice();
  for (const lastName of ['One', 'Two', 'Three'])
    await practice.call('POST', '/professionals', { ...GP, lastName });

  const first = await practice.call('GET', '/professionals?limit=2');
  const second = await practice.call('GET', `/professionals?limit=2&cursor=${first.body.nextCursor}`);

  expect(first.body.items.map(lastNameOf)).toEqual(['Three', 'Two']);
  expect(second.body).toMatchObject({ items: [{ lastName: 'One' }], nextCursor: null });
});

test("another practice's people answer as if they did not exist", async () => {
  const [ours, theirs] = [await kindword.practice(), await kindword.practice()];
  const professional = await theirs.call('POST', '/professionals', GP);
  const clientId = await addClient(theirs);
  const hold = await theirs.call('POST', `/clients/${clientId}/holds`, { code: 'unpaid' });
  const key = await theirs.call('POST', `/staff/${theirs.staffId}/api-keys`, { label: 'desk' });

  const answers = await Promise.all([
    ours.call('GET', `/professionals/${professional.body.id}`),
    ours.call('PATCH', `/professionals/${professional.body.id}`, { trusted: true }),
    ours.call('PATCH', `/staff/${theirs.staffId}`, { name: 'Mallory' }),
    ours.call('POST', `/staff/${theirs.staffId}/api-keys`, { label: 'ours' }),
    ours.call('DELETE', `/staff/${theirs.staffId}/api-keys/${key.body.id}`),
    ours.call('DELETE', `/staff/${ours.staffId}/api-keys/${key.body.id}`),
    ours.call('GET', `/staff/${theirs.staffId}/absences`),
    ours.call('POST', `/staff/${theirs.staffId}/absences`, { from: '2026-12-01', to: '2026-12-02' }),
    ours.call('POST', `/clients/${clientId}/holds`, { code: 'unpaid' }),
    ours.call('DELETE', `/clients/${clientId}/holds/${hold.body.id}`),
    ours.call('POST', `/clients/${clientId}/discharge`, { ending: 'moved', on: '2026-01-01' }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
});

test('whoever may not do something is told which roles may', async () => {
  const practice = await kindword.practice();
  const reviewer = await practice.as(['reviewer']);
  const desk = await practice.as(['desk']);

  const colleagues = await reviewer.call('GET', '/professionals');
  const staff = await desk.call('POST', '/staff', NOOR);
  const keys = await desk.call('POST', `/staff/${practice.staffId}/api-keys`, { label: 'mine' });

  expect(colleagues).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining('owner, deputy, desk, practitioner') },
  });
  expect(staff).toMatchObject({ status: 403, body: { detail: expect.stringContaining('owner, deputy') } });
  expect(keys.status).toBe(403);
});

test('somebody begins to work here, and the list shows them', async () => {
  const practice = await kindword.practice();

  const added = await practice.call('POST', '/staff', { ...NOOR, roles: ['desk', 'desk', 'practitioner'] });
  const listed = await practice.call('GET', '/staff');

  expect(added).toMatchObject({
    status: 201,
    body: { name: 'Noor Rahman', roles: ['desk', 'practitioner'], active: true, videoUrl: null },
  });
  expect(listed.body.items).toContainEqual(added.body);
});

test('every wrong field of a member of staff is named at once', async () => {
  const practice = await kindword.practice();

  const { status, body } = await practice.call('POST', '/staff', {
    name: ' ',
    email: 'noor',
    roles: [],
    videoUrl: 'javascript:1',
    salary: 1,
  });
  const unknownRole = await practice.call('POST', '/staff', { ...NOOR, roles: ['king'] });

  expect(status).toBe(422);
  expect(paths(body)).toEqual(['email', 'name', 'roles', 'salary', 'videoUrl']);
  expect(unknownRole).toMatchObject({ status: 422, body: { errors: [{ path: 'roles.0' }] } });
});

test('the last owner who works here can neither step down nor leave', async () => {
  const practice = await kindword.practice();
  const second = await practice.as(['owner']);
  const left = await practice.call('PATCH', `/staff/${second.staffId}`, { active: false });

  const stepDown = await practice.call('PATCH', `/staff/${practice.staffId}`, { roles: ['desk'] });
  const leave = await practice.call('PATCH', `/staff/${practice.staffId}`, { active: false });
  const me = await practice.call('PATCH', `/staff/${practice.staffId}`, { name: 'Olu Adeyemi' });

  expect(left.status).toBe(200);
  expect([stepDown.status, leave.status]).toEqual([409, 409]);
  expect(me).toMatchObject({ status: 200, body: { name: 'Olu Adeyemi', roles: ['owner'], active: true } });
});

test('two owners who step down at the same moment leave one owner', async () => {
  const practice = await kindword.practice();
  const second = await practice.as(['owner']);

  const answers = await Promise.all([
    practice.call('PATCH', `/staff/${practice.staffId}`, { roles: ['deputy'] }),
    second.call('PATCH', `/staff/${second.staffId}`, { roles: ['deputy'] }),
  ]);

  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
});

test('a key is shown once, works until it is revoked, and is revoked for good', async () => {
  const practice = await kindword.practice();
  const answer = await practice.call('POST', `/staff/${practice.staffId}/api-keys`, { label: 'Front desk' });
  const { id, apiKey } = answer.body;

  const before = await withKey(practice, apiKey);
  const revoked = await practice.call('DELETE', `/staff/${practice.staffId}/api-keys/${id}`);
  const after = await withKey(practice, apiKey);

  expect(answer).toMatchObject({
    status: 201,
    body: {
      label: 'Front desk',
      apiKey: expect.stringMatching(/^kw_[\w-]{43}$/),
      createdAt: expect.any(String),
    },
  });
  expect([before.status, revoked.status, after.status]).toEqual([200, 204, 401]);
});

test('an answer repeated for an Idempotency-Key is the same answer without the secret', async () => {
  const practice = await kindword.practice();
  const issue = () =>
    practice.call(
      'POST',
      `/staff/${practice.staffId}/api-keys`,
      { label: 'Import' },
      { 'Idempotency-Key': 'one-key' },
    );

  const first = await issue();
  const { apiKey, ...shown } = first.body;
  const again = await issue();

  expect(apiKey).toMatch(/^kw_/);
  expect(again).toMatchObject({ status: 201 });
  expect(again.body).toEqual(shown);
});

test('a key that is unknown, or of somebody else, cannot be revoked', async () => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const { body } = await practice.call('POST', `/staff/${practice.staffId}/api-keys`, { label: 'mine' });

  const unknown = await practice.call('DELETE', `/staff/${practice.staffId}/api-keys/${NOBODY}`);
  const elsewhere = await practice.call('DELETE', `/staff/${desk.staffId}/api-keys/${body.id}`);

  expect([unknown.status, elsewhere.status]).toEqual([404, 404]);
  expect((await withKey(practice, body.apiKey)).status).toBe(200);
});

test('the keys of somebody who leaves stop working, and work again when they are back', async () => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const setActive = (active: boolean) => practice.call('PATCH', `/staff/${desk.staffId}`, { active });

  await setActive(false);
  const gone = await desk.call('GET', '/professionals');
  const newKey = await practice.call('POST', `/staff/${desk.staffId}/api-keys`, { label: 'again' });
  await setActive(true);
  const back = await desk.call('GET', '/professionals');

  expect([gone.status, newKey.status, back.status]).toEqual([401, 409, 200]);
});

test('days away are kept with who stands in, and can be taken back', async () => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const absences = `/staff/${practice.staffId}/absences`;

  const added = await practice.call('POST', absences, {
    from: '2026-12-21',
    to: '2026-12-21',
    coverStaffId: desk.staffId,
  });
  const listed = await desk.call('GET', absences);
  const changed = await desk.call('GET', `${absences}?updatedSince=${added.body.createdAt}&limit=1`);
  const removed = await practice.call('DELETE', `${absences}/${added.body.id}`);
  const again = await practice.call('DELETE', `${absences}/${added.body.id}`);

  expect(added).toMatchObject({
    status: 201,
    body: { from: '2026-12-21', to: '2026-12-21', coverStaffId: desk.staffId },
  });
  expect(listed.body).toEqual({ items: [added.body], nextCursor: null });
  expect(changed.body.items).toEqual([added.body]);
  expect([removed.status, again.status]).toEqual([204, 404]);
  expect((await practice.call('GET', absences)).body.items).toEqual([]);
});

test('days that end before they begin, and a cover that is no id, are named together', async () => {
  const practice = await kindword.practice();

  const { status, body } = await practice.call('POST', `/staff/${practice.staffId}/absences`, {
    from: '2026-12-22',
    to: '2026-12-21',
    coverStaffId: 'Noor',
  });

  expect(status).toBe(422);
  expect(paths(body)).toEqual(['coverStaffId', 'to']);
});

test('nobody is covered by a stranger, by somebody who left, by themselves, or in a ring', async () => {
  const practice = await kindword.practice();
  const [desk, left] = [await practice.as(['desk']), await practice.as(['desk'])];
  await practice.call('PATCH', `/staff/${left.staffId}`, { active: false });
  const away = (staffId: string, coverStaffId: string, from = '2026-12-01', to = '2026-12-10') =>
    practice.call('POST', `/staff/${staffId}/absences`, { from, to, coverStaffId });

  const wrong = [
    await away(desk.staffId, NOBODY),
    await away(desk.staffId, left.staffId),
    await away(desk.staffId, desk.staffId),
  ];
  const fine = await away(practice.staffId, desk.staffId);
  const ring = await away(desk.staffId, practice.staffId, '2026-12-10', '2026-12-12');
  const later = await away(desk.staffId, practice.staffId, '2026-12-11', '2026-12-12');

  for (const { status, body } of [...wrong, ring])
    expect([status, paths(body)]).toEqual([422, ['coverStaffId']]);
  expect([fine.status, later.status]).toEqual([201, 201]);
});

test('the open tasks of whoever is away or leaves move to their cover, the deputy, the owner, and nobody has mail for it (S40)', async () => {
  const practice = await kindword.practice();
  const [desk, cover, deputy] = [
    await practice.as(['desk']),
    await practice.as(['desk']),
    await practice.as(['deputy']),
  ];
  const id = await complaintFor(practice, desk);

  await goesAway(practice, desk, { from: today(-1), to: today(9), coverStaffId: cover.staffId });
  await isWith(cover, id);
  await practice.ask('PATCH', `/staff/${cover.staffId}`, { active: false });
  await isWith(deputy, id);
  await goesAway(practice, deputy, { from: today(), to: today() });
  await isWith(practice, id);
  await goesAway(practice, practice, { from: today(), to: today() });
  await at(practice, new Date(), runRetention);

  expect(await tasksOf(practice, { id })).toMatchObject([{ assigneeId: practice.staffId }]);
  const [moves, mails] = await at(practice, new Date(), async ({ em }) => [
    await em.find(AuditEntry, { entityId: id, action: 'move' }),
    await em.count(Message, { purpose: 'staff_note' }),
  ]);
  expect(moves.map(({ fields }) => fields)).toEqual([['assigneeId'], ['assigneeId'], ['assigneeId']]);
  expect(mails).toBe(0);
});

test('open tasks move when the first day begins where the practice is, and not before (S40)', async () => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const id = await complaintFor(practice, desk);
  await goesAway(practice, desk, { from: today(1), to: today(2) });

  await at(practice, new Date(), runRetention);
  const before = await tasksOf(practice, { id });
  const wakesAt = await at(practice, new Date(), nextRetentionAt);
  await at(practice, startOf(today(1)), runRetention);
  const after = await tasksOf(practice, { id });

  expect(before).toMatchObject([{ assigneeId: desk.staffId }]);
  expect(wakesAt).toEqual(startOf(today(1)));
  expect(after).toMatchObject([{ assigneeId: practice.staffId }]);
});

test('whoever is back has one digest of numbers, and no backlog (S40)', async () => {
  const practice = await kindword.practice();
  const [desk, cover] = [await practice.as(['desk']), await practice.as(['desk'])];
  const [done, open] = [await complaintFor(practice, desk), await complaintFor(practice, desk)];
  const away = { from: today(), to: today(), coverStaffId: cover.staffId };
  const absence = await goesAway(practice, desk, away);
  await isWith(cover, open);
  await cover.ask('POST', `/tasks/${done}/done`);
  await at(practice, new Date(), runRetention);
  const whileAway = await tasksOf(practice, { kind: 'read_digest' });

  const wakesAt = await at(practice, new Date(), nextRetentionAt);
  await at(practice, startOf(today(1)), runRetention);
  await at(practice, startOf(today(2)), runRetention);

  expect(whileAway).toEqual([]);
  expect(wakesAt).toEqual(startOf(today(1)));
  const { items } = await practice.ask('GET', `/tasks?assignee=${desk.staffId}`);
  expect(items).toMatchObject([
    {
      kind: 'read_digest',
      subjectId: absence.id,
      words: expect.stringMatching(/Settled: 1; still open, and staying with them: 1\./),
    },
  ]);
  await isWith(cover, open);
  await desk.ask('POST', `/tasks/${items[0].id}/done`);
  await at(practice, startOf(today(3)), runRetention);
  expect(await tasksOf(practice, { kind: 'read_digest' })).toEqual([]);
});

test('the digest of somebody who leaves is nobody else’s', async () => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const id = await complaintFor(practice, desk);
  await goesAway(practice, desk, { from: today(-1), to: today() });
  await isWith(practice, id);
  await at(practice, startOf(today(1)), runRetention);
  const { id: digest } = await taskOf(practice, { kind: 'read_digest', assigneeId: desk.staffId });

  await practice.ask('PATCH', `/staff/${desk.staffId}`, { active: false });
  await at(practice, new Date(), runRetention);

  expect(await tasksOf(practice, { id: digest }, 'cancelled')).toHaveLength(1);
});

test('a matter of care and a check for conflicts go to the practitioner’s cover, else the owner, and to no deputy (S40)', async () => {
  const practice = await kindword.practice();
  await practice.as(['deputy']);
  const [practitioner, cover] = [await practice.as(['practitioner']), await practice.as(['practitioner'])];
  const { staffId: practitionerId } = practitioner;
  const away = { from: today(), to: today(9), coverStaffId: cover.staffId };
  const absence = await goesAway(practice, practitioner, away);
  const arises = async () => {
    const { id: clientId } = await practice.client({ practitionerId });
    await practice.ask('POST', `/clients/${clientId}/satisfaction`, { instrument: 'csat', score: 1 });
    const enquiry = await practice.ask('POST', '/enquiries', {
      person: { firstName: 'Sam' },
      via: 'phone',
      knowsACurrentClient: true,
      practitionerId,
    });
    return [
      await taskOf(practice, { kind: 'care_matter', clientId }),
      await taskOf(practice, { kind: 'check_conflict', enquiryId: enquiry.id }),
    ];
  };

  const covered = await arises();
  await practice.ask('PATCH', `/staff/${cover.staffId}`, { active: false });
  for (const { id } of covered) await isWith(practice, id);
  await practice.ask('DELETE', `/staff/${practitionerId}/absences/${absence.id}`);
  await goesAway(practice, practitioner, { from: today(), to: today() });
  const uncovered = await arises();

  expect(covered.map(({ assigneeId }) => assigneeId)).toEqual([cover.staffId, cover.staffId]);
  expect(uncovered.map(({ assigneeId }) => assigneeId)).toEqual([practice.staffId, practice.staffId]);
});

test('a hold is "not now": a code, perhaps a last day, and no reason', async () => {
  const practice = await kindword.practice();
  const holds = `/clients/${await addClient(practice)}/holds`;
  const until = await dayFromToday(practice, 30);

  const forGood = await practice.call('POST', holds, { code: 'held' });
  const dated = await practice.call('POST', holds, { code: 'complaint', until });
  const reason = await practice.call('POST', holds, { code: 'held', reason: 'bereavement' });

  expect(forGood.status).toBe(201);
  expect(forGood.body).toEqual({
    id: expect.any(String),
    code: 'held',
    until: null,
    createdAt: expect.any(String),
  });
  expect(dated).toMatchObject({ status: 201, body: { code: 'complaint', until } });
  expect(reason).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'reason', message: 'is not a field of this request' }] },
  });
  expect(JSON.stringify(reason.body)).not.toContain('bereavement');
});

test('a code we do not know, and a last day that has passed, are refused by name', async () => {
  const practice = await kindword.practice();
  const holds = `/clients/${await addClient(practice)}/holds`;

  const unknown = await practice.call('POST', holds, { code: 'risk', until: 'soon' });
  const passed = await practice.call('POST', holds, {
    code: 'held',
    until: await dayFromToday(practice, -2),
  });

  expect([unknown.status, paths(unknown.body)]).toEqual([422, ['code', 'until']]);
  expect([passed.status, paths(passed.body)]).toEqual([422, ['until']]);
});

test('"not this client" is taken back only by whoever said it; any other hold by anybody who may', async () => {
  const practice = await kindword.practice();
  const desk = await practice.as(['desk']);
  const holds = `/clients/${await addClient(practice)}/holds`;
  const forGood = await desk.call('POST', holds, { code: 'held' });
  const dated = await desk.call('POST', holds, { code: 'held', until: await dayFromToday(practice, 30) });
  const unpaid = await desk.call('POST', holds, { code: 'unpaid' });

  const another = await practice.call('DELETE', `${holds}/${forGood.body.id}`);
  const setter = await desk.call('DELETE', `${holds}/${forGood.body.id}`);
  const gone = await desk.call('DELETE', `${holds}/${forGood.body.id}`);
  const others = [
    await practice.call('DELETE', `${holds}/${dated.body.id}`),
    await practice.call('DELETE', `${holds}/${unpaid.body.id}`),
  ];

  expect([another.status, setter.status, gone.status]).toEqual([403, 204, 404]);
  expect(others.map(({ status }) => status)).toEqual([204, 204]);
});

test('a practitioner holds and discharges their own clients only', async () => {
  const practice = await kindword.practice();
  const practitioner = await practice.as(['practitioner']);
  const own = await addClient(practice, { practitionerId: practitioner.staffId });
  const other = await addClient(practice);
  const hold = await practice.call('POST', `/clients/${other}/holds`, { code: 'unpaid' });

  const allowed = [
    await practitioner.call('POST', `/clients/${own}/holds`, { code: 'held' }),
    await practitioner.call('POST', `/clients/${own}/discharge`, {
      ending: 'planned_partly',
      on: '2026-01-05',
      practitionerTick: true,
    }),
  ];
  const refused = [
    await practitioner.call('POST', `/clients/${other}/holds`, { code: 'held' }),
    await practitioner.call('DELETE', `/clients/${other}/holds/${hold.body.id}`),
    await practitioner.call('POST', `/clients/${other}/discharge`, { ending: 'moved', on: '2026-01-05' }),
  ];

  expect(allowed.map(({ status }) => status)).toEqual([201, 200]);
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('a discharge says how the work ended and on which day', async () => {
  const practice = await kindword.practice();
  const clientId = await addClient(practice);
  const on = await dayFromToday(practice, 0);

  const ended = await practice.call('POST', `/clients/${clientId}/discharge`, {
    ending: 'planned_met',
    on,
  });
  const read = await practice.call('GET', `/clients/${clientId}`);

  expect(ended).toMatchObject({ status: 200, body: { id: clientId, ending: 'planned_met', endedOn: on } });
  expect(ended.body).toEqual({ ...read.body, milestoneId: expect.any(String) });
});

test('a discharge that has not happened yet, or of no known kind, is refused by name', async () => {
  const practice = await kindword.practice();
  const discharge = `/clients/${await addClient(practice)}/discharge`;

  const unknown = await practice.call('POST', discharge, { ending: 'cured', on: '2026-02-30', note: 'x' });
  const tomorrow = await practice.call('POST', discharge, {
    ending: 'moved',
    on: await dayFromToday(practice, 1),
  });

  expect([unknown.status, paths(unknown.body)]).toEqual([422, ['ending', 'note', 'on']]);
  expect([tomorrow.status, paths(tomorrow.body)]).toEqual([422, ['on']]);
});

function paths(body: { errors?: { path: string }[] }): string[] {
  return [...new Set((body.errors ?? []).map(({ path }) => path))].toSorted();
}

function lastNameOf({ lastName }: { lastName: string }): string {
  return lastName;
}

async function lastNames(practice: TestPractice, query: string): Promise<string[]> {
  const { body } = await practice.call('GET', `/professionals${query}`);
  return body.items.map(lastNameOf);
}

async function addClient(practice: TestPractice, more: object = {}): Promise<string> {
  const { body } = await practice.call('POST', '/clients', {
    firstName: 'Robin',
    email: `robin-${randomUUID()}@example.org`,
    ...more,
  });
  return body.id;
}

async function setKinds(practice: TestPractice, professionalKinds: string[]): Promise<void> {
  const { body } = await practice.call('GET', '/practice/policy');
  const { status } = await practice.call('PUT', '/practice/policy', { ...body, professionalKinds });
  expect(status).toBe(200);
}

async function withKey(practice: TestPractice, apiKey: string) {
  return practice.call('GET', '/me', undefined, { Authorization: `Bearer ${apiKey}` });
}

/** A date of the practice's own calendar, so many days from today. */
async function dayFromToday(practice: TestPractice, days: number): Promise<string> {
  const { body } = await practice.call('GET', '/practice');
  return Temporal.Now.plainDateISO(body.timezone).add({ days }).toString();
}

/** A task that is this person's, because complaints are their duty. */
async function complaintFor(practice: TestPractice, { staffId }: TestPractice): Promise<string> {
  const { duties } = await practice.ask('GET', '/practice/policy');
  await practice.changePolicy({ duties: { ...duties, privacy: staffId } });
  const { id: subjectId } = await practice.ask('POST', '/complaints', { subject: 'A letter came twice' });
  const task = await taskOf(practice, { kind: 'answer_complaint', subjectId });
  expect(task.assigneeId).toBe(staffId);
  return task.id;
}

function goesAway(practice: TestPractice, { staffId }: TestPractice, days: object): Promise<{ id: string }> {
  return practice.ask('POST', `/staff/${staffId}/absences`, days);
}

/** Once this open task is in their list. */
async function isWith(who: TestPractice, id: string): Promise<void> {
  await taskOf(who, { id, assigneeId: who.staffId });
}

function startOf(date: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(ZONE).epochMilliseconds);
}

/** What the practice's housekeeping does at that moment. */
function at<T>({ practiceId }: TestPractice, now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(kindword.database, { practiceId, actor: WORKFLOW_ACTOR, now }, work);
}
