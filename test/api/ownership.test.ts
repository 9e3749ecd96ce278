import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OWNED_IN_BODY, OWNED_IN_PATH } from '../../api/ownership.ts';
import { ROUTES } from '../../api/routes/index.ts';
import { InboundMail } from '../../entities/inbound-mail.ts';
import { PostedForm } from '../../entities/posted-form.ts';
import { Task } from '../../entities/task.ts';
import { Staff } from '../../entities/staff.ts';
import { WebSession } from '../../entities/web-session.ts';
import { openSession } from '../../facts/sign-in/open-session.ts';
import { recordSuppression } from '../../facts/outbound-mail/record-suppression.ts';
import { ACCESS, type Role } from '../../policy/access/routes.ts';
import { Document } from './support/document.ts';
import { daysAgo, minutesFromNow, today } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { refersOut } from '../support/refer-outs.ts';

const NEVER = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
/** Nobody's in particular: every practitioner may name these. */
const SHARED_IN_BODY = [
  'practitionerId',
  'professionalId',
  'serviceLineId',
  'sourceId',
  'toProfessionalId',
  'staffId',
];
const SHARED_ROUTES = ['GET /staff/:id/absences', 'GET /professionals/:id', 'PATCH /professionals/:id'];

let kindword: TestKindword;
let practice: TestPractice;
let document: Document;
let ada: TestPractice;
let bo: TestPractice;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
  practice = await kindword.practice();
  document = await Document.read(kindword.url);
  ada = await practice.as(['practitioner']);
  bo = await practice.as(['practitioner']);
});
afterAll(() => kindword.stop());

/** A record of every kind that a path can name, with an id of everything that hangs on it. */
async function everythingIn(ours: TestPractice, staffId: string): Promise<Record<string, string[]>> {
  const client = await ours.client({ practitionerId: staffId });
  const enquiry = await ours.ask('POST', '/enquiries', {
    person: { firstName: 'Kim', email: `kim-${randomUUID()}@example.org` },
    via: 'email',
    practitionerId: staffId,
  });
  const referral = await ours.refer({ referrer: { clientId: client.id }, practitionerId: staffId });
  const referOut = await refersOut(ours, { client });
  const session = await ours.ask('POST', `/clients/${client.id}/sessions`, {
    at: daysAgo(2),
    status: 'attended',
  });
  const hold = await ours.ask('POST', `/clients/${client.id}/holds`, { code: 'fee_review' });
  const override = await ours.ask('POST', `/clients/${client.id}/gate-overrides`, {
    code: 'fee_review',
    until: today(30),
  });
  const professional = await ours.professional();
  const absence = await ours.ask('POST', `/staff/${staffId}/absences`, {
    from: '2090-01-01',
    to: '2090-01-02',
  });
  const apiKey = await ours.ask('POST', `/staff/${staffId}/api-keys`, { label: 'one' });
  const complaint = await ours.ask('POST', '/complaints', { subject: 'Too loud' });
  const incident = await ours.ask('POST', '/incidents', {
    subject: 'A letter went astray',
    awareAt: minutesFromNow(-60),
  });
  const request = await ours.ask('POST', '/people/export', { clientId: client.id });
  const gone = await ours.client();
  const erasure = await ours.ask('POST', '/erasures', { clientId: gone.id });
  const webhook = await ours.ask('POST', '/webhooks', {
    url: `https://hooks.example/${randomUUID()}`,
    events: ['client.created'],
  });
  const credentials = await ours.ask('GET', '/practice/hook-credentials');
  const credential = credentials.items[0] ?? (await ours.ask('POST', '/practice/hook-credentials', {}));
  const line = await ours.ask('POST', '/service-lines', { name: `Line ${randomUUID()}`, stages: [] });
  const source = await ours.ask('POST', '/sources', { kind: 'podcast', name: `Show ${randomUUID()}` });
  const { items: broadcasts } = await ours.ask('GET', '/broadcasts');
  const broadcast = broadcasts[0] ?? (await ours.ask('POST', '/broadcasts', { kind: 'thanks_personal' }));
  const sent = await ours.ask('POST', '/templates/m7/test-send');
  const [mailId, taskId, suppressionId, formId, sessionId] = await inPractice(kindword, ours, async (tx) => {
    const { em, practiceId, now } = tx;
    const mail = em.create(InboundMail, {
      practiceId,
      messageIdHash: randomUUID(),
      contentHash: 'c',
      kind: 'other',
      status: 'needs_check',
      confidence: 0,
      reasons: [],
      raw: null,
      keepUntil: now,
      receivedAt: now,
      createdAt: now,
      updatedAt: now,
    });
    const task = em.create(Task, {
      practiceId,
      kind: 'ask_source',
      status: 'open',
      assignee: em.getReference(Staff, [practiceId, staffId]),
      dueAt: now,
      createdAt: now,
      updatedAt: now,
    });
    const inactive = {
      emailHash: randomUUID(),
      reason: 'inactive',
      source: 'mail_provider',
      at: now,
    } as const;
    const suppressed = await recordSuppression(tx, inactive);
    const form = em.create(PostedForm, {
      practiceId,
      content: JSON.stringify({ form: 'refer', said: {} }),
      postedAt: now,
      nextTryAt: now,
      attempts: 14,
      givenUpAt: now,
    });
    await openSession(tx, staffId, 'Chrome on Linux');
    await em.flush();
    const opened = await em.findOneOrFail(WebSession, { staffId }, { orderBy: { createdAt: 'desc' } });
    return [mail.id, task.id, suppressed ?? '', form.id, opened.id];
  });
  const { body: importFile } = await ours.call(
    'POST',
    '/imports/files?what=clients',
    'First Name,Last Name,Email\nRobin,Ashdown,robin@example.org\n',
    { 'content-type': 'text/csv' },
  );
  const review = await ours.ask('POST', '/reviews', { kind: 'monthly', period: '2025-01' });
  const { actions } = await ours.ask('GET', `/reviews/${review.id}`);
  const [action] =
    actions.length > 0
      ? actions
      : [
          await ours.ask('POST', `/reviews/${review.id}/actions`, {
            text: 'Ring the surgery',
            ownerStaffId: ours.staffId,
            dueOn: today(7),
          }),
        ];
  return {
    reviews: [review.id, action.id],
    clients: [client.id, session.id, hold.id, override.id],
    enquiries: [enquiry.id],
    referrals: [referral.id],
    'refer-outs': [referOut.id],
    tasks: [taskId],
    staff: [staffId, absence.id, apiKey.id],
    me: [sessionId],
    professionals: [professional.id],
    complaints: [complaint.id],
    incidents: [incident.id],
    'access-requests': [request.id],
    erasures: [erasure.id],
    imports: [importFile.id],
    webhooks: [webhook.id],
    practice: [credential.id],
    'service-lines': [line.id],
    sources: [source.id],
    privacy: [complaint.id],
    runs: ['referral', referral.id],
    messages: [sent.id ?? sent.messageId],
    broadcasts: [broadcast.id],
    'inbound-mails': [mailId],
    'posted-forms': [formId],
    suppressions: [suppressionId],
  };
}

const exampleOf = (name: string): Json => {
  const [method = '', path = ''] = name.split(' ');
  const wanted = `${method} /api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}`;
  const schema = document.operations.find((one) => one.name === wanted)?.operation.requestBody?.content[
    'application/json'
  ]?.schema;
  return schema?.example ?? document.schemas[schema?.$ref?.split('/').at(-1)]?.example;
};

const names = Object.keys(ACCESS) as (keyof typeof ACCESS)[];
/** A template's id is a name in the program, the same for everybody. */
const withId = names.filter((name) => name.includes('/:id') && !name.includes(' /templates/'));
const collectionOf = (name: string): string => name.split('/')[1] ?? '';

function asked(by: TestPractice, name: string, ids: readonly string[]) {
  const [method = '', path = ''] = name.split(' ');
  let place = 0;
  const filled = path.replaceAll(/:(\w+)/g, () => ids[place++] ?? NEVER);
  return by.call(method, filled, method === 'GET' || method === 'DELETE' ? undefined : exampleOf(name));
}

test("another practice's id is an id that never was, on every route and for everything that a path can name", async () => {
  const other = await kindword.practice();
  const [mine, theirs] = [
    await everythingIn(practice, practice.staffId),
    await everythingIn(other, other.staffId),
  ];
  const rows: [string, string[], string[]][] = withId.flatMap((name) => {
    const kind = collectionOf(name);
    const [their, ...their2] = theirs[kind] ?? [];
    if (!their) throw new Error(`Say in everythingIn() how a record of "${kind}" is made.`);
    const nested = name.split('/:').length > 2;
    const whole: [string, string[], string[]] = [name, [their, NEVER], [NEVER, NEVER]];
    return nested
      ? [
          whole,
          ...their2.map((id): typeof whole => [
            name,
            [mine[kind]?.[0] ?? '', id],
            [mine[kind]?.[0] ?? '', NEVER],
          ]),
        ]
      : [whole];
  });

  for (const [name, theirIds, neverIds] of rows) {
    const given = await asked(practice, name, theirIds);
    const never = await asked(practice, name, neverIds);

    expect([name, given.status, given.body]).toEqual([name, 404, never.body]);
  }
  expect(rows.length).toBeGreaterThan(50);
}, 120_000);

test("a colleague's id is an id that never was, on every route that a practitioner may ask", async () => {
  const theirs = await everythingIn(practice, bo.staffId);
  const mayAsk = (name: keyof typeof ACCESS) => (ACCESS[name] as readonly Role[]).includes('practitioner');
  const routes = withId.filter((name) => mayAsk(name) && !SHARED_ROUTES.includes(name));

  for (const name of routes) {
    const kind = collectionOf(name);
    if (!(kind in OWNED_IN_PATH) && kind !== 'staff' && kind !== 'me')
      throw new Error(`Whose is a record of "${kind}"? (${name})`);
    const [id = '', ...rest] = theirs[kind] ?? [];
    const given = await asked(ada, name, [id, rest[0] ?? NEVER]);
    const never = await asked(ada, name, [NEVER, NEVER]);

    expect([name, given.status, given.body]).toEqual([name, 404, never.body]);
  }
  expect(routes.length).toBeGreaterThan(30);
}, 120_000);

test('every id in a body that a practitioner may send belongs to somebody, or is said to be shared', () => {
  const schemasOf = (value: Json, found: Set<string>, seen: Set<string>): void => {
    if (typeof value !== 'object' || value === null) return;
    const ref = typeof value.$ref === 'string' ? value.$ref.split('/').at(-1) : null;
    if (ref && !seen.has(ref)) schemasOf(document.schemas[ref], found, seen.add(ref));
    for (const field of Object.keys(value.properties ?? {})) if (/Ids?$/.test(field)) found.add(field);
    for (const part of Object.values(value)) schemasOf(part, found, seen);
  };
  const inBodies = new Set<string>();
  for (const route of ROUTES.filter(({ name }) =>
    (ACCESS[name] as readonly Role[]).includes('practitioner'),
  )) {
    const wanted = `${route.method.toUpperCase()} /api/v1${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    const { operation } = document.operations.find(({ name }) => name === wanted) ?? { operation: {} };
    schemasOf(operation.requestBody, inBodies, new Set());
  }

  const unsaid = [...inBodies].filter(
    (field) => !(field in OWNED_IN_BODY) && !SHARED_IN_BODY.includes(field) && field !== 'professionalIds',
  );
  expect(unsaid).toEqual([]);
  expect(inBodies.has('clientId')).toBe(true);
});

const REFERRAL = { learnedFrom: 'referrer', via: 'phone' };
const ENQUIRY = { person: { firstName: 'Lee', email: 'lee@example.org' }, via: 'email' };
test.each<[string, string, number, (id: string) => Json]>([
  ['/referrals', 'clients', 422, (clientId) => ({ ...REFERRAL, referrer: { clientId } })],
  [
    '/referrals',
    'enquiries',
    422,
    (enquiryId) => ({ ...REFERRAL, referrer: { firstName: 'Ann' }, enquiryId }),
  ],
  ['/enquiries', 'clients', 422, (clientId) => ({ ...ENQUIRY, referrer: { clientId } })],
  ['/intake', 'clients', 404, (clientId) => ({ clientId, answer: 'a friend' })],
  ['/intake', 'enquiries', 404, (enquiryId) => ({ enquiryId, answer: 'a friend' })],
])(
  "whose id stands in the body of POST %s makes no difference: a colleague's of %s is %s",
  async (path, kind, status, body) => {
    const other = await kindword.practice();
    const theirs = (await everythingIn(practice, bo.staffId))[kind]?.[0] ?? '';
    const foreign = (await everythingIn(other, other.staffId))[kind]?.[0] ?? '';

    const answers = [];
    for (const id of [theirs, foreign, NEVER]) answers.push(await ada.call('POST', path, body(id)));

    expect(answers.map((one) => one.status)).toEqual([status, status, status]);
    expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1);
  },
);

test('what a practitioner enters is theirs, and a referral of a colleague stays the colleague’s', async () => {
  const client = await ada.ask('POST', '/clients', {
    firstName: 'Own',
    email: `own-${randomUUID()}@example.org`,
  });
  const colleague = await practice.professional();
  const letter = {
    learnedFrom: 'professional_letter',
    via: 'letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: 'Sam', email: 'sam-of-two@example.org' },
    personAgreed: true,
  };
  const first = await bo.call('POST', '/referrals', letter);

  const again = await ada.call('POST', '/referrals', letter);
  const permission = await ada.call('POST', `/referrals/${first.body.id}/permission`, {
    mayThank: true,
    wordingVersion: 'm4',
  });

  expect((await ada.call('GET', `/clients/${client.id}`)).status).toBe(200);
  expect([first.status, again.status, permission.status]).toEqual([201, 409, 404]);
  expect(JSON.stringify(again.body)).not.toContain(first.body.id);
});

test('which client passed our name on is for the desk and the owner (S25)', async () => {
  const client = await practice.client();
  const { id } = await practice.refer({ referrer: { clientId: client.id }, practitionerId: ada.staffId });

  const theirs = await ada.ask('GET', `/referrals/${id}`);
  const found = await ada.ask('GET', `/referrals?referrer=${client.id}`);
  const desk = await practice.ask('GET', `/referrals?referrer=${client.id}`);

  expect([theirs.referrer, found.items]).toEqual([{}, []]);
  expect(desk.items).toMatchObject([{ id, referrer: { clientId: client.id } }]);
});

test('an external reference that is taken says nothing of whose it is, but to who may know them', async () => {
  const externalRef = randomUUID();
  const taken = await practice.client({ practitionerId: ada.staffId, externalRef });
  const mine = await practice.client({ practitionerId: bo.staffId });
  const taking = (who: TestPractice) => who.call('PATCH', `/clients/${mine.id}`, { externalRef });

  expect(await taking(bo)).toMatchObject({
    status: 409,
    body: { detail: `The external reference "${externalRef}" is in use already.` },
  });
  expect((await taking(practice)).body.detail).toContain(taken.id);
});

test('an Idempotency-Key is one person’s: a colleague who sends the same gets nothing of the answer', async () => {
  const { id } = await practice.client({ practitionerId: ada.staffId });
  const key = { 'Idempotency-Key': '1' };
  const slip = (by: TestPractice) => by.call('POST', `/clients/${id}/consent-slip`, undefined, key);

  const [first, colleague] = [await slip(ada), await slip(bo)];
  await practice.ask('PATCH', `/clients/${id}`, { practitionerId: bo.staffId });
  const [before, now] = [await slip(ada), await slip(bo)];

  expect([first.status, colleague.status]).toEqual([200, 404]);
  expect([before.status, now.status]).toEqual([404, 200]);
});

test('no caller can take the key of a form', async () => {
  const { id } = await practice.client();
  const form = { 'Idempotency-Key': `form/survey/${id}/1` };

  const { status } = await practice.call(
    'POST',
    '/clients',
    { firstName: 'F', externalRef: randomUUID() },
    form,
  );
  const rows = await inPractice(kindword, practice, ({ em }) =>
    em.execute<object[]>("select key from idempotency_key where key like 'form/%'"),
  );

  expect([status, rows]).toEqual([201, []]);
});
