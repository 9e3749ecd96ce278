import { z } from 'zod';
import { ReviewView } from '../api/schemas/review.ts';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';
import { waitFor } from './wait-for.ts';

const PATIENCE_MS = 30_000;
const Message = z.object({ id: z.uuid(), template: z.string(), status: z.string() });
const Task = z.object({ kind: z.string(), words: z.string() });
const WORDS = ['Answer before noon', 'Ring Elm Lane Surgery', 'Read the manual again'];

/** A month is closed in twenty minutes, and a quarter ends with a note to whoever did the work. */
export async function playClosed(cast: Cast, teller: Teller): Promise<void> {
  teller.title('Closing a month');
  teller.begin();
  await month(cast, teller);
  await quarter(cast, teller);
}

async function month({ owner, desk, staff }: Cast, teller: Teller): Promise<void> {
  const period = monthBefore().toString();
  teller.scene(
    `The review of ${period} is due on a working day by itself. Dana is curious and makes it now.`,
  );
  const review = ReviewView.parse(await owner.post('/reviews', { kind: 'monthly', period }));
  const minutes = review.agenda.reduce((sum, part) => sum + part.minutes, 0);
  teller.check(
    minutes === 20 && review.patterns.length <= 3,
    `Six parts, ${minutes} minutes. ${review.missing[0] ?? 'Nothing is missing.'}`,
    `The agenda adds up to ${minutes} minutes.`,
  );
  const again = ReviewView.parse(await owner.post('/reviews', { kind: 'monthly', period }));
  teller.check(
    JSON.stringify(again.agenda) === JSON.stringify(review.agenda),
    'Asked for again, it is the same, word for word: what is frozen stays.',
    'The figures changed after they were frozen.',
  );
  teller.scene('The meeting decides three things, each with a name and a day.');
  const [noor = ''] = [...staff].flatMap(([id, name]) => (name === 'Noor' ? [id] : []));
  for (const text of WORDS)
    await owner.post(`/reviews/${review.id}/actions`, { text, ownerStaffId: noor, dueOn: inAWeek() });
  const tasks = (await desk.list('/tasks?limit=200', Task)).filter(({ kind }) => kind === 'review_action');
  teller.check(
    tasks.length === WORDS.length,
    `Each is on Noor's list until it is done. A fourth would be refused: it would not be done.`,
    `${tasks.length} of ${WORDS.length} actions are on Noor's list.`,
  );
  await owner.post(`/reviews/${review.id}/held`, { minutes: 19 });
  teller.line('Nineteen minutes. Nobody is reminded of it any more.');
}

async function quarter({ owner, clients }: Cast, teller: Teller): Promise<void> {
  const { period, day } = quarterBefore();
  teller.scene(
    'Owen had written under the survey: "Petra remembers what matters." She may have it, without his name.',
  );
  await owner.post(`/clients/${clients.get('Owen Wexford')}/satisfaction`, {
    instrument: 'csat',
    score: 5,
    at: `${day}T12:00:00Z`,
    kindWords: 'Petra remembers what matters.',
    mayShare: true,
  });
  const review = ReviewView.parse(await owner.post('/reviews', { kind: 'quarterly', period }));
  await owner.post(`/reviews/${review.id}/held`, { minutes: 20 });
  const note = await waitFor(
    'the note to Petra was written',
    async () =>
      (await owner.list('/messages?limit=200', Message)).find(({ template }) => template === 'm20') ?? null,
    PATIENCE_MS,
  );
  teller.line(
    `The quarter is held, and Petra has a note of her own, with what was said and no ranking: ${note.status === 'sent' ? 'it has left' : 'it leaves in working hours'}.`,
  );
}

function monthBefore(): Temporal.PlainYearMonth {
  return Temporal.Now.plainDateISO('Europe/London').toPlainYearMonth().subtract({ months: 1 });
}

/** The last quarter that is over, and a day in it. */
function quarterBefore(): { period: string; day: string } {
  const today = Temporal.Now.plainDateISO('Europe/London');
  const begins = today.with({ month: Math.floor((today.month - 1) / 3) * 3 + 1, day: 1 });
  const day = begins.subtract({ days: 10 });
  return { period: `${day.year}-Q${Math.ceil(day.month / 3)}`, day: day.toString() };
}

function inAWeek(): string {
  return Temporal.Now.plainDateISO('Europe/London').add({ days: 7 }).toString();
}
