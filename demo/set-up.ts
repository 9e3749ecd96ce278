import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PolicyPut } from '../api/schemas/forecast.ts';
import type { Desk } from './desk.ts';
import type { Teller } from './teller.ts';

/** Who plays: the desk and the deputy with keys of their own, and everybody who was imported, by full name. */
export type Cast = {
  outbox: string;
  owner: Desk;
  desk: Desk;
  practitioner: Desk;
  staff: ReadonlyMap<string, string>;
  clients: Map<string, string>;
  colleagues: ReadonlyMap<string, string>;
};

const DAY_MS = 86_400_000;
/** What takes two days in a practice takes half a minute here; nothing else is different. */
export const QUICK_DEADLINE_MS = 30_000;
const QUICK = {
  deadline: 'PT30S',
  remindAt: 'PT10S',
  escalateAt: 'PT16S',
  sendAt: 'PT22S',
  solo: false,
  soloSendAt: 'PT10S',
};
const HOUSE = {
  neutralSenderName: 'Harbour House',
  replyTo: 'hello@harbour-house.example',
  phone: '020 7946 0000',
  website: 'https://harbour-house.example',
};

/** Whom Petra sees, with their numbers in the practice system. */
const PETRAS = new Map([
  ['Hattie Pinder', '4115'],
  ['Owen Wexford', '4110'],
  ['Greta Larkspur', '4107'],
  ['Jonah Heath', '4116'],
  ['Dev Rowanby', '4114'],
]);

const Issued = z.object({ apiKey: z.string() });
const Person = z.object({ id: z.uuid(), firstName: z.string(), lastName: z.string().nullable() });

/** A fictional practice: a desk, a deputy, an owner on holiday, quick rules, and the people of two files. */
export async function setUp(owner: Desk, ownerId: string, outbox: string, teller: Teller): Promise<Cast> {
  teller.title('Harbour House, a practice that does not exist');
  const deskId = await owner.create('/staff', {
    name: 'Noor Rahman',
    email: 'noor@harbour-house.example',
    roles: ['desk'],
  });
  const deputyId = await owner.create('/staff', {
    name: 'Dana Petrov',
    email: 'dana@harbour-house.example',
    roles: ['deputy'],
  });
  const petraId = await owner.create('/staff', {
    name: 'Petra Lindqvist',
    email: 'petra@harbour-house.example',
    roles: ['practitioner'],
  });
  const deskKey = await keyFor(owner, deskId, 'Front desk');
  const petraKey = await keyFor(owner, petraId, 'Petra');
  teller.aside(
    'Noor is at the desk, Petra sees clients. Dana is the deputy. Olive, the owner, is away this week; Dana covers for her.',
  );
  await owner.post(`/staff/${ownerId}/absences`, { from: inDays(-1), to: inDays(7), coverStaffId: deputyId });

  const policy = PolicyPut.parse(await owner.get('/practice/policy'));
  await owner.put('/practice/policy', {
    ...policy,
    sendWindows: 'always',
    acknowledgement: QUICK,
    carrierTiming: { ...policy.carrierTiming, notBefore: 'PT3S', target: 'PT6S' },
    duties: { ...policy.duties, acknowledge: deskId },
  });
  teller.aside(
    'Thanks are due within 30 seconds instead of 48 hours: a reminder at 10, the owner hears at 16, it sends itself at 22. A follow-up goes 3 seconds after a session instead of the next day.',
  );
  await importFile(owner, 'clients', teller);
  await importFile(owner, 'professionals', teller);
  const clients = await byName(owner, '/clients');
  await importDiary(owner, teller);
  for (const name of PETRAS.keys())
    await owner.patch(`/clients/${clients.get(name)}`, { practitionerId: petraId });
  await owner.patch('/practice', { ...HOUSE, sending: 'live' });
  teller.aside('The practice goes live. Its mails go to the outbox on this machine, and nowhere else.');
  return {
    outbox,
    owner,
    desk: owner.as(deskKey),
    practitioner: owner.as(petraKey),
    staff: new Map(
      [
        ['Olive', ownerId],
        ['Noor', deskId],
        ['Dana', deputyId],
        ['Petra', petraId],
      ].map(([name, id]) => [id ?? '', name ?? '']),
    ),
    clients,
    colleagues: await byName(owner, '/professionals'),
  };
}

async function keyFor(owner: Desk, staffId: string, label: string): Promise<string> {
  return Issued.parse(await owner.post(`/staff/${staffId}/api-keys`, { label })).apiKey;
}

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

async function importFile(owner: Desk, what: 'clients' | 'professionals', teller: Teller): Promise<void> {
  const csv = readFileSync(new URL(`${what}.csv`, import.meta.url), 'utf8');
  const { rows, created } = await owner.import(`/imports/${what}`, csv);
  const called = what === 'clients' ? 'clients' : 'colleagues';
  teller.aside(`demo/${what}.csv: ${rows} rows, ${created} ${called} added. An import writes to nobody.`);
}

/** Six weeks of appointments, as a practice system would export them. */
async function importDiary(owner: Desk, teller: Teller): Promise<void> {
  const weeks = [1, 2, 3, 4, 5, 6];
  const lines = [...PETRAS.values()].flatMap((patient) =>
    weeks.map((week) => `${patient}-${week},${patient},${inDays(-7 * week)} 10:00,attended`),
  );
  const csv = ['Appointment ID,Patient ID,Starts at,Status', ...lines].join('\n');
  const { rows, created } = await owner.import('/imports/sessions', csv);
  teller.aside(`Six weeks of diary: ${rows} rows, ${created} appointments added. History writes to nobody.`);
}

async function byName(owner: Desk, path: string): Promise<Map<string, string>> {
  const people = await owner.list(`${path}?limit=200`, Person);
  return new Map(people.map(({ id, firstName, lastName }) => [`${firstName} ${lastName ?? ''}`.trim(), id]));
}
