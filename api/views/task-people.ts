import { Client } from '../../entities/client.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { Professional } from '../../entities/professional.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import type { Referral } from '../../entities/referral.ts';
import { Staff } from '../../entities/staff.ts';
import type { Task } from '../../entities/task.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { ABOUT_KINDS } from '../schemas/task-row.ts';

export type Person = {
  kind: (typeof ABOUT_KINDS)[number];
  id: string | null;
  name: string;
  phone: string | null;
  email: string | null;
};

/** What these tasks lead to, read once for all of them. */
export type Subjects = {
  referrals: ReadonlyMap<string, Referral>;
  enquiries: ReadonlyMap<string, Enquiry>;
  referOuts: ReadonlyMap<string, ReferOut>;
};

/** Everybody whom these tasks are about, by their ids; three queries at most. */
export async function peopleOf(
  { em }: Tx,
  tasks: readonly Task[],
  { referrals, referOuts }: Subjects,
): Promise<ReadonlyMap<string, Person>> {
  const sent = [...referrals.values()];
  const out = [...referOuts.values()];
  const clientIds = [
    ...tasks.flatMap(({ client }) => client?.id ?? []),
    ...tasks.flatMap(({ kind, subjectId }) => (kind === 'shared_mailbox' ? (subjectId ?? []) : [])),
    ...sent.flatMap(({ referrerClient }) => referrerClient?.id ?? []),
    ...out.flatMap(({ client }) => client?.id ?? []),
  ];
  const professionalIds = [
    ...sent.flatMap(({ referrerProfessional }) => referrerProfessional?.id ?? []),
    ...out.flatMap(({ toProfessional }) => toProfessional?.id ?? []),
    ...tasks.flatMap(({ professional }) => professional?.id ?? []),
  ];
  const staffIds = tasks.flatMap((task) => [staffOf(task) ?? [], task.givenBy ?? []].flat());
  const clients = clientIds.length > 0 ? await em.find(Client, { id: { $in: clientIds } }) : [];
  const professionals =
    professionalIds.length > 0 ? await em.find(Professional, { id: { $in: professionalIds } }) : [];
  const staff = staffIds.length > 0 ? await em.find(Staff, { id: { $in: staffIds } }) : [];
  const people = [
    ...staff.map(({ id, name, email }): Person => ({ kind: 'staff', id, name, phone: null, email })),
    ...clients.map((client) => recorded('client', client)),
    ...professionals.map((professional) => recorded('professional', professional)),
  ];
  return new Map(people.map((person) => [person.id ?? '', person]));
}

type Recorded = Pick<Client, 'id' | 'firstName' | 'lastName' | 'phone' | 'email'>;

function recorded(
  kind: 'client' | 'professional',
  { id, firstName, lastName, phone, email }: Recorded,
): Person {
  return { kind, id, name: fullName(firstName, lastName), phone: phone ?? null, email: email ?? null };
}

/** Who works here and is written to in vain. */
export function staffOf({ kind, subjectId }: Task): string | undefined {
  return kind === 'staff_mail_bounces' ? (subjectId ?? undefined) : undefined;
}

export function referrerId({ referrerClient, referrerProfessional }: Referral): string | undefined {
  return referrerClient?.id ?? referrerProfessional?.id;
}

/** Whom the person with this task speaks with; null where it is about nobody. Which client referred is for the desk (S25). */
export function whomAbout(
  task: Task,
  people: ReadonlyMap<string, Person>,
  { referrals, enquiries, referOuts }: Subjects,
  ownOnly: boolean,
): Person | null {
  // Who wrote a mail stands in the mail alone, behind a look that is noted.
  if (task.kind === 'check_mail') return null;
  const referral = referrals.get(task.referral?.id ?? '');
  if (referral) return ownOnly && referral.referrerClient ? null : referrerOf(referral, people);
  const referOut = referOuts.get(task.referOut?.id ?? '');
  const enquiry = enquiries.get(task.enquiry?.id ?? referOut?.enquiry?.id ?? '');
  if (enquiry) return enquirerOf(enquiry);
  const id = task.client?.id ?? referOut?.client?.id ?? task.professional?.id ?? staffOf(task);
  return people.get(id ?? '') ?? null;
}

function referrerOf(referral: Referral, people: ReadonlyMap<string, Person>): Person | null {
  const known = people.get(referrerId(referral) ?? '');
  if (known) return known;
  const { referrerFirstName: name, referrerEmail } = referral;
  return name ? { kind: 'referrer', id: null, name, phone: null, email: referrerEmail ?? null } : null;
}

function enquirerOf({ id, firstName, lastName, phone, email }: Enquiry): Person | null {
  if (!firstName) return null;
  return {
    kind: 'enquiry',
    id,
    name: fullName(firstName, lastName),
    phone: phone ?? null,
    email: email ?? null,
  };
}

function fullName(first: string, last: string | null | undefined): string {
  return `${first} ${last ?? ''}`.trim();
}
