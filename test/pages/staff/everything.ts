import { randomUUID } from 'node:crypto';
import { daysAgo, minutesFromNow, today } from '../../support/clock.ts';
import type { TestKindword } from '../../support/kindword.ts';
import type { Json, TestPractice } from '../../support/practice.ts';
import { enquirer, refersOut } from '../../support/refer-outs.ts';
import { handOver, mailPayload } from '../../inbound-mail/post-mail.ts';
import { until } from '../../support/until.ts';

/** People whose names stand nowhere else, so that a page which shows one of them is found out. */
export const NAMES = [
  'Zebulon',
  'Quackenbush',
  'Ottoline',
  'Wigglesworth',
  'Peregrine',
  'Ignatius',
  'Fotheringay',
];

/** What fills the gaps of an address: by the word before the gap, or by the name of the gap. */
export type Ids = Readonly<Record<string, string>>;

/** A practice in which there is something of everything that a page can show, about people of one practitioner. */
export async function everythingIn(
  kindword: TestKindword,
  practice: TestPractice,
  practitioner: TestPractice,
): Promise<Ids> {
  const practitionerId = practitioner.staffId;
  const client = await practice.client({ firstName: 'Zebulon', lastName: 'Quackenbush', practitionerId });
  await practice.ask('POST', `/clients/${client.id}/sessions`, { at: daysAgo(2), status: 'attended' });
  await practice.ask('POST', `/clients/${client.id}/milestones`, {
    kind: 'goal_reached',
    occurredOn: today(-1),
  });
  await practice.ask('POST', `/clients/${client.id}/holds`, { code: 'fee_review', until: today(30) });
  const enquiry = await enquirer(practice, { firstName: 'Ottoline', lastName: 'Wigglesworth' });
  await practice.ask('PATCH', `/enquiries/${enquiry.id}`, { practitionerId });
  const referral = await practice.refer({ referrer: { firstName: 'Peregrine' }, practitionerId });
  const professional = await practice.professional({ firstName: 'Ignatius', lastName: 'Fotheringay' });
  const referOut = await refersOut(practice, { client });
  const complaint = await practice.ask('POST', '/complaints', { subject: 'Too loud' });
  await practice.ask('POST', '/incidents', { subject: 'A letter went astray', awareAt: minutesFromNow(-60) });
  const gone = await practice.client({ firstName: 'Zebulon' });
  const erasure = await practice.ask('POST', '/erasures', { clientId: gone.id });
  await until(async () => (await practice.ask('GET', `/erasures/${erasure.id}`)).status !== 'asked');
  await practice.ask('POST', '/service-lines', { name: 'Counselling', stages: [] });
  await practice.ask('POST', '/sources', { kind: 'podcast', name: 'A programme' });
  const broadcast = await practice.ask('POST', '/broadcasts', { kind: 'thanks_personal' });
  const review = await practice.ask('POST', '/reviews', { kind: 'monthly', period: '2025-01' });
  await practice.ask('POST', '/templates/m7/test-send');
  const mail = await aMail(kindword, practice);
  const { body: importFile } = await practice.call(
    'POST',
    '/imports/files?what=clients',
    'First Name,Last Name,Email\nZebulon,Quackenbush,zebulon@example.org\n',
    { 'content-type': 'text/csv' },
  );
  const firstOf = async (path: string): Promise<Json> => (await practice.ask('GET', path)).items[0];
  const [task, message] = [await firstOf('/tasks'), await firstOf('/messages')];
  const line = await firstOf('/source-log');
  const source = 'Dear {{ first }},\n\nthank you for your good word.\n\n{{ signer }}\n';
  await practice.ask('PUT', '/templates/m7', { source });
  const version = await firstOf('/templates/m7/versions');
  return {
    clients: client.id,
    enquiries: enquiry.id,
    referrals: referral.id,
    professionals: professional.id,
    'refer-outs': referOut.id,
    tasks: task.id,
    messages: message.id,
    'inbound-mails': mail.id,
    templates: 'm7',
    version: version.number,
    'source-log': String(line.number),
    broadcasts: broadcast.id,
    reviews: review.id,
    reports: 'funnel',
    staff: practitionerId,
    capacity: practitionerId,
    cases: complaint.id,
    erasures: erasure.id,
    erased: gone.id,
    privacy: 'notice',
    policy: 'prompt',
    'set-up': 'about',
    imports: importFile.id,
    exports: 'clients',
    runs: 'referral',
    whom: `kind=client&id=${client.id}`,
    referral: referral.id,
  };
}

/** A mail that came in, with nothing in it that could be understood. */
async function aMail(kindword: TestKindword, practice: TestPractice): Promise<Json> {
  const { inboundAddress } = await practice.ask('GET', '/practice');
  const payload = mailPayload({
    from: `somebody-${randomUUID()}@example.org`,
    name: 'Zebulon Quackenbush',
    to: inboundAddress,
    subject: 'About last week',
  });
  await handOver(kindword, payload);
  return until(async (): Promise<Json> => (await practice.ask('GET', '/inbound-mails')).items[0]);
}
