import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { composeMessage } from '../../email/compose.ts';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { Message } from '../../entities/message.ts';
import { allowSenderDomain } from '../../facts/practice/sender-domain.ts';
import { OWNER_SETTINGS } from '../../policy/access/owner-settings.ts';
import { inPractice } from '../support/in-practice.ts';
import { until } from '../support/until.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
});
afterAll(() => kindword.stop());

/** The deputy of a practice whose owner is away. */
async function standingIn(ours: TestPractice): Promise<TestPractice> {
  await ours.ask('POST', `/staff/${ours.staffId}/absences`, { from: '2020-01-01', to: '2100-01-01' });
  return ours.as(['deputy']);
}

const SETTINGS: Record<(typeof OWNER_SETTINGS)[number], unknown> = {
  name: 'Agency House',
  legalName: 'Agency Ltd',
  neutralSenderName: 'Agency',
  from: 'leads@agency.example',
  replyTo: 'leads@agency.example',
  phone: '020 7946 0000',
  postalAddress: '1 Agency Row',
  website: 'https://agency.example',
  videoUrl: 'https://agency.example/video',
  privacyUrl: 'https://agency.example/privacy',
  crisisRoute: 'Call the agency on 020 7946 0000',
  hasAutoresponder: true,
  timezone: 'Asia/Tokyo',
  profile: 'US_STRICT',
  sending: 'paused',
  postmarkServerToken: 'agency-token',
  promptsSignedOff: true,
};

test.each(Object.entries(SETTINGS))('an agency cannot set %s: it is the owner’s', async (field, value) => {
  const agency = await practice.as(['agency']);
  const before = await practice.ask('GET', '/practice');

  const refused = await agency.call('PATCH', '/practice', { [field]: value, whoWeHelp: 'Everybody' });

  expect(refused.status).toBe(403);
  expect(refused.body.detail).toContain('owner');
  expect(refused.body.detail).toContain(field);
  expect(await practice.ask('GET', '/practice')).toEqual(before);
});

test('an agency configures what is left, and a deputy sets the owner’s settings while the owner is away', async () => {
  const ours = await kindword.practice();
  const agency = await ours.as(['agency']);
  const deputy = await standingIn(ours);

  const configured = await agency.call('PATCH', '/practice', { whoWeHelp: 'Adults', locale: 'en-GB' });
  const stoodIn = await deputy.call('PATCH', '/practice', { sending: 'paused' });

  expect([configured.status, stoodIn.status]).toEqual([200, 200]);
});

test('a sender’s domain is one practice’s, above and below it too, until an operator allows another', async () => {
  const [alpha, beta] = [await kindword.practice(), await kindword.practice()];
  const domain = `alpha-${randomUUID().slice(0, 8)}.example`;
  const from = (who: TestPractice, address: string) => who.call('PATCH', '/practice', { from: address });
  const taken = { status: 422, body: { errors: [{ path: 'from' }] } };

  const first = await from(alpha, `hello@${domain}`);
  const refused = [
    await from(beta, `owner.a@${domain}`),
    await from(beta, `Hello@${domain.toUpperCase()}`),
    await from(beta, `x@mail.${domain}`),
  ];
  const another = await from(alpha, `other@${domain}`);
  const free = await from(beta, `x@${domain.replace('alpha', 'beta')}`);
  await inPractice(kindword, beta, (tx) => allowSenderDomain(tx, domain));
  const allowed = await from(beta, `b@${domain}`);

  expect([first.status, another.status, free.status, allowed.status]).toEqual([200, 200, 200, 200]);
  for (const one of refused) expect(one).toMatchObject(taken);
  expect(JSON.stringify(refused.map(({ body }) => body))).not.toMatch(/another practice|taken|in use/i);
});

test('whoever shares a domain by the operator’s choice cannot take the very address of the other', async () => {
  const [alpha, beta] = [await kindword.practice(), await kindword.practice()];
  const { from } = await alpha.ask('GET', '/practice');

  const refused = await beta.call('PATCH', '/practice', { from });
  const own = await beta.call('PATCH', '/practice', { from: `new-${randomUUID()}@example.org` });

  expect([refused.status, own.status]).toEqual([422, 200]);
});

test.each(['owner@alpha.example', 'https://alpha.example', 'www.alpha.example', 'alpha.example'])(
  'a sender’s name is no address: %s',
  async (neutralSenderName) => {
    const refused = await practice.call('PATCH', '/practice', { neutralSenderName });

    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'neutralSenderName']);
  },
);

test('whoever takes over the sender is told of at the addresses of before, by mails that leave as before', async () => {
  const ours = await kindword.practice();
  const { from } = await ours.ask('GET', '/practice');
  const own = `olive-${randomUUID()}@home.example`;
  await ours.ask('PATCH', `/staff/${ours.staffId}`, { email: own });

  await ours.ask('PATCH', '/practice', { replyTo: 'leads@elsewhere.example', postmarkServerToken: 'theirs' });
  await ours.ask('PATCH', '/practice', { whoWeHelp: 'Adults' });

  const { items } = await ours.ask('GET', '/messages?template=m29');
  expect(items.map(({ to }: Json) => to).toSorted()).toEqual([from, from, own].toSorted());
  expect(items[0].text).toContain('the address that answers go to and the mail server');
  const envelopes = await inPractice(kindword, ours, async ({ em }) => {
    const messages = await em.find(Message, { template: 'm29' });
    return Promise.all(messages.map((message) => composeMessage(em, message, kindword.url, new Date())));
  });
  for (const envelope of envelopes)
    expect(envelope).toMatchObject({ replyTo: from, postmarkServerToken: null });
});

test('keys can be found, with when they were used and when they end, and without what opens anything', async () => {
  const desk = await practice.as(['desk']);
  const { id, apiKey } = await practice.ask('POST', `/staff/${desk.staffId}/api-keys`, {
    label: 'Diary',
    expiresAt: '2100-01-01T00:00:00.000Z',
  });

  const { items } = await practice.ask('GET', `/staff/${desk.staffId}/api-keys`);
  await desk.ask('GET', '/me');
  const { items: later } = await practice.ask('GET', `/staff/${desk.staffId}/api-keys`);
  const mayNot = await desk.call('GET', `/staff/${desk.staffId}/api-keys`);

  expect(items).toMatchObject([
    { id, label: 'Diary', expiresAt: '2100-01-01T00:00:00.000Z', lastUsedAt: null, revokedAt: null },
    { label: 'test', expiresAt: null },
  ]);
  expect(later[1].lastUsedAt).not.toBeNull();
  expect(JSON.stringify(later)).not.toContain(apiKey);
  expect(mayNot.status).toBe(403);
});

test('a key that has expired opens nothing, and one cannot be issued that has', async () => {
  const desk = await practice.as(['desk']);
  const keys = `/staff/${desk.staffId}/api-keys`;
  const before = await practice.call('POST', keys, { label: 'x', expiresAt: '2020-01-01T00:00:00Z' });
  const soon = new Date(Date.now() + 1_500).toISOString();
  const { apiKey } = await practice.ask('POST', keys, { label: 'x', expiresAt: soon });
  const me = () =>
    fetch(`${kindword.url}/api/v1/me`, { headers: { authorization: `Bearer ${apiKey}` } }).then(
      ({ status }) => status,
    );

  const first = await me();
  let last = first;
  while (last === 200) last = await me();

  expect([before.status, first, last]).toEqual([422, 200, 401]);
  expect(Date.now()).toBeGreaterThanOrEqual(new Date(soon).getTime());
});

test('a request with a wrong key is counted', async () => {
  const counted = async () =>
    Number(
      /^kindword_wrong_keys_total (\d+)/m.exec(await (await fetch(`${kindword.url}/metrics`)).text())?.[1],
    );
  const before = await counted();

  await fetch(`${kindword.url}/api/v1/me`, { headers: { authorization: 'Bearer kw_wrong' } });

  await until(async () => (await counted()) - before === 1);
});

test('a deputy who stands in makes no owner, issues no owner’s key and changes no owner', async () => {
  const ours = await kindword.practice();
  const deputy = await standingIn(ours);
  const colleague = await ours.as(['desk']);

  const refused = [
    await deputy.call('POST', '/staff', { name: 'Mine', email: 'mine@example.org', roles: ['owner'] }),
    await deputy.call('PATCH', `/staff/${colleague.staffId}`, { roles: ['desk', 'owner'] }),
    await deputy.call('PATCH', `/staff/${deputy.staffId}`, { roles: ['owner'] }),
    await deputy.call('PATCH', `/staff/${ours.staffId}`, { email: 'mine@example.org' }),
    await deputy.call('PATCH', `/staff/${ours.staffId}`, { active: false }),
    await deputy.call('POST', `/staff/${ours.staffId}/api-keys`, { label: 'mine' }),
  ];
  const allowed = await deputy.call('POST', `/staff/${colleague.staffId}/api-keys`, { label: 'desk' });

  for (const { status, body } of refused) {
    expect(status).toBe(403);
    expect(body.detail).toContain('owner');
  }
  expect(allowed.status).toBe(201);
});

test('an agency holds one key in a practice: a new one ends the one before', async () => {
  const ours = await kindword.practice();
  const [first, second] = [await ours.as(['agency']), await ours.as(['agency'])];

  expect([(await first.call('GET', '/me')).status, (await second.call('GET', '/me')).status]).toEqual([
    401, 200,
  ]);
});

test('each reading is noted, once an hour for each reader and record', async () => {
  const ours = await kindword.practice();
  const desk = await ours.as(['desk']);
  const { id } = await ours.client();
  const referral = await ours.refer({ referrer: { clientId: id } });
  const readings = () =>
    inPractice(kindword, ours, ({ em }) =>
      em.find(AuditEntry, { staffId: desk.staffId, action: { $in: ['read', 'read_list'] } }),
    );

  for (const path of [`/clients/${id}`, `/clients/${id}/sessions`, `/referrals/${referral.id}`, '/clients'])
    await Promise.all([1, 2, 3].map(() => desk.ask('GET', path)));
  await ours.ask('GET', `/clients/${id}`);
  await desk.call('GET', `/clients/${randomUUID()}`);
  const noted = await readings();

  const hours = new Set(noted.map(({ at }) => at.toISOString().slice(0, 13))).size;
  const seen = new Set(noted.map(({ action, entity, entityId }) => `${action} ${entity} ${entityId ?? ''}`));
  expect([...seen].toSorted()).toEqual(
    [`read client ${id}`, `read referral ${referral.id}`, 'read_list client '].toSorted(),
  );
  expect(noted.length).toBeLessThanOrEqual(3 * hours);
});

test('an owner and privacy read who did what to which record, by link or not, and no name; their look is noted', async () => {
  const ours = await kindword.practice();
  const privacy = await ours.as(['privacy']);
  const desk = await ours.as(['desk']);
  const client = await ours.client({ firstName: 'Persephone' });
  await desk.ask('PATCH', `/clients/${client.id}`, { phone: '020 7946 0018' });
  const audit = (query: string) => privacy.ask('GET', `/audit?${query}`);

  const { items } = await audit(`entity=client&id=${client.id}`);
  const byDesk = await audit(`who=${desk.staffId}`);
  const before = await audit('to=2020-01-01T00:00:00Z');
  const first = await audit('limit=1&updatedSince=2020-01-01T00:00:00Z');
  const rest = await audit(`limit=200&updatedSince=2020-01-01T00:00:00Z&cursor=${first.nextCursor}`);
  const looks = await ours.ask('GET', `/audit?entity=audit&who=${privacy.staffId}`);
  const mayNot = await desk.call('GET', '/audit');

  expect(items).toMatchObject([
    { actor: 'staff', staffId: desk.staffId, link: null, action: 'change', fields: ['phone'] },
    { staffId: ours.staffId, action: 'create', entityId: client.id },
  ]);
  expect(byDesk.items.map(({ staffId }: Json) => staffId)).not.toContain(ours.staffId);
  expect([before.items, first.items.length, rest.items.length > 1]).toEqual([[], 1, true]);
  expect(looks.items.map(({ action }: Json) => action)).toContain('read_list');
  expect(mayNot.status).toBe(403);
  expect(JSON.stringify([items, rest])).not.toMatch(/Persephone|7946/);
});

test('an operator sees what is promised and what waits by ids and kinds, and no person', async () => {
  const ours = await kindword.practice();
  const operator = await ours.as(['operator']);
  const client = await ours.client({ firstName: 'Persephone' });
  const { id } = await ours.refer({ referrer: { clientId: client.id } });

  const runs = await operator.ask('GET', '/runs');
  const first = await operator.ask('GET', '/runs?limit=1');
  const second = await operator.ask('GET', `/runs?limit=200&cursor=${first.nextCursor}`);
  const others = await Promise.all(
    [`/clients/${client.id}`, '/messages', `/referrals/${id}`].map((path) => operator.call('GET', path)),
  );
  const desk = await (await ours.as(['desk'])).call('GET', '/runs');
  const elsewhere = await (await kindword.practice()).ask('GET', '/runs');

  expect(runs.items).toContainEqual(
    expect.objectContaining({
      workflowId: `referral/${id}`,
      kind: 'referral',
      subjectId: id,
      overdue: false,
    }),
  );
  const overdue = runs.items.filter((one: Json) => one.overdue).length;
  expect(runs.waiting).toMatchObject({ overdue, signalsGivenUp: 0, webhooksUnapplied: 0 });
  expect([...first.items, ...second.items]).toEqual(runs.items);
  expect(JSON.stringify(runs)).not.toContain('Persephone');
  expect([...others.map(({ status }) => status), desk.status]).toEqual([403, 403, 403, 403]);
  expect(elsewhere.items.some((one: Json) => one.subjectId === id)).toBe(false);
});
