import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Answered, TestPractice } from '../support/practice.ts';

let kindword: TestKindword;
let practice: TestPractice;
beforeAll(async () => {
  kindword = await startKindword();
}, 120_000);
afterAll(() => kindword.stop());
beforeEach(async () => {
  practice = await kindword.practice();
});

type File = string | Buffer;

function send(what: string, file: File, headers: Record<string, string> = {}): Promise<Answered> {
  return practice.call('POST', `/imports/${what}`, file, { 'content-type': 'text/csv', ...headers });
}

const clients = async () => (await practice.ask('GET', '/clients?limit=200')).items;
const professionals = async () => (await practice.ask('GET', '/professionals?limit=200')).items;
const COUNTS = { created: 0, updated: 0, unchanged: 0, failed: 0 };

test('an export of a practice system arrives whole, and a second time adds nothing', async () => {
  const file = readFileSync('demo/clients.csv');

  const first = await send('clients', file);
  const second = await send('clients', file);

  expect(first).toMatchObject({
    status: 200,
    body: { ...COUNTS, rows: 40, created: 40, errors: [], dryRun: false },
  });
  expect(first.body.ignoredColumns).toContain('Notes');
  expect(second.body).toMatchObject({ ...COUNTS, rows: 40, unchanged: 40 });
  expect(await clients()).toHaveLength(40);
});

test('colleagues arrive with what they are, and a second time nothing is added', async () => {
  const file = readFileSync('demo/professionals.csv');

  expect((await send('professionals', file)).body).toMatchObject({ ...COUNTS, created: 6 });
  expect((await send('professionals', file)).body).toMatchObject({ ...COUNTS, unchanged: 6 });
  const kinds = (await professionals()).map(({ kind }: { kind: string }) => kind);
  expect(kinds.toSorted()).toEqual([
    'dietitian',
    'gp',
    'psychiatrist',
    'school_counsellor',
    'therapist_other_niche',
    'therapist_same_niche',
  ]);
});

test('a rehearsal answers as the import would, and keeps nothing', async () => {
  const answer = await send('clients?dryRun=true', readFileSync('demo/clients.csv'));

  expect(answer.body).toMatchObject({ ...COUNTS, created: 40, dryRun: true });
  expect(await clients()).toEqual([]);
});

test('a bad row is named and left out; the good ones are kept', async () => {
  const { body } = await send(
    'clients',
    'First name,Email\nJo,jo@example.org\n,x@example.org\nAl,nothing\nBo,bo@example.org,,x\n',
  );

  expect(body).toMatchObject({ ...COUNTS, rows: 4, created: 1, failed: 3 });
  expect(body.errors.map(({ row, path }: { row: number; path: string }) => [row, path])).toEqual([
    [3, 'firstName'],
    [4, 'email'],
    [5, '(row)'],
  ]);
});

test('an empty cell erases nothing, and a filled one changes what is known', async () => {
  await send(
    'clients',
    'Patient ID,First name,Email,Phone,DOB\n7,Sam,sam@example.org,07700 900123,14/03/1985\n',
  );
  const { body } = await send('clients', 'Patient ID,First name,Last name,Email,Phone,DOB\n7,Sam,Oakes,,,\n');

  expect(body).toMatchObject({ ...COUNTS, updated: 1 });
  expect(await clients()).toMatchObject([
    {
      externalRef: '7',
      firstName: 'Sam',
      lastName: 'Oakes',
      email: 'sam@example.org',
      phone: '07700 900123',
      birthYear: 1985,
    },
  ]);
});

test('a couple with one mailbox are two clients, and one of them twice in a file is one', async () => {
  const { body } = await send(
    'clients',
    'First name,Email\nLeila,home@example.org\nMarek,home@example.org\nLEILA,Home@Example.org\n',
  );

  expect(body).toMatchObject({ ...COUNTS, created: 2, unchanged: 1 });
});

test('a client is given to the practitioner whom the file names, at once or later', async () => {
  const header = 'Client ID,First name,Email,practitionerId\n';
  await send(
    'clients',
    `${header}1,Ana,a@example.org,${practice.staffId}\n2,Bea,b@example.org,\n3,Cy,c@example.org,\n`,
  );

  const { body } = await send('clients', `${header}1,Anna,,\n2,Bea,,${practice.staffId}\n3,Cyd,,\n`);

  expect(body).toMatchObject({ ...COUNTS, updated: 3 });
  const owners = (await clients()).map(({ firstName, practitionerId }: Record<string, string>) => [
    firstName,
    practitionerId,
  ]);
  expect(owners.toSorted()).toEqual([
    ['Anna', practice.staffId],
    ['Bea', practice.staffId],
    ['Cyd', null],
  ]);
});

test('another practice with the same clients is not touched', async () => {
  const file = readFileSync('demo/clients.csv');
  await send('clients', file);
  practice = await kindword.practice();

  expect((await send('clients', file)).body).toMatchObject({ ...COUNTS, created: 40 });
});

test('two records of the practice system stay two, whatever they share', async () => {
  const file = 'Client ID,First name,Email\n1,Sam,s@example.org\n2,Sam,s@example.org\n';

  expect((await send('clients', file)).body).toMatchObject({ ...COUNTS, created: 2 });
  expect((await send('clients', file)).body).toMatchObject({ ...COUNTS, unchanged: 2 });
});

test('a file that contradicts itself settles on the same values each time', async () => {
  const file = 'First name,Email,Phone\nSam,s@example.org,07700 900111\nSam,s@example.org,07700 900222\n';

  expect((await send('clients', file)).body).toMatchObject({ ...COUNTS, created: 1, unchanged: 1 });
  expect((await send('clients', file)).body).toMatchObject({ ...COUNTS, unchanged: 2 });
});

test('a client who was typed in is found by address and gets the reference of the file', async () => {
  await practice.ask('POST', '/clients', { firstName: 'Robin', email: 'robin@example.org' });

  const { body } = await send('clients', 'Patient ID,First name,Email\n9,robin,ROBIN@example.org\n');

  expect(body).toMatchObject({ ...COUNTS, updated: 1 });
  expect(await clients()).toMatchObject([{ externalRef: '9' }]);
});

test('a colleague without an address is found by name and organisation; one mailbox may serve a whole surgery', async () => {
  const file =
    'Name,Type,Company,Email\nJo Lee,Dietician,Elm,\nAda Okafor,GP,Elm,desk@example.org\nBen Hart,GP,Elm,desk@example.org\n';
  await send('professionals', file);

  const again = await send(
    'professionals',
    file.replace('Jo Lee,Dietician,Elm,', 'Jo Lee,Dietician,elm,jo@example.org'),
  );

  expect(again.body).toMatchObject({ ...COUNTS, updated: 1, unchanged: 2 });
  expect(await professionals()).toHaveLength(3);
});

test('a kind that the policy does not know is named', async () => {
  const { body } = await send('professionals', 'Name,Type\nJo Lee,Wizard\n');

  expect(body).toMatchObject({ ...COUNTS, failed: 1, errors: [{ row: 2, path: 'kind' }] });
});

test('columns that are called otherwise are named by map, and a wrong name is refused', async () => {
  const file = 'Kundennummer;Vorname\n7;Sam\n';

  const right = await send('clients?map=externalRef:Kundennummer,firstName:Vorname', file);
  const wrong = await send('clients?map=firstName:Name', file);

  expect(right.body).toMatchObject({ ...COUNTS, created: 1 });
  expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'query.map' }] } });
});

test.each<[string, File, RegExp]>([
  ['nothing', '', /empty/],
  ['a header alone', 'First name,Email\n', /no rows/],
  ['no name', 'Colour,Email\nred,a@example.org\n', /None of the columns is a first name/],
  ['an open quotation mark', 'First name,Email\nA,a@example.org\nB,"b@example.org\n', /^Row 3/],
  ['a workbook', Buffer.from('504b03041400', 'hex'), /Excel/],
])('a file with %s is refused in words that help, and nothing is kept', async (_, file, words) => {
  const { status, body } = await send('clients', file);

  expect(status).toBe(422);
  expect(body.detail).toMatch(words);
  expect(await clients()).toEqual([]);
});

test('JSON is no file', async () => {
  expect((await practice.call('POST', '/imports/clients', { firstName: 'A' })).status).toBe(415);
});

test('a practitioner may not import', async () => {
  const practitioner = await practice.as(['practitioner']);

  const { status } = await practitioner.call(
    'POST',
    '/imports/clients',
    'First name,Email\nA,a@example.org\n',
    { 'content-type': 'text/csv' },
  );

  expect(status).toBe(403);
});

test('an import under the same key is answered once', async () => {
  const key = { 'idempotency-key': 'import-1' };
  const file = 'First name,Email\nA,a@example.org\n';

  const first = await send('clients', file, key);
  const again = await send('clients', file, key);

  expect(again.body).toEqual(first.body);
  expect((await send('clients', `${file}B,b@example.org\n`, key)).status).toBe(409);
});

test('nobody is written to because of an import', async () => {
  await send('clients', readFileSync('demo/clients.csv'));
  await send('professionals', readFileSync('demo/professionals.csv'));

  expect((await practice.ask('GET', '/messages')).items).toEqual([]);
});
