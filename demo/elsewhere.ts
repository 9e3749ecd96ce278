import { z } from 'zod';
import { EnquiryView } from '../api/schemas/enquiry.ts';
import { ReferOutView } from '../api/schemas/refer-out.ts';
import { ReferralView } from '../api/schemas/referral.ts';
import { addressOf, linkInMail } from './reader.ts';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';
import { waitFor } from './wait-for.ts';

type ReferOut = z.infer<typeof ReferOutView>;

const PATIENCE_MS = 30_000;
const Erasure = z.object({ status: z.string() });

/** Doors that nobody has to open: a mail that introduces somebody, a person sent on kindly, somebody who is forgotten. */
export async function playElsewhere(cast: Cast, teller: Teller): Promise<void> {
  teller.title('Through other doors');
  teller.begin();
  await byMail(cast, teller);
  await sentOn(cast, teller);
  await forgotten(cast, teller);
}

/** The subject is read, the rest is not kept; the friend is never written to. */
async function byMail(cast: Cast, teller: Teller): Promise<void> {
  const { inboundAddress } = z.object({ inboundAddress: z.string() }).parse(await cast.desk.get('/practice'));
  teller.scene(
    `Somebody writes to ${inboundAddress}: "Introduction: Jane". All of it is in the mail; one word is kept.`,
  );
  const letter = {
    from: 'marcus.elderfield@example.org',
    fromName: 'Marcus Elderfield',
    to: inboundAddress,
    cc: 'jane@example.org',
    subject: 'Introduction: Jane',
    text: 'Hello, I have told Jane about you, and she is happy for me to write. She will be in touch when she is ready.',
  };
  const sent = await fetch(`${cast.outbox}/outbox/inbound`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(letter),
  });
  if (!sent.ok)
    throw new Error(`The outbox did not take the introduction: ${sent.status} ${await sent.text()}`);
  const referral = await waitFor('the mail was read', () => introduced(cast, 'Jane'), PATIENCE_MS);
  teller.line(
    `Number ${referral.number}: Jane. Marcus will be thanked; Jane, who was copied in, hears nothing from us.`,
  );
}

async function introduced({ desk }: Cast, firstName: string): Promise<z.infer<typeof ReferralView> | null> {
  const found = await desk.list('/referrals?limit=200', ReferralView);
  return found.find(({ person }) => person?.firstName === firstName) ?? null;
}

/** Somebody we cannot serve lands with somebody who can: only with their own yes, and only their first name and number. */
async function sentOn(cast: Cast, teller: Teller): Promise<void> {
  const { desk } = cast;
  teller.scene(
    'Rosalind writes; what she needs, others do better. Noor asks the list of people whose work they know.',
  );
  const person = { firstName: 'Rosalind', phone: '+44 20 7946 0654', email: 'rosalind@example.org' };
  const enquiry = EnquiryView.parse(await desk.post('/enquiries', { person, via: 'form' }));
  const asked = { reason: 'not_a_fit', personConsented: false };
  const opened = ReferOutView.parse(await desk.post(`/enquiries/${enquiry.id}/refer-out`, asked));
  const [first] = opened.suggestions;
  if (!first) throw new Error('Nobody is suggested to whom Rosalind could be sent.');
  teller.line(`Suggested first: ${first.name}. Nobody has heard of Rosalind yet.`);
  teller.scene('She says yes, do give them my number.');
  const yes = { toProfessionalId: first.professionalId, wordingVersion: 'm13' };
  await desk.post(`/refer-outs/${opened.id}/consent`, yes);
  const handed = await waitFor('the colleague was told', () => whenHandedOver(cast, opened.id), PATIENCE_MS);
  const email = await addressOf(desk, `/professionals/${first.professionalId}`);
  const link = await linkInMail(cast.outbox, email, /https?:\/\/\S+\/handover\/[\w-]+/);
  teller.check(
    handed.status === 'handed_over',
    `The e-mail to ${first.name} names nobody; its link does, for a fortnight: ${link}`,
    'The colleague was not told.',
  );
}

async function whenHandedOver({ desk }: Cast, id: string): Promise<ReferOut | null> {
  const referOut = ReferOutView.parse(await desk.get(`/refer-outs/${id}`));
  return referOut.status === 'handed_over' ? referOut : null;
}

async function forgotten({ desk, owner }: Cast, teller: Teller): Promise<void> {
  teller.scene('Ulric enquired, thought better of it, and asks to be forgotten.');
  const person = { firstName: 'Ulric', email: 'ulric@example.org' };
  const enquiry = EnquiryView.parse(await desk.post('/enquiries', { person, via: 'form' }));
  const id = await owner.create('/erasures', { enquiryId: enquiry.id });
  const isDone = async () => {
    const { status } = Erasure.parse(await owner.get(`/erasures/${id}`));
    return status === 'done' ? true : null;
  };
  await waitFor('he was forgotten', isDone, PATIENCE_MS);
  teller.line(
    `He is gone, here and at the mail provider, with proof. Number ${enquiry.source.number} stays in the log.`,
  );
}
