import { setTimeout as pause } from 'node:timers/promises';
import { EnquiryView } from '../api/schemas/enquiry.ts';
import { z } from 'zod';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';
import { waitFor } from './wait-for.ts';

type Enquiry = z.infer<typeof EnquiryView>;

const A_BREATH_MS = 2_000;
const PATIENCE_MS = 30_000;
const Task = z.object({ id: z.uuid(), kind: z.string(), words: z.string(), enquiryId: z.uuid().nullable() });

/** Whoever gets in touch is seen through: to a first session, or to a cause that can be mended. */
export async function playFollowed(cast: Cast, teller: Teller): Promise<void> {
  teller.title('Seen through');
  teller.begin();
  await signalCount(cast, teller);
  await knowsSomebody(cast, teller);
  await waitsTooLong(cast, teller);
}

/** One form at the desk for every door; the source question makes it a good word, too. */
async function signalCount(cast: Cast, teller: Teller): Promise<void> {
  const { desk, clients } = cast;
  teller.scene('Tamsin rings. "Robin suggested you; do thank him." Noor fills in the one form there is.');
  const { id } = await enquire(cast, {
    person: { firstName: 'Tamsin', phone: '+44 20 7946 0321' },
    referrer: { clientId: clients.get('Robin Ashdown') },
    mayThank: true,
    via: 'phone',
  });
  teller.line(`It is on Noor's list: "${(await taskOf(cast, id, 'get_in_touch')).words}"`);
  for (const stage of ['contacted', 'booked', 'attended']) await goes(cast, id, stage);
  const enquiry = EnquiryView.parse(await desk.get(`/enquiries/${id}`));
  teller.check(
    enquiry.clientId !== undefined && enquiry.clientId !== null,
    `Reached, booked, seen: a client now, and the log knows who sent her. Number ${enquiry.source.number}, no second line.`,
    'She was seen, and no client came of it.',
  );
}

async function knowsSomebody(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Piers writes in the form that he knows somebody here well.');
  const { id } = await enquire(cast, {
    person: { firstName: 'Piers', email: 'piers@example.org' },
    knowsACurrentClient: true,
    via: 'form',
  });
  await goes(cast, id, 'contacted');
  const asked = await taskOf({ ...cast, desk: cast.owner }, id, 'check_conflict');
  teller.line(
    'Nothing can be booked before a practitioner has looked. Olive does; Piers hears nothing of it.',
  );
  await cast.owner.post(`/tasks/${asked.id}/done`, {});
  await goes(cast, id, 'booked');
}

async function waitsTooLong(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Vesna wrote three days ago, and her mail lay unread. Noor enters it now.');
  const { id } = await enquire(cast, {
    person: { firstName: 'Vesna', email: 'vesna@example.org' },
    answer: 'An article in the village paper',
    via: 'email',
    receivedAt: new Date(Date.now() - 3 * 86_400_000).toISOString(),
  });
  const stalled = await waitFor('the stall was noticed', () => whenStalled(cast, id), PATIENCE_MS);
  const cause = stalled.timeline.find(({ what }) => what === 'stalled')?.why;
  teller.check(
    cause === 'hard_to_contact',
    `The stall is noticed at once and named: ${cause}. The owner has a note, with a number and no name.`,
    `The stall should be named hard_to_contact; it is named ${cause}.`,
  );
}

async function whenStalled({ desk }: Cast, id: string): Promise<Enquiry | null> {
  const enquiry = EnquiryView.parse(await desk.get(`/enquiries/${id}`));
  return enquiry.stalled ? enquiry : null;
}

async function enquire({ desk }: Cast, body: object): Promise<Enquiry> {
  return EnquiryView.parse(await desk.post('/enquiries', body));
}

async function goes({ desk }: Cast, id: string, stage: string): Promise<void> {
  await desk.post(`/enquiries/${id}/progress`, { stage });
  await pause(A_BREATH_MS / 4);
}

function taskOf({ desk }: Cast, enquiryId: string, kind: string): Promise<z.infer<typeof Task>> {
  return waitFor(
    `the task ${kind}`,
    async () =>
      (await desk.list('/tasks?limit=200', Task)).find(
        (one) => one.enquiryId === enquiryId && one.kind === kind,
      ) ?? null,
    PATIENCE_MS,
  );
}
