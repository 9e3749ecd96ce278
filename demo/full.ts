import { z } from 'zod';
import { CapacityView } from '../api/schemas/capacity.ts';
import { EnquiryView } from '../api/schemas/enquiry.ts';
import { NetworkView } from '../api/schemas/network.ts';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';
import { waitFor } from './wait-for.ts';

const PATIENCE_MS = 60_000;
const Notice = z.object({ notice: z.object({ broadcastId: z.uuid() }).nullable() });
const Message = z.object({
  status: z.string(),
  text: z.string().nullable(),
  professionalId: z.uuid().nullable(),
});
const Task = z.object({ kind: z.string(), words: z.string(), enquiryId: z.uuid().nullable() });
const QUIET = 'Kwame Asante-Reed';
const POSTED = 'Delphine Roux';

/** A source that dries up, a month in which nobody can be seen, and who hears of it: once, and once more when there is room. */
export async function playFull(cast: Cast, teller: Teller): Promise<void> {
  teller.title('A full diary');
  teller.begin();
  await driesUp(cast, teller);
  await becomesFull(cast, teller);
  await aMonth(cast, teller);
  await hasRoomAgain(cast, teller);
}

/** What stood in a notebook: somebody a month, and then for half a year nobody. */
async function driesUp({ owner, desk, colleagues }: Cast, teller: Teller): Promise<void> {
  teller.scene("Olive's old notebook: Dr Asante-Reed sent somebody every month, until half a year ago.");
  const professionalId = colleagues.get(QUIET);
  await owner.post('/sources', { kind: 'professional', name: QUIET, professionalId });
  const rows = [300, 270, 240, 210, 180].map((days) => `${daysAgo(days)},professional,${QUIET},letter`);
  await owner.import('/imports/source-log', ['Date,Source kind,Source name,Via', ...rows].join('\n'));
  const { quiet } = NetworkView.parse(await desk.get('/network'));
  const found = quiet.find(({ source }) => source.professionalId === professionalId);
  teller.check(
    found?.state === 'dried',
    `He has gone quiet, and it is seen: nobody for ${Math.round(found?.gapDays ?? 0)} days. A hello, and no alarm.`,
    `A source that dried up should be seen; it is ${found?.state ?? 'not'}.`,
  );
  const contact = await waitFor(
    'a hello to him was proposed',
    async () => {
      const { contacts } = NetworkView.parse(await desk.get('/network'));
      return contacts.find((one) => one.professionalId === professionalId) ?? null;
    },
    PATIENCE_MS,
  );
  const [words] = contact.words.split('\n');
  teller.line(`On this week's list, five names at most: ${contact.why} The words are ready: "${words}"`);
  await desk.post(`/tasks/${contact.taskId}/done`, { by: 'call' });
  teller.line('Noor rings him, and one press says so.');
}

async function becomesFull(cast: Cast, teller: Teller): Promise<void> {
  const { owner, practitioner } = cast;
  teller.scene('Petra has no place left. She says so once, with the month in which she will have.');
  const { notice } = Notice.parse(await practitioner.put(capacityOf(cast), full()));
  const { practice, takeNote } = CapacityView.parse(await owner.get('/capacity'));
  teller.line(`Every place that changes by itself says so at once: "${practice.statement}"`);
  if (takeNote) teller.line(takeNote.words);
  const told = await whoHeard(cast, 'm10', 2);
  teller.check(
    notice !== null && told.length === 2,
    `Told, each once: ${told.join(' and ')}. One of them used to send most, the other asked to be kept posted.`,
    `Told that there is no room: ${told.join(', ') || 'nobody'}.`,
  );
}

async function aMonth(cast: Cast, teller: Teller): Promise<void> {
  const { desk, practitioner, colleagues } = cast;
  teller.scene(
    'Tobias Lindqvist mentions that he has two places. Esme rings all the same, and Noor reads what to say.',
  );
  await desk.patch(`/professionals/${colleagues.get('Tobias Lindqvist')}`, {
    placesKnown: 2,
    lastConfirmedOn: daysAgo(0),
  });
  const enquiry = EnquiryView.parse(
    await desk.post('/enquiries', { person: { firstName: 'Esme', phone: '+44 20 7946 0987' }, via: 'phone' }),
  );
  const tasks = await desk.list('/tasks?limit=200', Task);
  const words = tasks.find(
    ({ kind, enquiryId }) => kind === 'get_in_touch' && enquiryId === enquiry.id,
  )?.words;
  teller.check(
    words !== undefined && words.includes('You are full') && words.includes('Tobias'),
    `"${words}"`,
    `The words should say that there is no room, and who has: ${words}`,
  );
  teller.scene('Delphine sends somebody, too. Her thanks say how things are.');
  const referral = await desk.referral('/referrals', {
    learnedFrom: 'professional_letter',
    referrer: { professionalId: colleagues.get(POSTED) },
    person: { firstName: 'Ottoline' },
    via: 'email',
  });
  await desk.post(`/referrals/${referral.id}/acknowledgement`, {});
  const thanks = await waitFor('Delphine was thanked', () => thanksFor(cast, referral.id), PATIENCE_MS);
  const line = /Just so you know: [^.]+\./.exec(thanks)?.[0];
  teller.check(line !== undefined, `"${line}"`, 'Her thanks say nothing of there being no room.');
  teller.scene('The month goes by. Petra says again that she is full.');
  const { notice } = Notice.parse(await practitioner.put(capacityOf(cast), full()));
  teller.check(notice === null, 'Nobody is told a second time.', 'They were told a second time.');
}

async function hasRoomAgain(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('And then there is room.');
  await cast.practitioner.put(capacityOf(cast), { status: 'open' });
  const again = await whoHeard(cast, 'm12', 2);
  const told = await whoHeard(cast, 'm10', 2);
  teller.check(
    again.join() === told.join() && again.length === 2,
    `Told again, each once: ${again.join(' and ')}. Nobody else heard of it, before or now.`,
    `Of room heard ${again.join(', ') || 'nobody'}; of none had heard ${told.join(', ')}.`,
  );
}

/** Everybody to whom this mail has gone, by name, once it has gone to as many as are expected; a second mail is a second name. */
async function whoHeard({ desk, colleagues }: Cast, template: string, expected: number): Promise<string[]> {
  const sent = await waitFor(
    `a mail ${template} reached ${expected}`,
    async () => {
      const all = await desk.list(`/messages?template=${template}&limit=200`, Message);
      const settled = all.length >= expected && all.every(({ status }) => status === 'sent');
      return settled ? all : null;
    },
    PATIENCE_MS,
  );
  const names = new Map([...colleagues].map(([name, id]) => [id, name]));
  return sent.map(({ professionalId }) => names.get(professionalId ?? '') ?? 'somebody').toSorted();
}

async function thanksFor({ desk }: Cast, referralId: string): Promise<string | null> {
  const [thanks] = await desk.list(`/messages?referralId=${referralId}`, Message);
  return thanks?.status === 'sent' ? thanks.text : null;
}

function capacityOf({ staff }: Cast): string {
  const [petra = ''] = [...staff].flatMap(([id, name]) => (name === 'Petra' ? [id] : []));
  return `/capacity/${petra}`;
}

function full(): { status: 'full'; nextOpening: string } {
  const nextOpening = Temporal.Now.plainDateISO('Europe/London').toPlainYearMonth().add({ months: 3 });
  return { status: 'full', nextOpening: nextOpening.toString() };
}

function daysAgo(days: number): string {
  return Temporal.Now.plainDateISO('Europe/London').subtract({ days }).toString();
}
