import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { ClientHold } from '../../entities/client-hold.ts';
import { Discharge } from '../../entities/discharge.ts';
import { FridayList } from '../../entities/friday-list.ts';
import { Message } from '../../entities/message.ts';
import { Milestone } from '../../entities/milestone.ts';
import { Commitment } from '../../entities/commitment.ts';
import { PublicToken } from '../../entities/public-token.ts';
import { openFridayList } from '../../facts/friday-lists/open-friday-list.ts';
import { publicLink } from '../../email/public-link.ts';
import { DAY_MS, dayAgo, today } from '../support/clock.ts';
import { picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { GONE_TITLE, send, TELEPHONE, visit } from './visitor.ts';
import { inPractice } from '../support/in-practice.ts';

const WEEK_MS = 7 * DAY_MS;

let kindword: TestKindword;
let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
  kindword = await startKindword();
});
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

type Practitioner = { practice: TestPractice; staffId: string };

async function practitioner(): Promise<Practitioner> {
  const practice = await kindword.practice({ sending: 'rehearsal' });
  const { staffId } = await practice.as(['practitioner']);
  return { practice, staffId };
}

/** A client who came once a week, the last time yesterday; and comes again next week, or not. */
async function seen(
  { practice, staffId }: { practice: TestPractice; staffId: string | null },
  name: string,
  sessions: number,
  { again = false } = {},
): Promise<Json> {
  const [firstName, lastName] = name.split(' ');
  const client = await practice.client({ firstName, lastName, practitionerId: staffId });
  const yesterday = Date.now() - DAY_MS;
  for (let week = sessions - 1; week >= 0; week -= 1) {
    const at = new Date(yesterday - week * WEEK_MS).toISOString();
    await practice.ask('POST', `/clients/${client.id}/sessions`, { at, status: 'attended' });
  }
  if (again)
    await practice.ask('POST', `/clients/${client.id}/sessions`, {
      at: new Date(yesterday + WEEK_MS).toISOString(),
      status: 'booked',
    });
  return client;
}

async function open({ practice, staffId }: Practitioner): Promise<FridayList | null> {
  return inPractice(kindword, practice, (one) => openFridayList(one, staffId, kindword.url));
}

function linkOf(practice: TestPractice, list: FridayList | null): string {
  const { practiceId: id, slug } = practice;
  return publicLink(kindword.url, { id, slug }, 'friday', { id: list?.id ?? '', generation: 0 }).url;
}

/** The form's fields, by client. */
function answers(list: FridayList | null, given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([clientId, answer]) => [
      `line-${(list?.clientIds.indexOf(clientId) ?? -1) + 1}`,
      answer,
    ]),
  );
}

async function kept(practice: TestPractice) {
  return inPractice(kindword, practice, async ({ em }) => ({
    discharges: await em.find(Discharge, {}),
    milestones: await em.find(Milestone, {}),
    holds: await em.find(ClientHold, {}),
  }));
}

test('a list holds who reached a review point or came for the last time, once a day, with its e-mail (§5a.16)', async () => {
  const those = await practitioner();
  const { practice } = those;
  const ada = await seen(those, 'Ada Lovelace', 6, { again: true });
  const bo = await seen(those, 'Bo Birch', 2);
  await seen(those, 'Cy Cedar', 5, { again: true });

  const list = await open(those);
  const again = await open(those);

  expect(list?.clientIds.toSorted()).toEqual([ada.id, bo.id].toSorted());
  expect(again?.id).toBe(list?.id);
  const [message, ...more] = await inPractice(kindword, practice, ({ em }) =>
    em.find(Message, { template: 'm27' }),
  );
  expect(more).toEqual([]);
  expect(message).toMatchObject({ key: `friday-list/${list?.id}`, purpose: 'friday_list' });
  expect([message?.staffId, message?.id]).toEqual([those.staffId, list?.messageId]);
  const em = kindword.database.orm.em.fork();
  expect(await em.count(Commitment, { kind: 'delivery', subjectId: message?.id ?? '' })).toBe(1);
  const { expiresAt } = await em.findOneOrFail(PublicToken, { subjectId: list?.id ?? '' });
  const days = ((expiresAt?.getTime() ?? 0) - Date.now()) / DAY_MS;
  expect(days).toBeGreaterThan(13);
  expect(days).toBeLessThanOrEqual(14);
});

test('where there is one practitioner alone, clients who were given to nobody are theirs', async () => {
  const those = await practitioner();
  const { practice } = those;
  const ada = await seen({ practice, staffId: null }, 'Ada Lovelace', 6);
  const list = await open(those);

  await send(linkOf(practice, list), answers(list, { [ada.id]: 'goal' }));
  const { staffId } = await practice.as(['practitioner']);
  await seen({ practice, staffId: null }, 'Bo Birch', 6);

  expect((await kept(practice)).milestones).toHaveLength(1);
  expect(await open({ practice, staffId })).toBeNull();
});

test('with nothing to ask there is no list and no e-mail', async () => {
  const those = await practitioner();
  await seen(those, 'Cy Cedar', 5, { again: true });
  const held = await seen(those, 'Di Dogwood', 6);
  await those.practice.ask('POST', `/clients/${held.id}/holds`, { code: 'held' });
  const ended = await seen(those, 'Ed Elder', 6);
  await those.practice.ask('POST', `/clients/${ended.id}/discharge`, {
    ending: 'moved',
    on: dayAgo(1),
  });

  expect(await open(those)).toBeNull();
  expect(await inPractice(kindword, those.practice, ({ em }) => em.count(Message, { template: 'm27' }))).toBe(
    0,
  );
});

test('two taps a name: each answer is a fact of the practitioner’s, and whoever is left out is not asked about (S15)', async () => {
  const those = await practitioner();
  const { practice } = those;
  const ada = await seen(those, 'Ada Lovelace', 6);
  const bo = await seen(those, 'Bo Birch', 6, { again: true });
  const cy = await seen(those, 'Cy Cedar', 2);
  const di = await seen(those, 'Di Dogwood', 2);
  const list = await open(those);
  const yesterday = dayAgo(1);

  const { page } = await browser.open(linkOf(practice, list), TELEPHONE);
  await picture(page, 'friday');
  const text = await page.textContent('main');
  expect(text).toContain('A. L.');
  expect(text).toContain('6th session');
  expect(text).toMatch(/last booked session was \w+day/);
  expect(text).not.toMatch(/Lovelace|Ada|recommend|referr|pass.*on|good word/i);
  const tap = async (initials: string, label: string) =>
    page.getByRole('group', { name: initials }).getByLabel(label).check();
  await tap('A. L.', 'Planned ending');
  await tap('B. B.', 'Goal reached');
  await tap('C. C.', 'Never');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.waitForSelector('[role=status]');
  await picture(page, 'friday-answered');

  const { discharges, milestones, holds } = await kept(practice);
  expect(discharges).toMatchObject([{ ending: 'planned_met', on: yesterday, practitionerTick: true }]);
  expect([discharges[0]?.client.id, discharges[0]?.by ?? null]).toEqual([ada.id, null]);
  const goal = milestones.find(({ kind }) => kind === 'goal_reached');
  expect(goal).toMatchObject({ occurredOn: yesterday, practitionerTick: true, recordedVia: 'friday_list' });
  expect([goal?.client.id, goal?.recordedBy ?? null]).toEqual([bo.id, null]);
  expect(holds.map(({ client, code, until, setBy }) => [client.id, code, until ?? null, setBy])).toEqual([
    [cy.id, 'held', null, those.staffId],
  ]);
  expect(milestones.some(({ client }) => client.id === di.id)).toBe(false);
  const noted = await inPractice(kindword, practice, ({ em }) =>
    em.find(AuditEntry, { entityId: { $in: [ada.id, goal?.id ?? ''] }, actor: { $ne: 'staff' } }),
  );
  expect(noted.map(({ actor, staffId, linkPurpose }) => [actor, staffId ?? null, linkPurpose])).toEqual(
    noted.map(() => ['link', null, 'friday']),
  );
  expect(noted.map(({ linkSubjectId }) => linkSubjectId)).toContain(list?.id);
  expect(await page.getByRole('group', { name: 'D. D.' }).count()).toBe(1);
  expect(await page.textContent('ul')).toContain('A. L.');
});

test('an answer is final: said again otherwise, it changes nothing', async () => {
  const those = await practitioner();
  const { practice } = those;
  const ada = await seen(those, 'Ada Lovelace', 6);
  const bo = await seen(those, 'Bo Birch', 2);
  const list = await open(those);
  const link = linkOf(practice, list);

  await Promise.all([
    send(link, answers(list, { [ada.id]: 'not_now' })),
    send(link, answers(list, { [ada.id]: 'not_now' })),
  ]);
  await send(link, answers(list, { [ada.id]: 'ended' }));
  expect((await kept(practice)).discharges).toEqual([]);

  await send(link, answers(list, { [bo.id]: 'goal' }));
  const { text } = await send(link, answers(list, { [bo.id]: 'never' }));
  expect(text).toContain('There is nothing more to answer here.');
  const { milestones, holds } = await kept(practice);
  expect([milestones.length, holds.length]).toEqual([1, 0]);
  const after = await inPractice(kindword, practice, ({ em }) =>
    em.findOneOrFail(FridayList, { id: list?.id ?? '' }),
  );
  expect(after.closedAt).not.toBeNull();
});

test('kind words of this week stand on the list of the practitioner they are for, without a name', async () => {
  const those = await practitioner();
  const { practice } = those;
  const colleague = await practice.as(['practitioner']);
  const ada = await seen(those, 'Ada Lovelace', 6);
  const other = await seen({ practice, staffId: colleague.staffId }, 'Bo Birch', 6);
  const say = (clientId: string, kindWords: string, change: Record<string, unknown> = {}) =>
    practice.ask('POST', `/clients/${clientId}/satisfaction`, {
      instrument: 'csat',
      score: 5,
      kindWords,
      mayShare: true,
      ...change,
    });
  await say(ada.id, 'I sleep again.');
  await say(ada.id, 'Not for anybody.', { mayShare: false });
  await say(ada.id, 'Half a year ago.', { at: new Date(Date.now() - 182 * DAY_MS).toISOString() });
  await say(other.id, 'You were patient with me.');

  const mine = await visit(linkOf(practice, await open(those)));
  const theirs = await visit(linkOf(practice, await open({ practice, staffId: colleague.staffId })));

  expect(mine.text).toContain('<blockquote>I sleep again.</blockquote>');
  expect(mine.text).not.toMatch(/Not for anybody|Half a year|patient with me|Lovelace/);
  expect(theirs.text).toContain('You were patient with me.');
  expect(theirs.text).not.toContain('I sleep again.');
});

test('“nothing this week” is one tap, and closes the list', async () => {
  const those = await practitioner();
  const { practice } = those;
  const ada = await seen(those, 'Ada Lovelace', 6);
  const list = await open(those);
  const link = linkOf(practice, list);

  const { page } = await browser.open(link, TELEPHONE);
  await page.getByRole('button', { name: 'Nothing this week' }).click();
  await page.waitForSelector('[role=status]');
  await picture(page, 'friday-nothing');
  await send(link, answers(list, { [ada.id]: 'ended' }));

  const { discharges, milestones, holds } = await kept(practice);
  expect([discharges, milestones, holds]).toEqual([[], [], []]);
});

test('whoever ended, was held or went to a colleague since is spoken of no more', async () => {
  const those = await practitioner();
  const { practice } = those;
  const gone = await seen(those, 'Ada Lovelace', 6);
  const moved = await seen(those, 'Bo Birch', 6);
  const held = await seen(those, 'Cy Cedar', 6);
  const list = await open(those);
  const link = linkOf(practice, list);
  await practice.ask('POST', `/clients/${gone.id}/discharge`, {
    ending: 'deceased',
    on: today(),
  });
  await practice.ask('PATCH', `/clients/${moved.id}`, { practitionerId: practice.staffId });
  await practice.ask('POST', `/clients/${held.id}/holds`, { code: 'held' });

  const { text } = await visit(link);
  await send(link, answers(list, { [gone.id]: 'ended', [moved.id]: 'goal' }));

  expect(text).toContain('There is nothing more to answer here.');
  expect((await practice.ask('GET', `/clients/${gone.id}`)).ending).toBe('deceased');
  expect((await kept(practice)).milestones).toEqual([]);
});

test('after a fortnight, or once they have left, the link is gone', async () => {
  const those = await practitioner();
  const { practice } = those;
  await seen(those, 'Ada Lovelace', 6);
  const list = await open(those);
  const link = linkOf(practice, list);
  const expires = (at: Date) =>
    inPractice(kindword, practice, ({ em }) =>
      em.nativeUpdate(PublicToken, { subjectId: list?.id ?? '' }, { expiresAt: at }),
    );

  await expires(new Date(Date.now() - 1_000));
  const expired = [await visit(link), await send(link, { nothing: 'yes' })];
  await expires(new Date(Date.now() + DAY_MS));
  await practice.ask('PATCH', `/staff/${those.staffId}`, { active: false });
  const left = await visit(link);

  for (const { status, text } of [...expired, left]) {
    expect(status).toBe(404);
    expect(text).toContain(GONE_TITLE);
  }
});

test('initials of hostile names are letters and nothing else', async () => {
  const those = await practitioner();
  await seen(those, '<b>x</b> &co', 6);
  const list = await open(those);

  const { text } = await visit(linkOf(those.practice, list));

  expect(text).toContain('&lt;. &amp;.');
});
