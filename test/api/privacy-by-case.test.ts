import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { lastMonth } from './support/periods.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json } from '../support/practice.ts';

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
});
afterAll(() => kindword.stop());

test('the privacy lead learns who somebody is by one record, and the look is noted', async () => {
  const practice = await kindword.practice();
  const lead = await practice.as(['privacy']);
  const { id } = await practice.client({ firstName: 'Robin', lastName: 'Rowan' });
  await practice.refer({ referrer: { clientId: id } });

  const person = await lead.ask('GET', `/people?clientId=${id}`);
  const { items } = await practice.ask('GET', `/audit?entity=client&id=${id}&who=${lead.staffId}`);

  expect(person).toMatchObject({
    about: { subject: 'client', id },
    name: 'Robin Rowan',
    records: { clients: 1, sentBy: 1 },
    openRequestId: null,
    erasureId: null,
  });
  expect(items.map(({ action }: Json) => action)).toEqual(['read']);
  expect((await lead.call('GET', '/people')).status).toBe(422);
  expect((await (await practice.as(['desk'])).call('GET', `/people?clientId=${id}`)).status).toBe(403);
});

test('a case of any kind is read by its id alone, with its clock', async () => {
  const practice = await kindword.practice();
  const { id: clientId } = await practice.client();
  const complaint = await practice.ask('POST', '/complaints', { subject: 'A question about a note' });
  const request = await practice.ask('POST', '/people/export', { clientId });

  const cases = [
    await practice.ask('GET', `/privacy/cases/${complaint.id}`),
    await practice.ask('GET', `/privacy/cases/${request.id}`),
  ];

  expect(cases).toMatchObject([
    { kind: 'complaint', subject: 'A question about a note', about: null, dueAt: complaint.dueAt },
    { kind: 'access', subject: null, about: { subject: 'client', id: clientId }, dueAt: request.dueAt },
  ]);
});

test('the log is narrowed by who acted and by what was done', async () => {
  const practice = await kindword.practice();
  const { id } = await practice.client();
  await practice.ask('PATCH', `/clients/${id}`, { phone: '020 7946 0018' });

  const { items } = await practice.ask('GET', `/audit?actor=staff&action=change&entity=client`);

  expect(items).toMatchObject([{ action: 'change', entityId: id, fields: ['phone'] }]);
});

test('a list of reviews can be brief: which there are, and nothing of what they hold', async () => {
  const practice = await kindword.practice();
  const { id } = await practice.ask('POST', '/reviews', { kind: 'monthly', period: lastMonth() });

  const { items } = await practice.ask('GET', '/reviews?brief=true');
  const { people } = await practice.ask('GET', `/reviews/${id}`);
  const asReviewer = await (await practice.as(['reviewer'])).ask('GET', `/reviews/${id}`);

  expect(items).toMatchObject([{ id, kind: 'monthly', agenda: [], thank: [] }]);
  expect(people.map((one: Json) => one.id)).toEqual([practice.staffId]);
  expect(asReviewer.people).toEqual([]);
});
