import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ACCESS, ROLES, type RouteName } from '../../policy/access/routes.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { Inbox } from '../inbound-mail/post-mail.ts';
import type { TokenPurpose } from '../../email/public-link.ts';
import { linkFor } from '../pages/visitor.ts';
import { LIST_CURSOR } from '../../api/schemas/list.ts';
import { callOf, type Call, type KnownIds } from './support/calls.ts';
import { Document, problemFault, type Given, type Operation } from './support/document.ts';
import { until } from '../support/until.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const CALLS = Number(process.env['FUZZ_CALLS'] ?? 1_000);
const FUZZ_LIMIT_MS = 180_000;
/** A Friday list, a handover and a review have a story of their own: test/pages. */
const WITHOUT_A_LINK_HERE = /\/(friday|handover|review)\/\{token\}$/;
const PATIENCE_MS = 10_000;
const API = '/api/v1';
/** More, and it is answered with 429; a program that starts again has not counted yet. */
const WRONG_KEYS_A_MINUTE = 90;
/** About one person, whose id is asked for; no list. */
const OF_ONE_PERSON = /\/people(\/export)?$/;
const NEVER = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';

let kindword: TestKindword;
let practice: TestPractice;
/** Asks for what an owner who sees nobody has no use of: their own Friday list. */
let practitioner: TestPractice;
let document: Document;
beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice({
    sending: 'rehearsal',
    acknowledgement: {
      solo: false,
      remindAt: 'PT1S',
      escalateAt: 'PT2H',
      sendAt: 'PT3H',
      soloSendAt: 'PT3H',
    },
  });
  practitioner = await practice.as(['practitioner']);
  document = await Document.read(kindword.url);
});
afterAll(() => kindword.stop());

test('the document and the access table hold the same routes', () => {
  const documented = document.operations.filter(({ path }) => path.startsWith(API)).map(routeOf);

  expect(documented.toSorted()).toEqual(Object.keys(ACCESS).toSorted());
});

test('every operation belongs to a described tag, and every body has an example', () => {
  const untagged = document.operations.filter(({ operation }) => operation.tags?.length !== 1);
  const unshown = Object.entries<{ example?: unknown }>(document.schemas).filter(
    ([name, schema]) => name !== 'Acknowledgement' && schema.example === undefined,
  );

  expect([untagged.map(({ name }) => name), unshown.map(([name]) => name)]).toEqual([[], []]);
});

test('whatever has an id leads on to everything that can be asked of it', () => {
  const byId = new Map(document.operations.map((one) => [one.operation.operationId, one]));
  const links = document.operations.flatMap(({ name, operation }) =>
    Object.values<Json>(operation.responses).flatMap((answer) =>
      Object.values<Json>(answer.links ?? {}).map((link) => ({
        name,
        link,
        target: byId.get(link.operationId),
      })),
    ),
  );
  const creates = document.operations.filter(({ method }) => method === 'POST').map(({ path }) => path);
  const reachable = new Set(links.map(({ target }) => target?.path));
  const ofOneThing = document.operations.filter(
    ({ path }) => /^\/api\/v1\/[\w-]+\/\{id\}$/.test(path) && creates.includes(path.replace('/{id}', '')),
  );

  expect(ofOneThing.filter(({ path }) => !reachable.has(path)).map(({ name }) => name)).toEqual([]);
  expect(ofOneThing.length).toBeGreaterThan(8);
  for (const { name, link, target } of links) {
    const needed = [...(target?.path.matchAll(/\{(\w+)\}/g) ?? [])].map(([, parameter]) => parameter);
    expect([name, link.operationId, Object.keys(link.parameters).toSorted()]).toEqual([
      name,
      target?.operation.operationId,
      needed.toSorted(),
    ]);
  }
});

test('without a key every route answers 401, whatever is sent', async () => {
  for (const [index, operation] of document.operations.filter(({ needsKey }) => needsKey).entries()) {
    if (index > 0 && index % WRONG_KEYS_A_MINUTE === 0) await kindword.restart();
    const { status, type, text } = await ask({
      method: operation.method,
      path: filled(operation.path),
      headers: { 'content-type': 'application/json' },
      body: bodyOf(operation, '{'),
      withKey: false,
    });

    expect([operation.name, status, document.fault(operation, { status, type, text })]).toEqual([
      operation.name,
      401,
      null,
    ]);
  }
});

test('whoever may not is told so before anything else, and which roles may (§4.3)', async () => {
  for (const role of ROLES) {
    const colleague = await practice.as([role]);
    for (const operation of document.operations.filter(({ needsKey }) => needsKey)) {
      const roles: readonly string[] = ACCESS[routeOf(operation)];
      const may = roles.includes(role === 'deputy' ? 'desk' : role);
      const given = await ask(
        {
          method: operation.method,
          path: filled(operation.path),
          headers: { 'content-type': 'application/json' },
          body: bodyOf(operation, '{}'),
          withKey: true,
        },
        colleague.apiKey,
      );

      expect([role, operation.name, given.status === 403, document.fault(operation, given)]).toEqual([
        role,
        operation.name,
        !may,
        null,
      ]);
      if (!may) expect(roles.every((name) => given.text.includes(name))).toBe(true);
    }
  }
}, 150_000);

test('every list and every record that is there is answered as documented', async () => {
  const { staffId } = await practice.as(['practitioner']);
  const ids: KnownIds = { ...(await seeded()), card: [staffId] };
  const links = await linksOf(ids);
  for (const operation of document.operations.filter(({ method }) => method === 'GET')) {
    const path = operation.path
      .replace('{practice}', practice.slug)
      .replace('runs/{kind}/{id}', `runs/referral/${ids['referrals']?.[0]}`)
      .replace(/(\w+)\/\{token\}/, (_, page: string) => `${page}/${links.get(page) ?? 'none'}`)
      .replaceAll(
        /([\w-]+)\/\{\w+\}/g,
        (_, collection: string) => `${collection}/${ids[collection]?.[0] ?? 'unknown'}`,
      );
    const query = OF_ONE_PERSON.test(path) ? `?clientId=${ids['clients']?.[0]}` : '';
    const call = { method: 'GET', path: `${path}${query}`, headers: {}, body: undefined, withKey: true };
    const given = await ask(call, whoMay(operation).apiKey);

    expect([operation.name, given.status, document.fault(operation, given)]).toEqual([
      operation.name,
      WITHOUT_A_LINK_HERE.test(operation.path) ? 404 : 200,
      null,
    ]);
    if (takes(operation, 'cursor')) await turnsPagesByChange(operation, path);
  }
});

/** The owner, or the practitioner where only they may. */
function whoMay(operation: Operation): TestPractice {
  if (!operation.path.startsWith(API)) return practice;
  const roles: readonly string[] = ACCESS[routeOf(operation)];
  return roles.includes('owner') ? practice : practitioner;
}

function takes({ operation }: Operation, parameter: string): boolean {
  return (operation.parameters ?? []).some(({ name }: Json) => name === parameter);
}

/** A list by change is read on from any cursor of the documented form, whoever made it up. */
async function turnsPagesByChange(operation: Operation, path: string): Promise<void> {
  const cursor = `1700000000000.${NEVER}`;
  const { schema } = operation.operation.parameters.find(({ name }: Json) => name === 'cursor');
  const cursors = schema.pattern?.includes(LIST_CURSOR.source) ? ['', `&cursor=${cursor}`] : [''];
  const queries = cursors.flatMap((more) => [
    `limit=1${more}`,
    ...(takes(operation, 'updatedSince') ? [`updatedSince=2020-01-01T00:00:00Z${more}`] : []),
  ]);
  for (const query of queries) {
    const given = await ask({
      method: 'GET',
      path: `${path}?${query}`,
      headers: {},
      body: undefined,
      withKey: true,
    });
    expect([operation.name, query, given.status, document.fault(operation, given)]).toEqual([
      operation.name,
      query,
      200,
      null,
    ]);
  }
}

test(
  `whatever is asked, every answer is in the document, and none is ours to be ashamed of (seed ${SEED})`,
  async () => {
    const ids = await seeded();
    const calls = fc
      .constantFrom(...document.operations)
      .chain((operation) => callOf(document, operation, ids).map((call) => ({ operation, call })));
    const seen = new Map<number, number>();

    await fc.assert(
      fc.asyncProperty(calls, async ({ operation, call }) => {
        const given = await ask(call);
        seen.set(given.status, (seen.get(given.status) ?? 0) + 1);
        expect(faultOf(operation, call, given)).toBeNull();
      }),
      {
        seed: SEED,
        numRuns: CALLS,
        interruptAfterTimeLimit: FUZZ_LIMIT_MS,
        markInterruptAsFailure: true,
        verbose: false,
        examples: [tooLarge()],
      },
    );

    process.stderr.write(
      `  calls by status (seed ${SEED}): ${[...seen]
        .toSorted()
        .map(([status, count]) => `${status}: ${count}`)
        .join(', ')}\n`,
    );
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401, 404, 405, 413, 415, 422]));
  },
  FUZZ_LIMIT_MS + 30_000,
);

/** The token of every page that is behind one, by the word before it. */
async function linksOf(ids: KnownIds): Promise<Map<string, string>> {
  const clientId = ids['clients']?.[0] ?? '';
  const pages: [string, TokenPurpose, string][] = [
    ['r', 'referrer', clientId],
    ['u', 'unsubscribe', clientId],
    ['consent', 'consent', clientId],
    ['survey', 'survey', clientId],
    ['intake', 'intake', clientId],
    ['posted', 'keep_posted', ids['professionals']?.[0] ?? ''],
  ];
  const links = new Map<string, string>();
  for (const [page, purpose, subjectId] of pages)
    links.set(page, (await linkFor(kindword, practice, purpose, subjectId)).split('/').at(-1) ?? '');
  return links;
}

/** Rare enough that a slow machine might not come to it by chance. */
function tooLarge(): [{ operation: Operation; call: Call }] {
  const operation = document.operations.find(({ name }) => name === 'POST /api/v1/clients');
  if (!operation) throw new Error('There is no POST /clients.');
  const headers = { 'content-type': 'application/json' };
  const call = { method: 'POST', path: operation.path, headers, body: 'x'.repeat(1_100_000), withKey: true };
  return [{ operation, call }];
}

function routeOf({ method, path }: Operation): RouteName {
  return `${method} ${path.slice(API.length).replaceAll(/\{(\w+)\}/g, ':$1')}` as RouteName;
}

function filled(path: string): string {
  return path.replaceAll(/\{\w+\}/g, NEVER);
}

function bodyOf({ method }: Operation, text: string): string | undefined {
  return method === 'GET' ? undefined : text;
}

/** Rows of every kind, and their ids as the lists give them. */
async function seeded(): Promise<KnownIds> {
  const client = await practice.client();
  await practice.professional();
  await practice.refer({ referrer: { clientId: client.id }, person: { firstName: 'Sam' } });
  await practice.refer({ referrer: { firstName: 'Sarah' } });
  await practice.as(['desk']);
  await practice.ask('POST', '/complaints', { subject: 'A note' });
  await practice.ask('POST', '/incidents', { subject: 'A letter' });
  await practice.ask('POST', '/reviews', { kind: 'monthly', period: '2025-01' });
  const thanked = await practice.refer({ referrer: { clientId: (await practice.client()).id } });
  await practice.ask('POST', `/referrals/${thanked.id}/acknowledgement`, { byHand: 'phone' });
  await practice.call('POST', '/broadcasts', { kind: 'thanks_personal' });
  const forgotten = await practice.ask('POST', '/enquiries', { person: { firstName: 'Kim' }, via: 'phone' });
  const erasure = await practice.ask('POST', '/erasures', { enquiryId: forgotten.id });
  const inbox = await Inbox.open(kindword, practice);
  await inbox.take({ from: 'sam@example.org', name: 'Sam', subject: `A question ${Date.now()}` });
  await practice.call('POST', '/sources', { kind: 'podcast', name: 'Quiet Minds' });
  await practice.ask('POST', '/webhooks', {
    url: `https://hooks.example.org/${randomUUID()}`,
    events: ['client.created', 'task.opened'],
  });
  // Every erasure removes the files that wait for their import.
  await until(async () => (await practice.ask('GET', `/erasures/${erasure.id}`)).status !== 'asked');
  const file = 'First Name,Last Name,Email\nRobin,Ashdown,robin@example.org\n';
  const kept = await practice.call('POST', '/imports/files?what=clients', file, {
    'content-type': 'text/csv',
  });
  expect(kept.status).toBe(201);
  await practice.client();
  const sam = { firstName: 'Sam', phone: '020 7946 0018' };
  const enquiry = await practice.ask('POST', '/enquiries', { person: sam, via: 'phone' });
  await practice.ask('POST', `/enquiries/${enquiry.id}/refer-out`, {
    reason: 'overflow',
    personConsented: false,
  });
  const lists = document.operations.filter(
    ({ method, path }) =>
      method === 'GET' &&
      path.startsWith(API) &&
      !path.includes('{') &&
      !OF_ONE_PERSON.test(path) &&
      !path.startsWith(`${API}/exports/`),
  );
  return until(async () => {
    const found = await Promise.all(
      lists.map(
        async (list) =>
          [
            list.path.split('/').at(-1) ?? '',
            idsIn(await whoMay(list).ask('GET', list.path.slice(API.length))),
          ] as const,
      ),
    );
    const listed: KnownIds = Object.fromEntries(found);
    // Lines of the log are asked for by their number; complaints and incidents are cases, too.
    const ids = { ...listed, 'source-log': ['1'], cases: listed['complaints'] ?? [] };
    return ['tasks', 'messages'].every((name) => (listed[name] ?? []).length > 0)
      ? { ...ids, staff: (listed['staff'] ?? []).filter((id) => id !== practice.staffId) }
      : null;
  });
}

function idsIn(answer: { items?: { id?: string }[] }): string[] {
  return (answer.items ?? []).flatMap(({ id }) => (id ? [id] : []));
}

async function ask({ method, path, headers, body, withKey }: Call, key = practice.apiKey): Promise<Given> {
  const sent = { ...(withKey ? { authorization: `Bearer ${key}` } : {}), ...headers };
  const question = () =>
    fetch(`${kindword.url}${path}`, {
      method,
      headers: sent,
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'manual',
      ...(body === undefined ? {} : { body: body as string }),
    });
  const response = await question().catch((error: unknown) =>
    isStaleConnection(error) ? question() : Promise.reject(error),
  );
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

/** The server may close an idle connection in the moment it is used again; asked anew, it answers. */
function isStaleConnection(error: unknown): boolean {
  return error instanceof TypeError && String(error.cause).includes('ECONNRESET');
}

/** What HEAD answers has no body, and another method or path is another question. */
function faultOf(operation: Operation, call: Call, given: Given): string | null {
  const asked = `${call.method} ${call.path.slice(0, 200)} ${String(call.body).slice(0, 400)}`;
  if (given.status >= 500) return `${asked}: ${given.status} ${given.text}`;
  if (call.method === 'HEAD') return null;
  const asDocumented = call.method === operation.method && given.status !== 404;
  const fault = asDocumented
    ? document.fault(operation, given)
    : given.status >= 400
      ? pageOr(call, given)
      : null;
  return fault === null ? null : `${asked}: ${fault}`;
}

/** People get a page where they ask for one of theirs, and elsewhere only that there is none. */
function pageOr({ path }: Call, given: Given): string | null {
  const forPeople = /^\/(p|u|waiting)\//.test(path) || given.status === 404;
  return forPeople && given.type.startsWith('text/html') ? null : problemFault(given);
}
