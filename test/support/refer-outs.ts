import { type TestOutbox } from '../../packages/postmark-outbox/test/support.ts';
import { dayAgo } from './clock.ts';
import type { Json, TestPractice } from './practice.ts';
import { until } from './until.ts';
import { mailsTo } from './mails.ts';

const PATIENCE_MS = 90_000;

/** Somebody who got in touch by e-mail, unless said otherwise. */
export function enquirer(practice: TestPractice, person: Record<string, unknown> = {}): Promise<Json> {
  return practice.ask('POST', '/enquiries', {
    person: {
      firstName: 'Samira',
      phone: '020 7946 0018',
      email: `samira-${crypto.randomUUID()}@example.org`,
      ...person,
    },
    via: 'email',
  });
}

/** A colleague of whose work we know, with places. */
export function trusted(practice: TestPractice, change: Record<string, unknown> = {}): Promise<Json> {
  return practice.professional({
    trusted: true,
    howWeKnowThem: 'We share a supervision group.',
    lastConfirmedOn: dayAgo(1),
    placesKnown: 2,
    ...change,
  });
}

/** An enquiry, or a client, is referred out; with their yes where a colleague is given. */
export function refersOut(
  practice: TestPractice,
  of: { enquiry: Json } | { client: Json },
  colleague?: Json,
): Promise<Json> {
  const path = 'enquiry' in of ? `/enquiries/${of.enquiry.id}` : `/clients/${of.client.id}`;
  return practice.ask('POST', `${path}/refer-out`, {
    reason: 'overflow',
    personConsented: colleague !== undefined,
    ...(colleague ? { toProfessionalId: colleague.id } : {}),
  });
}

export function saysYes(practice: TestPractice, referOut: Json, colleague: Json): Promise<Json> {
  return practice.ask('POST', `/refer-outs/${referOut.id}/consent`, {
    toProfessionalId: colleague.id,
    wordingVersion: 'm13',
  });
}

export function ends(practice: TestPractice, referOut: Json, outcome: string): Promise<Json> {
  return practice.ask('POST', `/refer-outs/${referOut.id}/outcome`, { outcome });
}

export function becomes(
  practice: TestPractice,
  { id }: Json,
  so: (referOut: Json) => boolean,
): Promise<Json> {
  return until(async () => {
    const referOut = await practice.ask('GET', `/refer-outs/${id}`);
    return so(referOut) ? referOut : null;
  }, PATIENCE_MS);
}

export function isHandedOver(practice: TestPractice, referOut: Json): Promise<Json> {
  return becomes(practice, referOut, ({ status }) => status === 'handed_over');
}

/** Where the link of the one e-mail to a colleague leads. */
export async function linkIn(outbox: TestOutbox, { email }: Json): Promise<string> {
  const [mail] = await mailsTo(outbox, email);
  return /https?:\/\/\S+\/handover\/[\w-]+/.exec(mail?.TextBody ?? '')?.[0] ?? '';
}
