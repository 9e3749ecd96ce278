import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { NewClient } from '../../api/schemas/client.ts';
import { ProfessionalRow } from '../../api/schemas/import.ts';
import { clientRecords } from '../../imports/client-columns.ts';
import { readFileMap } from '../../imports/columns.ts';
import type { DayOrder } from '../../imports/days.ts';
import { professionalRecords } from '../../imports/professional-columns.ts';
import { readRecords, type RecordKind } from '../../imports/read-records.ts';

async function recordsOf<Fields>(
  kind: RecordKind<Fields>,
  file: string | Buffer,
  { map = [], usualOrder = 'day first' }: { map?: string[]; usualOrder?: DayOrder } = {},
) {
  const asked = { map: readFileMap(map), usualOrder };
  const { ignoredColumns, records } = readRecords(Buffer.from(file), kind, asked);
  return { ignoredColumns, records: await Array.fromAsync(records) };
}

const CLIENT_RECORDS = clientRecords(NewClient);
const PROFESSIONAL_RECORDS = professionalRecords(ProfessionalRow);
const clients = (file: string, map: string[] = []) => recordsOf(CLIENT_RECORDS, file, { map });

const SAM = {
  externalRef: '7',
  firstName: 'Sam',
  lastName: 'Oakes',
  email: 'sam@example.org',
  birthYear: 1985,
};

test.each([
  [
    'Cliniko',
    'Patient ID,First Name,Last Name,Email,Date of Birth',
    '7,Sam,Oakes,sam@example.org,14 Mar 1985',
  ],
  [
    'Jane',
    'Patient Number,First Name,Last Name,Preferred First Name,Email,Birth Date',
    '7,Samuel,Oakes,Sam,sam@example.org,1985-03-14',
  ],
  [
    'SimplePractice',
    'Client ID,Legal First Name,Legal Last Name,Preferred name,Client Email*,DOB',
    '7,Samuel,Oakes,Sam,sam@example.org,03/14/1985',
  ],
  ['our own names', 'externalRef,firstName,lastName,email,birthYear', '7,Sam,Oakes,sam@example.org,1985'],
  ['odd spelling', '  ID , FIRST_NAME,last-name,E-Mail,d.o.b.', '7,Sam,Oakes,sam@example.org,14.03.85'],
  ['one column of names', 'Client ID,Client,Email,Birthday', '7,"Oakes, Sam",sam@example.org,14/03/1985'],
])('the columns of %s are known', async (_, header, row) => {
  expect((await clients(`${header}\n${row}\n`)).records).toEqual([{ row: 2, fields: SAM }]);
});

test('columns that nobody knows are listed and never read', async () => {
  const { ignoredColumns, records } = await clients(
    'First name,Email,Diagnosis,Notes,Emergency contact email\nSam,s@example.org,x,y,z\n',
  );

  expect(ignoredColumns).toEqual(['Diagnosis', 'Notes', 'Emergency contact email']);
  expect(records).toEqual([{ row: 2, fields: { firstName: 'Sam', email: 's@example.org' } }]);
});

test('a full name is left alone where first names have their own column', async () => {
  const { records } = await clients('Name,First name,Email\nOakes Sam,Sam,s@example.org\n');

  expect(records).toEqual([{ row: 2, fields: { firstName: 'Sam', email: 's@example.org' } }]);
});

test('map names columns that are called otherwise, and comes before what is known', async () => {
  const { records, ignoredColumns } = await clients(
    'Kundennummer;Vorname, Rufname;Email;Mail 2\n7;Sam;a@example.org;b@example.org\n',
    ['externalRef:Kundennummer,firstName:Vorname, Rufname', 'email:Mail 2'],
  );

  expect(records).toEqual([
    { row: 2, fields: { externalRef: '7', firstName: 'Sam', email: 'b@example.org' } },
  ]);
  expect(ignoredColumns).toEqual(['Email']);
});

test.each([
  ['shoe:Email', /"shoe" is no field/],
  ['firstName:Vorname', /no column "Vorname"/],
  ['firstName', /not of the form/],
])('a map of %s is refused by name', async (map, words) => {
  await expect(clients('First name,Email\nA,a@example.org\n', [map])).rejects.toThrow(words);
});

test.each([
  ['', /is empty/],
  ['\uFEFF\n \n', /is empty/],
  ['First name,Email\n', /no rows/],
  ['Colour,Size\nred,3\n', /None of the columns is a first name.*"Colour", "Size"/],
  ['First name,Shoe\nA,3\n', /None of the columns is an e-mail address or a reference/],
])('%j is refused as a whole', async (file, words) => {
  await expect(clients(file)).rejects.toThrow(words);
});

test.each<[string, string, string, string]>([
  ['a wrong address', 'Sam,not-mail,', 'email', 'must be an e-mail address'],
  ['no first name', ',s@example.org,', 'firstName', 'must not be empty'],
  ['neither address nor reference', 'Sam,,', 'email', 'give an e-mail address or an externalRef'],
  [
    'too many cells',
    'Sam,s@example.org,,,x',
    '(row)',
    'has 5 cells where the header has 4: a delimiter or a line break outside quotation marks?',
  ],
  [
    'too few cells',
    'Sam',
    '(row)',
    'has 1 cells where the header has 4: a delimiter or a line break outside quotation marks?',
  ],
])('a row with %s is named', async (_, row, path, message) => {
  const { records } = await clients(`First name,Email,Date of birth,\n${row}\nJo,j@example.org,1990\n`);

  expect(records).toEqual([
    { row: 2, faults: [{ row: 2, path, message }] },
    { row: 3, fields: { firstName: 'Jo', email: 'j@example.org', birthYear: 1990 } },
  ]);
});

test.each([
  ['GP', 'gp'],
  ['Dietician', 'dietitian'],
  ['School Counselor', 'school_counsellor'],
  ['therapist_same_niche', 'therapist_same_niche'],
  ['Herbalist', 'Herbalist'],
])('a colleague called %s is of the kind %s', async (word, kind) => {
  const { records } = await recordsOf(PROFESSIONAL_RECORDS, `Name,Type\nDr Ada Okafor,${word}\n`);

  expect(records).toEqual([{ row: 2, fields: { title: 'Dr', firstName: 'Ada', lastName: 'Okafor', kind } }]);
});

test('the files of the demonstration are read without a fault', async () => {
  const own = await recordsOf(CLIENT_RECORDS, readFileSync('demo/clients.csv'));
  const colleagues = await recordsOf(PROFESSIONAL_RECORDS, readFileSync('demo/professionals.csv'));

  expect(own.records.filter((record) => 'fields' in record)).toHaveLength(40);
  expect(colleagues.records.filter((record) => 'fields' in record)).toHaveLength(6);
});

test.each<[string, DayOrder, string, string[]]>([
  ['that some date of it cannot do without', 'day first', '04/05/2030\n04/25/2030', ['04-05', '04-25']],
  ['that some date of it cannot do without', 'month first', '04/05/2030\n25/04/2030', ['05-04', '04-25']],
  ['that is usual where no date shows one', 'day first', '04/05/2030\n2030-04-25', ['05-04', '04-25']],
  ['that is usual where no date shows one', 'month first', '04/05/2030\n2030-04-25', ['04-05', '04-25']],
])('dates in figures are read in the order %s (usual: %s)', async (_, usualOrder, days, read) => {
  const file = ['Planned end,First name,Patient ID', ...days.split('\n').map((day) => `${day},Sam,7`)].join(
    '\n',
  );

  const { records } = await recordsOf(CLIENT_RECORDS, file, { usualOrder });

  expect(records).toEqual(
    read.map((day, index) => ({
      row: index + 2,
      fields: { firstName: 'Sam', externalRef: '7', plannedEndOn: `2030-${day}` },
    })),
  );
});

test('a date in the other order than the rest of the file is named, not guessed', async () => {
  const { records } = await clients('Planned end,First name,Patient ID\n25/04/2030,Sam,7\n04/25/2030,Jo,8\n');

  expect(records).toMatchObject([
    { fields: { plannedEndOn: '2030-04-25' } },
    { row: 3, faults: [{ row: 3, path: 'plannedEndOn' }] },
  ]);
});

test.each<[string, string, string, object]>([
  ['an impossible birth', 'birthYear', '7,Sam,,s@example.org,,31/02/1980', { email: 's@example.org' }],
  ['a birth of zeros', 'birthYear', '7,Sam,,s@example.org,,0000-00-00', { email: 's@example.org' }],
  ['two addresses', 'email', '7,Sam,,s@example.org; t@example.org,,', {}],
  ['no address', 'email', '7,Sam,,n/a,,', {}],
  ['an address without a domain', 'email', '7,Sam,,sam@,,', {}],
  ['an address that no server takes', 'email', '7,Sam,,jürgen@example.org,,', {}],
  ['a dash for a name', 'lastName', '7,Sam,-,s@example.org,,', { email: 's@example.org' }],
  ['a rounded telephone', 'phone', '7,Sam,,s@example.org,4.47701E+11,', { email: 's@example.org' }],
  ['words for a telephone', 'phone', '7,Sam,,s@example.org,none,', { email: 's@example.org' }],
  ['a failed formula', 'phone', '7,Sam,,s@example.org,#N/A,', { email: 's@example.org' }],
  ['a damaged last name', 'lastName', '7,Sam,M\uFFFDller,s@example.org,,', { email: 's@example.org' }],
])('a row with %s is kept without it, and named', async (_, path, row, kept) => {
  const { records } = await clients(`ID,First name,Last name,Email,Phone,DOB\n${row}\n`);

  expect(records).toMatchObject([{ row: 2, faults: [{ row: 2, path }] }]);
  expect(records[0]).toHaveProperty('fields', { externalRef: '7', firstName: 'Sam', ...kept });
});

test.each([
  ['A rounded reference', '1.2E+10,Sam,s@example.org'],
  ['a reference that is none', 'n/a,Sam,s@example.org'],
])('%s is never kept: two people would be one', async (_, row) => {
  const { records } = await clients(`ID,First name,Email\n${row}\n`);

  expect(records).toMatchObject([
    { faults: [{ path: 'externalRef' }], fields: { firstName: 'Sam', email: 's@example.org' } },
  ]);
});

test('names have one spelling, whatever the file makes of them', async () => {
  const { records } = await clients(
    'ID,First name,Last name\n7,"Zoe\u0308\n Ann","  van\u00A0 der\u200B Berg"\n',
  );

  expect(records).toMatchObject([{ fields: { firstName: 'Zoë Ann', lastName: 'van der Berg' } }]);
});

test('an international domain is kept in its ASCII form', async () => {
  const { records } = await clients('First name,Email\nAnja,a@münchen.example\n');

  expect(records).toMatchObject([{ fields: { email: 'a@xn--mnchen-3ya.example' } }]);
});

test('text that another program has broken before is told', async () => {
  const { records } = await clients('First name,Email\nZoÃ«,z@example.org\nZoë,y@example.org\n');

  expect(records[0]).toMatchObject({
    warnings: [{ path: 'firstName', message: expect.stringContaining('"Zoë"') }],
  });
  expect(records[1]).not.toHaveProperty('warnings');
});
