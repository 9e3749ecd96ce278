import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ManualVersion } from '../../entities/manual-version.ts';
import { eraseStaff } from '../../facts/privacy/staff-erasure.ts';
import { Erasure } from '../../entities/erasure.ts';
import { keepManualUpToDate } from '../../facts/manual/keep-manual.ts';
import { msInWords } from '../../policy/manual/in-words.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { firstMailTo } from '../support/mails.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { stillTables } from '../support/tables.ts';
import { tasksOf, taskOf } from '../support/tasks.ts';
import { until } from '../support/until.ts';
import { isThanked } from '../support/thanks.ts';
import { today } from '../support/clock.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({ name: 'Willow & Elm' });
});
afterAll(() => kindword.stop());

const JSON_TYPE = { accept: 'application/json' };

async function manualOf(of = practice): Promise<Json> {
  const { status, body } = await of.call('GET', '/manual', undefined, JSON_TYPE);
  expect(status).toBe(200);
  return body;
}

async function stepOf(key: string, of = practice): Promise<Json> {
  return (await manualOf(of)).steps.find((step: Json) => step.key === key);
}

/** What the page says, as whoever follows it writes it: braces filled in, brackets of another occasion left out. */
function filledIn(words: string, known: Record<string, string>): string {
  return words
    .replaceAll(/\s*\[if [^\]]*\]/g, '')
    .replaceAll(/\{(\w+)\}/g, (place, name: string) => known[name] ?? place);
}

test('S44 one address, three media types; a page without scripts or names of clients, also where nothing is said', async () => {
  await practice.refer({ referrer: { clientId: (await practice.client({ firstName: 'Hermia' })).id } });

  const page = await practice.call('GET', '/manual');
  const text = await practice.call('GET', '/manual', undefined, { accept: 'text/markdown' });
  const json = await manualOf();

  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page.headers.get('vary')).toContain('Accept');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.body).toContain('<h1>How good words are looked after at Willow &amp; Elm</h1>');
  expect(page.body).not.toMatch(/<script|\son\w+=/);
  expect(text.headers.get('content-type')).toMatch(/^text\/markdown/);
  expect(text.body).toMatch(/^# How good words are looked after at Willow & Elm\n/);
  for (const { who, words } of json.steps) {
    for (const line of words.split('\n')) expect(text.body).toContain(line === '' ? '>' : `> ${line}`);
    expect(text.body).toContain(`**Who:** ${who}`);
  }
  expect(`${page.body}${text.body}${JSON.stringify(json)}`).not.toContain('Hermia');
});

test('S44 looking changes nothing; each change of what it is made of makes one version, and says what changed', async () => {
  const own = await kindword.practice({ name: 'Versions' });
  const before = await stillTables(kindword.ownerUrl);
  const first = await manualOf(own);
  await own.call('GET', '/manual');
  expect(await stillTables(kindword.ownerUrl)).toEqual(before);

  const { items } = await own.ask('GET', '/staff');
  const named = (name: string, roles: string[]) =>
    own.ask('POST', '/staff', { name, email: `${name.split(' ')[0]}@example.org`, roles, active: true });
  const policy = await own.ask('GET', '/practice/policy');
  const change: [string, () => Promise<unknown>, RegExp][] = [
    [
      'a setting',
      () => own.changePolicy({ prompt: { ...policy.prompt, coolDown: 'P120D' } }),
      /at least 120 days apart/,
    ],
    ['somebody new', () => named('Ben Birch', ['desk']), /Ben Birch: desk/],
    [
      'a duty',
      async () => {
        const ben = (await own.ask('GET', '/staff')).items.find((one: Json) => one.name === 'Ben Birch');
        await own.changePolicy({ duties: { ...policy.duties, firstContact: ben.id } });
      },
      /Answering whoever gets in touch: Ben Birch/,
    ],
    [
      'an absence',
      async () => {
        const ben = (await own.ask('GET', '/staff')).items.find((one: Json) => one.name === 'Ben Birch');
        await own.ask('POST', `/staff/${ben.id}/absences`, {
          from: today(),
          to: today(10),
          coverStaffId: items[0].id,
        });
      },
      new RegExp(`\\*\\*Who:\\*\\* ${items[0].name}, standing in for Ben Birch`),
    ],
    [
      'its end',
      async () => {
        const ben = (await own.ask('GET', '/staff')).items.find((one: Json) => one.name === 'Ben Birch');
        const [absence] = (await own.ask('GET', `/staff/${ben.id}/absences`)).items;
        await own.ask('DELETE', `/staff/${ben.id}/absences/${absence.id}`);
      },
      /\*\*Who:\*\* Ben Birch\n/,
    ],
    [
      'words of its own',
      () =>
        own.ask('PUT', '/templates/m7', {
          source: `Hello {{ first }}, that's "ever so" kind of you. Warmly, {{ signer }}`,
        }),
      /> Hello \{first\}, that's "ever so" kind of you\. Warmly, \w+\n/,
    ],
    ['the telephone', () => own.ask('PATCH', '/practice', { phone: '020 7946 0099' }), /ring 020 7946 0099/],
    [
      'whom to turn to',
      () => own.ask('PATCH', '/practice', { crisisRoute: 'Elm Line, 116 000' }),
      /use Elm Line, 116 000\./,
    ],
    [
      'the intake procedure',
      () => own.ask('PATCH', '/practice', { intakeProcedure: 'We ring back.\nWe send the form.' }),
      /> We ring back\.\n> We send the form\./,
    ],
    [
      'what is offered',
      () => own.ask('POST', '/service-lines', { name: 'Supervision', stages: [] }),
      /What we offer: Supervision: no stages/,
    ],
  ];
  let version: number = first.version;
  for (const [what, make, shows] of change) {
    await make();
    const now = await manualOf(own);
    expect([what, now.version]).toEqual([what, version + 1]);
    expect([what, (await own.call('GET', '/manual', undefined, { accept: 'text/markdown' })).body]).toEqual([
      what,
      expect.stringMatching(shows),
    ]);
    expect(now.changes[0].at).toBe(now.since);
    version = now.version;
  }
  await own.changePolicy({});
  const last = await manualOf(own);
  expect(last.version).toBe(version);
  expect(last.changes).toContainEqual({
    at: expect.any(String),
    what: 'Every setting, as it is: Prompt: cool down',
    from: '90 days',
    to: '120 days',
  });
});

test('S46 each ticks the version in force, once; one that is no longer in force is refused, and says which is', async () => {
  const desk = await practice.as(['desk']);
  const reviewer = await practice.as(['reviewer']);
  const { version } = await manualOf();

  const ticked = await desk.call('POST', '/manual/read', { version });
  const again = await desk.call('POST', '/manual/read', { version });

  expect([ticked.status, ticked.body]).toEqual([
    201,
    { staffId: desk.staffId, version, at: expect.any(String) },
  ]);
  expect(again.body).toEqual(ticked.body);
  expect((await manualOf()).reads).toMatchObject([ticked.body]);
  expect((await practice.call('GET', '/manual')).body).toContain(`<li>Staff `);
  expect((await reviewer.call('GET', '/manual')).status).toBe(403);

  await practice.ask('PATCH', '/practice', { whatToExpect: 'A talk, and time' });
  const stale = await desk.call('POST', '/manual/read', { version });
  const ahead = await desk.call('POST', '/manual/read', { version: version + 9 });
  expect([stale.status, stale.body.detail]).toEqual([
    409,
    expect.stringContaining(`version ${version + 1} is`),
  ]);
  expect(ahead.status).toBe(409);
  expect((await desk.call('POST', '/manual/read', {})).status).toBe(422);
});

test('what a release brings has a version before anybody has written it down, and keeps it', async () => {
  const own = await kindword.practice({ name: 'Release' });
  const { version } = await manualOf(own);
  await inPractice(kindword, own, async ({ em }) => {
    const kept = await em.findOneOrFail(ManualVersion, { version });
    kept.statements = (kept.statements ?? '').replace('Subject: Thank you', 'Subject: Many thanks');
  });

  const seen = await manualOf(own);
  const again = await manualOf(own);
  await inPractice(kindword, own, (tx) => keepManualUpToDate(tx));
  await inPractice(kindword, own, (tx) => keepManualUpToDate(tx));
  const kept = await manualOf(own);

  expect([seen.version, again.version, kept.version]).toEqual([version + 1, version + 1, version + 1]);
  expect(again.since).toBe(seen.since);
  expect(kept.since).toBe(seen.since);
  expect(seen.changes[0].from).toContain('Many thanks');
  expect(kept.changes).toEqual(seen.changes);
});

test('whoever left and was erased is in no version of it', async () => {
  const own = await kindword.practice({ name: 'Goodbye' });
  const leaver = await own.ask('POST', '/staff', {
    name: 'Marigold Moss',
    email: 'marigold@example.org',
    roles: ['desk'],
    active: true,
  });
  await own.ask('PATCH', `/staff/${leaver.id}`, { active: false });
  expect(JSON.stringify((await manualOf(own)).changes)).toContain('Marigold Moss');

  await inPractice(kindword, own, async (tx) => {
    const erasure = new Erasure();
    await eraseStaff(tx, Object.assign(erasure, { subjectId: leaver.id, prove: () => undefined }));
  });

  expect(JSON.stringify(await manualOf(own))).not.toMatch(/Marigold|Moss/);
  await inPractice(kindword, own, async ({ em }) => {
    const rows = await em.find(ManualVersion, {});
    expect(rows.map(({ changes, statements }) => `${changes}${statements}`).join()).not.toMatch(
      /Marigold|Moss/,
    );
  });
});

/** The provider tells of a delivery in its own time. */
function hasArrived(of: TestPractice, id: string): Promise<Json> {
  return until(async () => {
    const referral: Json = await of.referral(id);
    return referral.acknowledgement.delivery === 'delivered' ? referral : null;
  });
}

test('S45 a thanks that a person sends by the page and one that goes by itself are the same, and so are their records', async () => {
  const acknowledgement = {
    remindAt: 'PT1S',
    escalateAt: 'PT2S',
    sendAt: 'PT4S',
    soloSendAt: 'PT4S',
    solo: false,
  };
  const byMachine = await kindword.practice({ name: 'Elm', acknowledgement });
  const byPage = await kindword.practice({ name: 'Elm' });
  const referrals: Json[] = [];
  for (const one of [byMachine, byPage]) {
    const client = await one.client({ firstName: 'Ruth', email: `ruth-${one.slug}@example.org` });
    referrals.push(await one.refer({ referrer: { clientId: client.id } }));
  }
  const [alone, byHand] = referrals;

  const asked = await stepOf('thanks/draft', byPage);
  const task = await taskOf(byPage, { kind: 'thank', referralId: byHand.id });
  expect(task.words).toBe(filledIn(asked.words, { referrer: 'Ruth Rowan', number: String(byHand.number) }));
  const [me] = (await byPage.ask('GET', '/staff')).items;
  expect([task.assigneeId, asked.who]).toEqual([me.id, me.name]);
  const dueAfter =
    Date.parse((await byPage.referral(byHand.id)).acknowledgement.dueAt ?? '') -
    Date.parse(byHand.receivedAt);
  expect((await manualOf(byPage)).sections.find(({ key }: Json) => key === 'thanks').goal).toContain(
    msInWords(dueAfter),
  );
  await byPage.ask('POST', `/tasks/${task.id}/done`);

  await Promise.all([isThanked(byMachine, alone.id), isThanked(byPage, byHand.id)]);
  const sent = await Promise.all([hasArrived(byMachine, alone.id), hasArrived(byPage, byHand.id)]);
  const mails = await Promise.all(
    [byMachine, byPage].map((one) => firstMailTo(kindword.outbox, `ruth-${one.slug}@example.org`)),
  );
  const page = await stepOf('thanks/send/m7', byPage);
  const wanted = filledIn(page.words, { first: 'Ruth' });
  for (const { Subject, TextBody } of mails) expect(`Subject: ${Subject}\n\n${TextBody}`.trim()).toBe(wanted);
  expect(page.words).toBe((await stepOf('thanks/send/m7', byMachine)).words);
  const records = await Promise.all(
    sent.map(async ({ id, acknowledgement: { status, late, delivery } }, index) => {
      const of = [byMachine, byPage][index] ?? byPage;
      const { items } = await of.ask('GET', `/messages?referralId=${id}`);
      const thanks = items.filter(({ template }: Json) => template === 'm7');
      const open = await tasksOf(of, { referralId: id });
      return {
        status,
        late,
        delivery,
        open,
        thanks: thanks.map(({ text, subject, to }: Json) => [text, subject, to !== null]),
      };
    }),
  );
  expect(records[0]).toEqual(records[1]);
});

test('S45 whoever answers an enquiry by the page finds the same words and time in their task', async () => {
  const enquiry = await practice.ask('POST', '/enquiries', {
    person: { firstName: 'Sam', email: 'sam-by-the-page@example.org' },
    via: 'email',
  });
  const step = await stepOf('enquiries/received');
  const task = await taskOf(practice, { kind: 'get_in_touch', enquiryId: enquiry.id });
  const { number } = enquiry.source ?? {};

  expect(task.words).toBe(
    filledIn(step.words, { name: 'Sam', number: String(number ?? /number (\d+)/.exec(task.words)?.[1]) }),
  );
  const within = Date.parse(task.dueAt) - Date.parse(enquiry.receivedAt);
  expect(step.byWhen).toContain(msInWords(within));
});
