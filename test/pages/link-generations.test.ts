import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { makeLinkWork } from '../../facts/outbound-mail/make-link-work.ts';
import { openFridayList } from '../../facts/friday-lists/open-friday-list.ts';
import { publicLink, type TokenPurpose } from '../../email/public-link.ts';
import { DAY_MS } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { firstMailTo } from '../support/mails.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { linkFor, send, visit } from './visitor.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
});
afterAll(() => kindword?.stop());

const CLIENTS: readonly TokenPurpose[] = ['consent', 'intake', 'survey', 'referrer', 'unsubscribe'];
const opens = async (url: string): Promise<boolean> => (await visit(url)).status === 200;

async function linksOf(id: string): Promise<Record<string, string>> {
  const links: [string, string][] = [];
  for (const purpose of CLIENTS) links.push([purpose, await linkFor(kindword, practice, purpose, id)]);
  return Object.fromEntries(links);
}

async function whichOpen(links: Record<string, string>): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(links).map(async ([name, url]) => ((await opens(url)) ? [name] : [])),
  );
  return found.flat();
}

test('a corrected address ends the links that went to the wrong one; the one to hand on and the one that says stop go on', async () => {
  const { id } = await practice.client();
  const links = await linksOf(id);

  const before = await whichOpen(links);
  await practice.ask('PATCH', `/clients/${id}`, { email: 'right@example.org' });
  const after = await whichOpen(links);
  const answer = await send(links['consent'] ?? '', { answer: 'yes' });

  expect([before, after]).toEqual([[...CLIENTS], ['referrer', 'unsubscribe']]);
  expect([answer.status, answer.text.includes('This link is not in use')]).toEqual([404, true]);
  expect((await practice.ask('GET', `/clients/${id}/prompt-consent`)).items ?? []).toEqual([]);
});

test('an import that corrects an address ends the links too, and another name does not', async () => {
  const { id } = await practice.client({ externalRef: 'L-1' });
  const links = await linksOf(id);
  const csv = (email: string, name: string) =>
    practice.call(
      'POST',
      '/imports/clients',
      `Patient ID,First Name,Last Name,Email\nL-1,${name},Rowan,${email}\n`,
      {
        'content-type': 'text/csv',
      },
    );
  const { email } = await practice.ask('GET', `/clients/${id}`);

  await csv(email, 'Robina');
  const renamed = await whichOpen(links);
  await csv('imported@example.org', 'Robina');
  const moved = await whichOpen(links);

  expect([renamed, moved]).toEqual([[...CLIENTS], ['referrer', 'unsubscribe']]);
});

test('a first address ends nothing: the slip that was handed over goes on working', async () => {
  const { id } = await practice.client({ email: null, externalRef: 'L-2' });
  const { url } = await practice.ask('POST', `/clients/${id}/consent-slip`);

  await practice.ask('PATCH', `/clients/${id}`, { email: 'first@example.org' });

  expect(await opens(url)).toBe(true);
});

test('whoever asks has every link ended but the one that says stop, and new ones work', async () => {
  const { id } = await practice.client();
  const links = await linksOf(id);

  const { status } = await practice.call('POST', `/clients/${id}/links/revoked`);
  const after = await whichOpen(links);
  const { url } = await practice.ask('POST', `/clients/${id}/consent-slip`);

  expect([status, after]).toEqual([204, ['unsubscribe']]);
  expect([await opens(url), url === links['consent']]).toEqual([true, false]);
});

test.each([
  ['consent', 90],
  ['intake', 60],
  ['survey', 60],
  ['referrer', null],
  ['unsubscribe', null],
] as const)('a link for %s works for %s days', async (purpose, days) => {
  const { id } = await practice.client();
  const own = { id: practice.practiceId, slug: practice.slug };
  const link = publicLink(kindword.url, own, purpose, { id, generation: 0 });
  const expiry = () =>
    kindword.database.orm.em
      .fork()
      .findOneOrFail(PublicToken, { subjectId: id })
      .then(({ expiresAt }) => expiresAt ?? null);

  await inPractice(kindword, practice, (tx) => makeLinkWork(tx, link));
  const first = await expiry();
  await inPractice(kindword, practice, (tx) =>
    makeLinkWork({ ...tx, now: new Date(Date.now() + DAY_MS) }, link),
  );
  const again = await expiry();

  if (days === null) return expect([first, again]).toEqual([null, null]);
  expect(Math.round(((first?.getTime() ?? 0) - Date.now()) / DAY_MS)).toBe(days);
  expect(Math.round(((again?.getTime() ?? 0) - Date.now()) / DAY_MS)).toBe(days + 1);
});

async function fridayLink(): Promise<{
  member: TestPractice;
  clientId: string;
  messageId: string;
  url: string;
}> {
  const member = await practice.as(['practitioner']);
  const client = await practice.client({ practitionerId: member.staffId });
  for (const weeks of [1, 2, 3, 4, 5, 6])
    await practice.ask('POST', `/clients/${client.id}/sessions`, {
      at: new Date(Date.now() - weeks * 7 * DAY_MS).toISOString(),
      status: 'attended',
    });
  const list = await inPractice(kindword, practice, (tx) => openFridayList(tx, member.staffId, kindword.url));
  const { items } = await practice.ask('GET', '/staff');
  const { email } = items.find(({ id }: Json) => id === member.staffId);
  const { TextBody } = await firstMailTo(kindword.outbox, email);
  const url = /https?:\S+\/friday\/[\w-]+/.exec(TextBody)?.[0] ?? '';
  return { member, clientId: client.id, messageId: list?.messageId ?? '', url };
}

test("no view of a mail lets its reader act as its recipient, and what is done by link is the link's", async () => {
  const { clientId, messageId, url, member } = await fridayLink();
  const desk = await practice.as(['desk']);
  const token = url.split('/').at(-1) ?? '';

  const views = [
    await desk.call('GET', `/messages/${messageId}`),
    await desk.call('GET', '/messages?template=m27'),
    await desk.call('POST', `/messages/${messageId}/cancel`),
  ].map(({ body }) => JSON.stringify(body));
  await send(url, { 'line-1': 'goal' });

  expect(views.some((text) => text.includes(token))).toBe(false);
  expect(views[0]).toContain('/friday/•••');
  const noted = await inPractice(kindword, practice, ({ em }) =>
    em.find(AuditEntry, { entity: 'milestone', linkPurpose: 'friday' }),
  );
  expect(noted.map(({ actor, staffId }) => [actor, staffId ?? null])).toEqual([['link', null]]);
  const { items } = await member.ask('GET', `/clients/${clientId}/milestones`);
  expect(items).toMatchObject([{ kind: 'goal_reached', practitionerTick: true }]);
});

test('a new address of a member of staff or a colleague ends the links that went to the old one', async () => {
  const { url, member } = await fridayLink();
  const colleague = await practice.professional();
  const referral = await practice.refer({
    learnedFrom: 'professional_letter',
    via: 'email',
    referrer: { professionalId: colleague.id },
  });
  await practice.ask('POST', `/referrals/${referral.id}/acknowledgement`);
  const { TextBody } = await firstMailTo(kindword.outbox, colleague.email);
  const posted = /https?:\S+\/posted\/[\w-]+/.exec(TextBody)?.[0] ?? '';

  const before = [await opens(url), await opens(posted)];
  await practice.ask('PATCH', `/staff/${member.staffId}`, { email: 'new-staff@example.org' });
  await practice.ask('PATCH', `/professionals/${colleague.id}`, { email: 'new-colleague@example.org' });

  expect(before).toEqual([true, true]);
  expect([await opens(url), await opens(posted)]).toEqual([false, false]);
});

test('only what is there to be handed on holds a link: the slip, and the line for a mail from elsewhere', async () => {
  const { id } = await practice.client();
  const key = { 'Idempotency-Key': 'slip-1' };

  const first = await practice.call('POST', `/clients/${id}/consent-slip`, undefined, key);
  const again = await practice.call('POST', `/clients/${id}/consent-slip`, undefined, key);

  expect(first.body.url).toMatch(/\/consent\/[\w-]{32}$/);
  expect([again.status, again.body]).toEqual([200, {}]);
  const exported = await until(() => practice.ask('GET', `/people/export?clientId=${id}`));
  expect(JSON.stringify(exported)).not.toMatch(/\/(r|u|consent|survey|intake)\/[\w-]{20}/);
});
