import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { inPractice } from '../support/in-practice.ts';
import { importFile } from '../support/import-file.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { watchMemory } from '../support/watch-memory.ts';

const KINDS = ['clients', 'professionals', 'referrals', 'source-log', 'messages', 'audit'] as const;
const FAR_AWAY = '2100-01-01';
/** Twenty megabytes: more than any socket holds for who does not read. */
const MANY = 5_000;
const FLAT_MB = 30;
const MANY_ENTRIES = `
  insert into audit_entry (practice_id, id, at, actor, action, entity, entity_id, fields)
  select ?, gen_random_uuid(), now(), 'operator', 'change', 'client', gen_random_uuid(), array[repeat('x', 4000)]
  from generate_series(1, ${MANY})`;

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword({ role: 'api' });
});
afterAll(() => kindword.stop());

async function file(who: TestPractice, kind: string): Promise<{ text: string; rows: Json[] }> {
  const { body, headers, status } = await who.call('GET', `/exports/${kind}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  return { text: body, rows: parse(body, { columns: true }) };
}

test('an export is one file of one line a record, named neutrally, and every one is noted', async () => {
  const practice = await kindword.practice();
  const robin = await practice.client({ firstName: '=1+1', phone: '+44 20 7946 0018' });
  await practice.professional({ howWeKnowThem: 'We share\na supervision group.' });
  await practice.refer({ referrer: { clientId: robin.id }, person: { firstName: 'Sam' } });

  for (const kind of KINDS) {
    const { headers } = await practice.call('GET', `/exports/${kind}`);
    const { text, rows } = await file(practice, kind);

    expect(headers.get('content-disposition')).toBe(`attachment; filename="${kind}.csv"`);
    expect([kind, text.trimEnd().split('\n').length]).toEqual([kind, rows.length + 1]);
    expect(rows.length).toBeGreaterThan(kind === 'messages' ? -1 : 0);
  }
  const { rows: clients } = await file(practice, 'clients');
  const { rows: referrals } = await file(practice, 'referrals');
  const noted = await inPractice(kindword, practice, ({ em }) =>
    em.find(AuditEntry, { action: 'export' }, { orderBy: { id: 'asc' } }),
  );

  expect(clients).toMatchObject([{ firstName: "'=1+1", phone: "'+44 20 7946 0018", id: robin.id }]);
  expect(referrals).toMatchObject([{ number: '1', referrerClientId: robin.id, personFirstName: 'Sam' }]);
  expect(noted.map(({ entity, staffId }) => [entity, staffId]).slice(0, 3)).toEqual([
    ['client', practice.staffId],
    ['client', practice.staffId],
    ['professional', practice.staffId],
  ]);
  expect(noted).toHaveLength(2 * KINDS.length + 2);
});

test('no file says what holds anybody back, how to open a page, or what was written to whom', async () => {
  const practice = await kindword.practice();
  const held = await practice.client({ firstName: 'Persephone' });
  const erased = await practice.client({ firstName: 'Quirin' });
  await practice.ask('POST', `/clients/${held.id}/holds`, { code: 'complaint' });
  await practice.ask('POST', `/clients/${held.id}/holds`, { code: 'do_not_email' });
  const slip = await practice.ask('POST', `/clients/${held.id}/consent-slip`);
  await practice.ask('POST', '/erasures', { clientId: erased.id });
  const other = await kindword.practice();
  await other.client({ firstName: 'Ottilie' });

  const files = await Promise.all(KINDS.map((kind) => file(practice, kind)));

  const all = files.map(({ text }) => text).join('\n');
  expect(files[0]?.rows.find(({ id }) => id === held.id)).toMatchObject({ onHold: 'yes', doNotEmail: 'yes' });
  expect(all).not.toMatch(/complaint,|Ottilie|kw_|supportive/);
  expect(JSON.stringify(slip)).toContain('/consent/');
  expect(all).not.toMatch(/\/(?:consent|r|u|p|survey|intake)\/[\w-]{20,}/);
  expect(files.slice(1).some(({ text }) => text.includes('Persephone'))).toBe(false);
});

test('people are exported by an owner or who stands in for them; privacy reads who did; an agency and the desk do neither', async () => {
  const practice = await kindword.practice();
  const deputy = await practice.as(['deputy']);
  const status = async (who: TestPractice) =>
    Promise.all(KINDS.map(async (kind) => (await who.call('GET', `/exports/${kind}`)).status));
  const all = (code: number) => KINDS.map(() => code);

  expect(await status(deputy)).toEqual(all(403));
  for (const role of ['desk', 'practitioner', 'reviewer', 'agency', 'operator'])
    expect([role, await status(await practice.as([role]))]).toEqual([role, all(403)]);
  expect(await status(await practice.as(['privacy']))).toEqual([403, 403, 403, 403, 403, 200]);
  await practice.ask('POST', `/staff/${practice.staffId}/absences`, { from: '2020-01-01', to: FAR_AWAY });
  expect(await status(deputy)).toEqual(all(200));
});

test('what was exported is imported elsewhere as it was, and once more adds nothing', async () => {
  const [here, there] = [await kindword.practice(), await kindword.practice()];
  const [ann, ben] = [
    await here.client({ firstName: 'Ann', externalRef: 'C-1' }),
    await here.client({ firstName: 'Ben', birthYear: 1985, phone: '+44 20 7946 0018' }),
  ];
  await here.ask('PATCH', `/clients/${ann.id}`, { practitionerId: here.staffId });
  const cleo = await here.client({ firstName: '-Cleo', email: null, externalRef: 'C-3' });
  await here.professional({
    firstName: 'Ada',
    kind: 'gp',
    organisation: '@Elm Surgery',
    focus: ['grief', 'teenagers'],
    trusted: true,
    howWeKnowThem: 'We share a group.',
    mayEmail: true,
    expectedPerMonth: 1.5,
  });
  const { id: podcast } = await here.ask('POST', '/sources', { kind: 'podcast', name: 'Quiet Minds' });
  const gate = await here.ask('POST', '/intake', {
    clientId: ann.id,
    answer: 'a podcast',
    sourceId: podcast,
  });
  await here.ask('POST', '/intake', {
    clientId: ben.id,
    answer: 'Ann',
    hops: [{ kind: 'client', clientId: ann.id }],
  });
  await here.refer({ referrer: { clientId: ann.id }, person: { firstName: 'Sam' } });
  const { id: enquiry } = await here.ask('POST', '/enquiries', {
    person: { firstName: 'Dee', email: `dee-${ann.id}@example.org` },
    referrer: { clientId: ann.id },
    mayThank: false,
    via: 'phone',
  });
  for (const stage of ['contacted', 'booked', 'attended'])
    await here.ask('POST', `/enquiries/${enquiry}/progress`, { stage });
  const line = (await here.ask('GET', '/source-log')).items[0].number;
  await here.ask('POST', `/source-log/${line}/corrections`, { hops: [{ kind: 'search' }] });
  await here.ask('POST', `/clients/${cleo.id}/prompt-consent`, {
    status: 'declined',
    channel: 'phone',
    wordingVersion: 'm5-1',
  });
  expect(gate).toBeDefined();

  for (const kind of ['clients', 'professionals', 'source-log'] as const) {
    const { text, rows } = await file(here, kind);
    const first = await importFile(there, kind, [text]);
    const again = await importFile(there, kind, [text]);
    const back = await importFile(here, kind, [text]);

    const unknownThere = kind === 'clients' ? ['practitionerId'] : [];
    const nothingNew = { created: 0, updated: 0, failed: 0, unchanged: rows.length };
    expect(first.body).toMatchObject({ failed: 0, warnings: [], incomplete: unknownThere.length });
    expect(first.body.errors.map(({ path }: Json) => path)).toEqual(unknownThere);
    expect([kind, again.body, back.body]).toMatchObject([kind, nothingNew, nothingNew]);
  }

  const known = async (who: TestPractice) => {
    const { items } = await who.ask('GET', '/clients?limit=200');
    return items
      .map(
        ({
          firstName,
          lastName,
          email,
          phone,
          externalRef,
          birthYear,
          generation,
          source,
          promptConsent,
        }: Json) => ({
          firstName,
          lastName,
          email,
          phone,
          externalRef,
          birthYear,
          generation,
          source: source.kind,
          promptConsent,
        }),
      )
      .toSorted(byName);
  };
  expect(await known(there)).toEqual(await known(here));
  const colleagues = async (who: TestPractice) => {
    const { items } = await who.ask('GET', '/professionals');
    return items.map(({ id: _id, createdAt: _c, updatedAt: _u, ...fields }: Json) => fields);
  };
  expect(await colleagues(there)).toEqual(await colleagues(here));
});

function byName(one: Json, other: Json): number {
  return one.firstName.localeCompare(other.firstName);
}

test('a large file leaves in flat memory; who does not read holds no transaction, and who may no longer read gets no more', async () => {
  const practice = await kindword.practice();
  await inPractice(kindword, practice, ({ em }) => em.execute(MANY_ENTRIES, [practice.practiceId]));
  const colleague = await practice.as(['owner']);
  const slow = await Promise.all(Array.from({ length: 3 }, () => opened(practice)));
  const dismissed = await opened(colleague);
  await until(async () => (await transactionsOf(practice)) === 0);
  const memory = watchMemory();

  await practice.ask('GET', '/me');
  const { items } = await practice.ask('GET', `/staff/${colleague.staffId}/api-keys`);
  await practice.call('DELETE', `/staff/${colleague.staffId}/api-keys/${items[0].id}`);
  const [first] = slow;
  const lines = await linesOf(first);
  const held = memory.stop();

  expect(lines).toBeGreaterThan(MANY);
  await expect(linesOf(dismissed)).rejects.toThrow('aborted');
  expect(held).toBeLessThan(FLAT_MB);
  for (const reading of slow) reading?.destroy();
}, 60_000);

/** Nobody reads yet. */
function opened({ apiKey }: TestPractice): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${apiKey}` };
    get(`${kindword.url}/api/v1/exports/audit`, { headers, agent: false }, resolve).on('error', reject);
  });
}

async function linesOf(answer: IncomingMessage | undefined): Promise<number> {
  let lines = 0;
  for await (const piece of answer ?? []) lines += String(piece).split('\n').length - 1;
  return lines;
}

async function transactionsOf(practice: TestPractice): Promise<number> {
  const [row] = await inPractice(kindword, practice, ({ em }) =>
    em.execute<{ open: number }[]>(
      `select count(*)::int as open from pg_stat_activity
       where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()
         and query like '%audit_entry%'`,
    ),
  );
  return row?.open ?? 0;
}
