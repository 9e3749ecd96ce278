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

test('one cut character does not change how the rest is read: its row is named, and the encoding told', async () => {
  const file = Buffer.concat([
    Buffer.from('Patient ID,First Name,Last Name,Email\n1,Zoë,Müller,zoe@example.org\n3,'),
    Buffer.of(0xc3),
    Buffer.from(',Smith,cut@example.org\n'),
  ]);

  const { body } = await send('clients', file);
  const marked = await send('clients?dryRun=true', Buffer.concat([Buffer.from('\uFEFF'), file]));

  expect(body).toMatchObject({ encoding: 'utf-8', created: 1, errors: [{ row: 3, path: 'firstName' }] });
  expect(marked.body).toMatchObject({ encoding: 'utf-8', unchanged: 1, ignoredColumns: [] });
  expect(await clients()).toMatchObject([{ firstName: 'Zoë', externalRef: '1' }]);
});

test.each<[string, Buffer]>([
  ['windows-1252', Buffer.from('First name,Email\nZo\xEB,z@example.org\n', 'latin1')],
  ['macintosh', Buffer.from('First name,Email\nZo\x91,z@example.org\n', 'latin1')],
  ['utf-16le', Buffer.from('\uFEFFFirst name,Email\nZoë,z@example.org\n', 'utf16le')],
])('a file in %s is read as such, and the report says so', async (encoding, file) => {
  expect((await send('clients', file)).body).toMatchObject({ encoding, created: 1, warnings: [] });
  expect(await clients()).toMatchObject([{ firstName: 'Zoë' }]);
});

test('a corrected first name is the same person; another first name at one address is proposed', async () => {
  await send('clients', 'First Name,Last Name,Email\nRobert,Hay,robert.hay@example.org\n');

  const corrected = await send('clients', 'First Name,Last Name,Email\nRob,Hay,robert.hay@example.org\n');
  const another = await send('clients', 'First Name,Last Name,Email\nMarek,Hay,robert.hay@example.org\n');

  expect(corrected.body).toMatchObject({ ...COUNTS, updated: 1, possibleDuplicates: [] });
  const rob = (await clients()).find(({ firstName }: { firstName: string }) => firstName === 'Rob');
  expect(another.body).toMatchObject({
    ...COUNTS,
    created: 1,
    possibleDuplicates: [{ row: 2, possibleDuplicateOf: rob.id }],
  });
  expect((await clients()).map(({ firstName }: { firstName: string }) => firstName).toSorted()).toEqual([
    'Marek',
    'Rob',
  ]);
});

test('a reference that is another person in this file changes nothing, and the row is named', async () => {
  await send('clients', 'Patient ID,First Name,Last Name,Email\nREF7,Ola,Berg,ola@example.org\n');
  const [ola] = await clients();
  await practice.ask('POST', `/clients/${ola.id}/prompt-consent`, {
    status: 'given',
    channel: 'form',
    wordingVersion: '1',
  });

  const { body } = await send(
    'clients',
    'Patient ID,First Name,Last Name,Email\nREF7,Petra,Lund,petra@example.org\n',
  );

  expect(body).toMatchObject({ ...COUNTS, failed: 1, errors: [{ row: 2, path: 'externalRef' }] });
  expect(await clients()).toMatchObject([{ firstName: 'Ola', promptConsent: 'given' }]);
});

test('whoever is not to be e-mailed, has opted out, has died or is archived is heard and counted', async () => {
  const file = [
    'Patient ID,First Name,Last Name,Email,Do Not Email,Marketing opt out,Deceased,Status',
    'D1,Dee,Noor,dee@example.org,Yes,Yes,No,Active',
    'E1,Eve,Noor,eve@example.org,No,No,Yes,Deceased',
    'F1,Fay,Noor,fay@example.org,No,No,No,Archived',
    'G1,Gil,Noor,gil@example.org,No,x,,Active',
    'H1,Hal,Noor,hal@example.org,,,,',
  ].join('\n');

  const first = await send('clients', file);
  const again = await send('clients', file);

  const heard = { doNotEmail: 1, noMarketing: 2, unsubscribed: 0, deceased: 1, archived: 1 };
  expect(first.body).toMatchObject({ ...COUNTS, created: 5, heard, ignoredColumns: [], warnings: [] });
  expect(again.body).toMatchObject({ ...COUNTS, unchanged: 5, heard });
  const known = new Map((await clients()).map((one: Record<string, string>) => [one['externalRef'], one]));
  expect(known.get('D1')).toMatchObject({ promptConsent: 'declined' });
  expect(known.get('E1')).toMatchObject({ ending: 'deceased' });
  expect(known.get('G1')).toMatchObject({ promptConsent: 'declined', ending: null });
  expect(known.get('H1')).toMatchObject({ promptConsent: 'not_asked', ending: null });
  for (const ref of ['D1', 'E1', 'F1']) {
    const id = (known.get(ref) as { id: string }).id;
    const refused = await practice.call('POST', `/clients/${id}/communications`, { carrier: 'follow_up' });
    expect([ref, refused.status]).toEqual([ref, 409]);
  }
});

test('an opt-out in a file takes back a yes, and a yes in a file gives none', async () => {
  await send('clients', 'ID,First name,Email\n1,Ana,ana@example.org\n2,Bo,bo@example.org\n');
  const [{ id }] = (await clients()).filter(
    ({ externalRef }: { externalRef: string }) => externalRef === '1',
  );
  await practice.ask('POST', `/clients/${id}/prompt-consent`, {
    status: 'given',
    channel: 'form',
    wordingVersion: '1',
  });

  await send('clients', 'ID,First name,Email,Opt-in\n1,Ana,ana@example.org,No\n2,Bo,bo@example.org,Yes\n');

  const consents = (await clients()).map((one: Record<string, string>) => [
    one['externalRef'],
    one['promptConsent'],
  ]);
  expect(consents.toSorted()).toEqual([
    ['1', 'withdrawn'],
    ['2', 'not_asked'],
  ]);
});

test('a column that speaks of contact and is not understood is a warning', async () => {
  const { body } = await send(
    'clients',
    'ID,First name,Communication preferences,Marketing,Shoe size\n1,Ana,Letter,perhaps,38\n',
  );

  expect(body.warnings).toMatchObject([
    { row: 1, path: 'Communication preferences' },
    { row: 2, path: 'Marketing' },
  ]);
});

test('a colleague who is not to be e-mailed is not', async () => {
  await send('professionals', 'Name,Email,Do not contact,May email\nJo Lee,jo@example.org,Yes,Yes\n');

  expect(await professionals()).toMatchObject([{ mayEmail: false }]);
});

test('a row is kept without the field that cannot be read, named and counted', async () => {
  const { body } = await send(
    'clients',
    'ID,First name,Email,Phone\n1,Ana,ana@example.org; a2@example.org,4.47701E+11\n2,Bo,bo@example.org,\n',
  );

  expect(body).toMatchObject({ ...COUNTS, created: 2, incomplete: 1 });
  expect(body.errors.map(({ row, path }: { row: number; path: string }) => [row, path])).toEqual([
    [2, 'email'],
    [2, 'phone'],
  ]);
});
