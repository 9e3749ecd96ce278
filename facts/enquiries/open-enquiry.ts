import { randomUUIDv7 } from 'node:crypto';
import { Enquiry, type ENQUIRY_VIA } from '../../entities/enquiry.ts';
import { emailHash, nameHash, phoneHash } from '../../entities/crypto/look-up.ts';
import type { Staff } from '../../entities/staff.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { ON_BEHALF } from '../../policy/enquiries/enquiry-terms.ts';
import { announce } from '../announce.ts';
import { askAboutConflict } from './conflict.ts';
import type { Fact } from '../transaction.ts';
import { knownWork } from '../practice/known-work.ts';
import type { KnownSource } from '../source-log/known-source.ts';
import { noteEnquiryEvent } from '../enquiry-event.ts';
import { openPromise } from '../commitments/open-commitment.ts';
import { openTask } from '../tasks/open-task.ts';
import { practiceToday, type PracticeToday } from '../practice/practice-today.ts';

type EnquiringPerson = {
  firstName: string;
  lastName?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
};

export type OpenEnquiry = {
  person: EnquiringPerson;
  onBehalf?: (typeof ON_BEHALF)[number] | undefined;
  knowsACurrentClient?: boolean | undefined;
  severalNames?: boolean | undefined;
  practitionerId?: string | undefined;
  serviceLineId?: string | undefined;
  via: (typeof ENQUIRY_VIA)[number];
  receivedAt: Date;
  byLetter?: boolean | undefined;
};

/** Opens it, once its line in the log has a number; nothing more is asked of the database before. */
export type EnquiryOpener = (source: KnownSource & { line: number }) => Promise<Enquiry>;

/**
 * Somebody may become a client: the row, the promise to see them through, and a person who is asked to get in touch. All
 * that must be looked up is looked up first: a number is taken last, because whoever comes next waits for it (S22).
 */
export async function prepareEnquiry(fact: Fact, input: OpenEnquiry): Promise<EnquiryOpener> {
  const { practitioner } = await knownWork(fact, input);
  const today = await practiceToday(fact);
  return async (source) => {
    const enquiry = createEnquiry(fact, input, source, practitioner);
    noteEnquiryEvent(fact, enquiry, 'received', input.via);
    askAboutConflict(fact, enquiry, today);
    askToGetInTouch(fact, enquiry, today);
    await openPromise(fact, 'enquiry', enquiry.id);
    announce(fact, 'enquiry.recorded', { enquiryId: enquiry.id });
    return enquiry;
  };
}

/** Whoever answers first enquiries has it on their list, by when it was promised (S41). */
export function askToGetInTouch(fact: Fact, enquiry: Enquiry, today: PracticeToday): void {
  const { contactWithin } = today.practice.policy.followThrough;
  openTask(fact, {
    kind: 'get_in_touch',
    enquiry,
    assignee: today.dutyHolder('firstContact') ?? today.owners()[0] ?? null,
    dueAt: new Date(enquiry.receivedAt.getTime() + toMs(contactWithin)),
  });
  noteEnquiryEvent(fact, enquiry, 'asked_to_contact');
}

function createEnquiry(
  fact: Fact,
  input: OpenEnquiry,
  source: KnownSource & { line: number },
  practitioner: Staff | null,
): Enquiry {
  const { person } = input;
  return fact.em.create(Enquiry, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    firstName: person.firstName,
    lastName: person.lastName ?? null,
    email: person.email ?? null,
    phone: person.phone ?? null,
    nameHash: nameHash(person.firstName),
    emailHash: person.email ? emailHash(person.email) : null,
    phoneHash: person.phone ? phoneHash(person.phone) : null,
    onBehalf: input.onBehalf ?? null,
    via: input.via,
    practitioner,
    serviceLineId: input.serviceLineId ?? null,
    sourceKind: source.kind,
    sourceRef: source.ref,
    sourceLine: source.line,
    byLetter: input.byLetter ?? false,
    severalNames: input.severalNames ?? null,
    knowsACurrentClient: input.knowsACurrentClient ?? null,
    stage: 'received',
    attempts: 0,
    lastContactAt: input.receivedAt,
    receivedAt: input.receivedAt,
    recordedAt: fact.now,
    recordedBy: fact.actor.staffId,
    updatedAt: fact.now,
  });
}
