import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { eventually } from '../outbox/support.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { asOwner, freshNamespace, readParts } from '../support/parts.ts';
import type { Answered, Json, TestPractice } from '../support/practice.ts';

const QUICK = {
  deadline: 'PT20S',
  remindAt: 'PT0.1S',
  escalateAt: 'PT0.2S',
  sendAt: 'PT0.4S',
  soloSendAt: 'PT0.3S',
  solo: false,
};
const LETTERS = 'abcdefghijkmnopqrstuvwxyz';

const markers: string[] = [];
const logged: string[] = [];
const answeredElsewhere: string[] = [];
let kindword: TestKindword;
let practice: TestPractice;
let stranger: TestPractice;

beforeAll(async () => {
  const temporal = {
    connectionOptions: { address: readParts().temporal.address },
    namespace: await freshNamespace(),
  };
  kindword = await startKindword({
    temporal,
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  });
  practice = await kindword.practice({ acknowledgement: QUICK });
  stranger = await kindword.practice({ acknowledgement: QUICK });
});
afterAll(() => kindword.stop());

/** A word that stands nowhere else. */
function mark(): string {
  const word = `zq${Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
  markers.push(word);
  return word;
}

function markedPhone(): string {
  const digits = `7${randomInt(10 ** 11, 10 ** 12 - 1)}`;
  markers.push(digits);
  return `+${digits}`;
}

function markedPerson(tag = ''): Record<string, string> {
  return { firstName: mark(), lastName: mark(), email: `${mark()}${tag}@example.org`, phone: markedPhone() };
}

async function client(tag = ''): Promise<Json> {
  return practice.client({ ...markedPerson(tag), externalRef: mark() });
}

async function becomes(referralId: string, status: string): Promise<void> {
  await eventually(async () =>
    (await practice.referral(referralId)).acknowledgement.status === status ? true : null,
  );
}

async function refusedToStrangers(method: string, path: string, body?: unknown): Promise<Answered> {
  const answer = await stranger.call(method, path, body);
  answeredElsewhere.push(JSON.stringify(answer.body), JSON.stringify([...answer.headers]));
  expect(answer.status).toBeGreaterThanOrEqual(400);
  return answer;
}

/** While it works, the database refuses every row of this table. */
async function whileRefused(table: string, work: () => Promise<void>): Promise<void> {
  await asOwner(kindword.ownerUrl, `alter table "${table}" add constraint no_more check (false) not valid`);
  try {
    await work();
  } finally {
    await asOwner(kindword.ownerUrl, `alter table "${table}" drop constraint no_more`);
  }
}

async function liveThroughEverything(): Promise<void> {
  await practice.ask('POST', '/staff', {
    name: `${mark()} ${mark()}`,
    email: `${mark()}@example.org`,
    roles: ['desk', 'deputy'],
  });
  const [robin, ruth, bouncing, resetting, refused] = [
    await client(),
    await client(),
    await client('+bounce'),
    await client('+fault-once-accept-reset'),
    await client('+fault-406'),
  ];
  const colleague = await practice.professional({
    ...markedPerson(),
    kind: 'gp',
    organisation: mark(),
    howWeKnowThem: mark(),
  });

  const automatic = await practice.refer({ referrer: { clientId: robin.id }, person: { firstName: mark() } });
  const letter = await practice.refer({
    learnedFrom: 'professional_letter',
    via: 'letter',
    referrer: { professionalId: colleague.id },
    person: { firstName: mark(), email: `${mark()}@example.org`, phone: markedPhone() },
  });
  const named = await practice.refer({ referrer: { firstName: mark() } });
  const own = await practice.refer({ referrer: { firstName: mark(), email: `${mark()}@example.org` } });
  const enquirer = await practice.refer({
    learnedFrom: 'enquirer',
    referrer: { firstName: mark(), email: `${mark()}@example.org` },
  });
  const others = await Promise.all(
    [bouncing, resetting, refused].map(({ id }) => practice.refer({ referrer: { clientId: id } })),
  );
  await becomes(automatic.id, 'sent');
  await becomes(letter.id, 'sent');
  await becomes(own.id, 'sent');
  await becomes(named.id, 'needs_person');
  await practice.ask('POST', `/referrals/${named.id}/match`, { clientId: ruth.id });
  await becomes(named.id, 'sent');
  await practice.ask('POST', `/referrals/${enquirer.id}/permission`, {
    mayThank: true,
    wordingVersion: 'm4-1',
  });
  await becomes(enquirer.id, 'needs_person');
  await practice.ask('POST', `/referrals/${enquirer.id}/acknowledgement`, { byHand: 'phone' });
  await becomes(others[0]?.id ?? '', 'needs_person');
  await becomes(others[1]?.id ?? '', 'sent');
  await becomes(others[2]?.id ?? '', 'needs_person');
  await withALine();
}

async function withALine(): Promise<void> {
  await practice.changePolicy({ acknowledgement: { ...QUICK, deadline: 'PT40H', sendAt: 'PT30H' } });
  const lined = await practice.refer({ referrer: { clientId: (await client()).id } });
  await practice.ask('POST', `/referrals/${lined.id}/acknowledgement`, { addLine: `Thank you, ${mark()}` });
  await becomes(lined.id, 'sent');
  await practice.changePolicy({ acknowledgement: QUICK });
}

/** An event that the carrier did not number, about somebody we do not know. */
async function hearFromPostmark(): Promise<void> {
  const { user, password } = kindword.settings.mail.hooks;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const event = {
    RecordType: 'Bounce',
    Type: 'HardBounce',
    Email: `${mark()}@example.org`,
    Details: mark(),
    BouncedAt: '2026-01-01T00:00:00Z',
  };
  const answer = await fetch(`${kindword.url}/hooks/postmark/events`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  expect(answer.status).toBe(200);
}

async function askWrongly(): Promise<void> {
  const [robin, referral] = [
    await client(),
    await practice.refer({ referrer: { firstName: mark() }, person: { firstName: mark() } }),
  ];
  await practice.call('POST', '/referrals', {
    learnedFrom: mark(),
    referrer: { firstName: mark() },
    via: mark(),
    [mark()]: mark(),
  });
  await practice.call('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'phone',
    referrer: { clientId: robin.id },
    person: { firstName: mark(), phone: markedPhone() },
  });
  await practice.call('POST', '/clients', `{"firstName": "${mark()}`, { 'content-type': 'application/json' });
  await practice.call('POST', '/clients', {
    firstName: mark(),
    email: `${mark()} at example`,
    phone: mark(),
  });
  await practice.call('POST', `/referrals/${referral.id}/acknowledgement`, {
    addLine: `${mark()} came to therapy`,
  });
  await practice.call('GET', `/clients?q=${mark()}`);
  await refusedToStrangers('GET', `/clients/${robin.id}`);
  await refusedToStrangers('GET', `/referrals/${referral.id}`);
  await refusedToStrangers('PATCH', `/clients/${robin.id}`, { firstName: 'Sam' });
  await refusedToStrangers('POST', `/referrals/${referral.id}/match`, { nobody: true });
  await refusedToStrangers('POST', `/referrals/${referral.id}/acknowledgement`, { byHand: 'card' });
  await refusedToStrangers('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'phone',
    referrer: { clientId: robin.id },
  });
}

async function failInTheDatabase(): Promise<void> {
  const robin = await client();
  let referral: Json;
  await whileRefused('message', async () => {
    referral = await practice.refer({ referrer: { clientId: robin.id }, person: { firstName: mark() } });
    await eventually(async () => ((await histories()).includes('no_more') ? true : null));
  });
  await becomes(referral.id, 'sent');
  await whileRefused('client', async () => {
    const answer = await practice.call('POST', '/clients', { ...markedPerson(), externalRef: randomUUID() });
    expect(answer.status).toBe(500);
    answeredElsewhere.push(JSON.stringify(answer.body));
  });
}

/** Everything that an operator of Temporal can see: events with their payloads opened, memos, attributes, summaries. */
async function histories(): Promise<string> {
  const { connectionOptions, namespace } = kindword.settings.temporal;
  const connection = await Connection.connect({ address: connectionOptions.address ?? '' });
  const temporal = new Client({ connection, namespace });
  const seen: string[] = [];
  for await (const { workflowId, runId } of temporal.workflow.list()) {
    const handle = temporal.workflow.getHandle(workflowId, runId);
    seen.push(workflowId, legible(await handle.fetchHistory()), legible((await handle.describe()).raw));
  }
  await connection.close();
  return seen.join('\n');
}

/** As it is written, with every payload opened beside it. */
function legible(value: unknown): string {
  const written = JSON.stringify(value);
  const payloads = [...written.matchAll(/"data":"(?<data>[A-Za-z0-9+/=]+)"/g)];
  return [
    written,
    ...payloads.map(({ groups }) => Buffer.from(groups?.['data'] ?? '', 'base64').toString('utf8')),
  ].join('\n');
}

/** Every row of every table as its owner reads it; an external reference may stand in its own column. */
async function rows(): Promise<string> {
  const orm = await MikroORM.init({
    clientUrl: kindword.ownerUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: 1 },
  });
  try {
    const connection = orm.em.getConnection();
    const tables = await connection.execute<{ name: string }[]>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const whole = await connection.execute<{ row: unknown }[]>(
        `select to_jsonb(t) - 'external_ref' as row from "${name}" t`,
      );
      found.push(...whole.map(({ row }) => `${name}: ${JSON.stringify(row)}`));
    }
    return found.join('\n');
  } finally {
    await orm.close(true);
  }
}

test('nobody’s name, address, number or word is anywhere but in sealed columns and in the mails themselves', async () => {
  await liveThroughEverything();
  await askWrongly();
  await hearFromPostmark();
  await failInTheDatabase();

  const places = {
    histories: await histories(),
    rows: await rows(),
    log: logged.join('\n'),
    answers: answeredElsewhere.join('\n'),
  };

  expect(markers.length).toBeGreaterThan(60);
  const known = ['no_more', 'practiceId', 'Draft the thanks', 'hand_over'];
  expect(known.filter((told) => !places.histories.includes(told))).toEqual([]);
  expect(places.rows.split('\n').length).toBeGreaterThan(100);
  expect(places.log.includes('a request failed')).toBe(true);
  for (const [place, text] of Object.entries(places)) {
    const lower = text.toLowerCase();
    expect([place, markers.filter((marker) => lower.includes(marker.toLowerCase()))]).toEqual([place, []]);
  }
});
