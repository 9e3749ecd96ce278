import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Desk, Referral } from './desk.ts';
import { Onlooker } from './onlooker.ts';
import { addressOf, linkInMail, pressButton } from './reader.ts';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';

const A_BREATH_MS = 2_000;
const PATIENCE_MS = 90_000;

const Task = z.object({ kind: z.string(), words: z.string(), referralId: z.uuid().nullable() });

/** What may happen to a good word, one after the other; what follows from it is told as it happens. */
export async function playStory(cast: Cast, teller: Teller): Promise<void> {
  teller.title('The story');
  teller.begin();
  const onlooker = new Onlooker(cast, teller);
  try {
    await Promise.race([scenes(cast, teller, onlooker), onlooker.watch()]);
  } finally {
    onlooker.leave();
  }
}

async function scenes(cast: Cast, teller: Teller, onlooker: Onlooker): Promise<void> {
  teller.scene("Hattie's own word is in the log already.");
  await pause(A_BREATH_MS);
  const first = await leftAlone(cast, teller);
  const named = await withoutAYes(cast, teller);
  const byName = await byNameOnly(cast, teller);
  await byHand(cast, teller);
  await withALine(cast, teller);
  const bouncing = await toAnAddressThatBounces(cast, teller);
  await toldTwice(cast, teller, first);
  await permission(cast, teller, named);
  await match(cast, teller, byName);
  await anotherWay(cast, teller, { bouncing, onlooker });
  await keepPosted(cast, teller, onlooker);
  teller.scene('Now nobody does anything. The promises keep themselves.');
  await onlooker.until('everybody was thanked', (all) => all.every(isThanked), PATIENCE_MS);
}

/** A client, a doctor and a colleague pass our name on, and nobody here lifts a finger. */
async function leftAlone({ desk, clients, colleagues }: Cast, teller: Teller): Promise<Referral> {
  teller.scene('Robin, a client, rings: "I told my friend Sam about you." Noor writes it down.');
  const first = await refer(desk, {
    learnedFrom: 'referrer',
    referrer: { clientId: clients.get('Robin Ashdown') },
    person: { firstName: 'Sam' },
    via: 'phone',
  });
  teller.scene('A letter from Dr Farthing at Elm Lane Surgery: she sent somebody our way.');
  await refer(desk, {
    learnedFrom: 'professional_letter',
    referrer: { professionalId: colleagues.get('Imogen Farthing') },
    person: { firstName: 'Alex' },
    via: 'letter',
  });
  teller.scene('An e-mail from Delphine Roux, a colleague: so did she.');
  await refer(desk, {
    learnedFrom: 'professional_letter',
    referrer: { professionalId: colleagues.get('Delphine Roux') },
    person: { firstName: 'Jude' },
    via: 'email',
  });
  return first;
}

async function withoutAYes({ desk, clients }: Cast, teller: Teller): Promise<Referral> {
  teller.scene(
    'A new enquirer writes in the form that Ada suggested us, and leaves "do thank her" unticked.',
  );
  return refer(desk, {
    learnedFrom: 'enquirer',
    referrer: { clientId: clients.get('Ada Quill') },
    person: { firstName: 'Mina' },
    via: 'form',
  });
}

async function byNameOnly({ desk }: Cast, teller: Teller): Promise<Referral> {
  teller.scene('"Niamh here, I told my brother about you", and she rings off. Which Niamh?');
  return refer(desk, { learnedFrom: 'referrer', referrer: { firstName: 'Niamh' }, via: 'phone' });
}

async function byHand({ desk, clients }: Cast, teller: Teller): Promise<void> {
  teller.scene(
    'Callum mentions at the door that he passed us on. Noor thanks him there and then, and says so.',
  );
  const { id } = await refer(desk, {
    learnedFrom: 'referrer',
    referrer: { clientId: clients.get('Callum Thistle') },
    via: 'in_person',
  });
  await desk.post(`/referrals/${id}/acknowledgement`, { byHand: 'in_person' });
}

async function withALine({ desk, clients }: Cast, teller: Teller): Promise<void> {
  teller.scene(
    'Femi wrote that he recommended us. Noor adds a line of her own and sends the thanks at once.',
  );
  const { id } = await refer(desk, {
    learnedFrom: 'referrer',
    referrer: { clientId: clients.get('Femi Oakes') },
    via: 'email',
  });
  await desk.post(`/referrals/${id}/acknowledgement`, {
    addLine: 'Your note made our whole week at the desk.',
  });
}

async function toAnAddressThatBounces({ desk, clients }: Cast, teller: Teller): Promise<Referral> {
  teller.scene(
    'Wren rings to say she told a neighbour. The address we have for her went out of use long ago.',
  );
  const clientId = await desk.create('/clients', {
    firstName: 'Wren',
    lastName: 'Calloway',
    email: `wren+bounce+${Date.now()}@example.org`,
  });
  clients.set('Wren Calloway', clientId);
  const referral = await refer(desk, { learnedFrom: 'referrer', referrer: { clientId }, via: 'phone' });
  await desk.post(`/referrals/${referral.id}/acknowledgement`, {});
  return referral;
}

async function toldTwice({ desk, clients }: Cast, teller: Teller, first: Referral): Promise<void> {
  teller.scene('Robin uses the form as well, in case nobody took the call down.');
  const again = await desk.referral('/referrals', {
    learnedFrom: 'referrer',
    referrer: { clientId: clients.get('Robin Ashdown') },
    person: { firstName: 'Sam' },
    via: 'form',
  });
  teller.check(
    again.id === first.id,
    `That is number ${first.number} already. No second number, no second thanks.`,
    'It was logged a second time.',
  );
  await pause(A_BREATH_MS);
}

async function permission({ desk }: Cast, teller: Teller, { id }: Referral): Promise<void> {
  teller.scene('The new enquirer says on the telephone: yes, do thank Ada.');
  await desk.post(`/referrals/${id}/permission`, { mayThank: true, wordingVersion: 'm4-1', spoken: true });
  await pause(A_BREATH_MS);
}

async function match({ desk, clients }: Cast, teller: Teller, { id }: Referral): Promise<void> {
  const tasks = await desk.list('/tasks', Task);
  teller.scene(
    `Noor's list of tasks: "${tasks.find(({ referralId }) => referralId === id)?.words ?? 'nothing about Niamh'}"`,
  );
  teller.line('It was Niamh Penhale; Noor knows her voice.');
  await desk.post(`/referrals/${id}/match`, { clientId: clients.get('Niamh Penhale') });
  await pause(A_BREATH_MS);
}

async function anotherWay(
  { desk }: Cast,
  teller: Teller,
  { bouncing: { id }, onlooker }: { bouncing: Referral; onlooker: Onlooker },
): Promise<void> {
  await onlooker.until(
    'the mail to Wren came back',
    (all) => all.some((one) => one.id === id && one.acknowledgement.status === 'needs_person'),
    PATIENCE_MS,
  );
  teller.scene('Noor reads that the mail to Wren came back, and rings her instead.');
  await desk.post(`/referrals/${id}/acknowledgement`, { byHand: 'phone' });
  await pause(A_BREATH_MS);
}

/** The link in a colleague's thanks: opening it changes nothing, pressing its button does. */
async function keepPosted(
  { desk, outbox, colleagues }: Cast,
  teller: Teller,
  onlooker: Onlooker,
): Promise<void> {
  await onlooker.mail('m8', (message) => message.status === 'sent', PATIENCE_MS);
  const email = await addressOf(desk, `/professionals/${colleagues.get('Delphine Roux')}`);
  const link = await linkInMail(outbox, email, /https?:\/\/\S+\/posted\/[\w-]+/);
  teller.scene('Delphine follows the link in her thanks and presses "Yes, keep me posted".');
  teller.check(
    await pressButton(link),
    'She will hear when there is space again. She was told nothing about anybody.',
    'Her page did not take it.',
  );
}

async function refer(desk: Desk, body: object): Promise<Referral> {
  const referral = await desk.referral('/referrals', body);
  await pause(A_BREATH_MS);
  return referral;
}

function isThanked({ acknowledgement: { status, delivery } }: Referral): boolean {
  return status === 'done_by_hand' || (status === 'sent' && delivery === 'delivered');
}
