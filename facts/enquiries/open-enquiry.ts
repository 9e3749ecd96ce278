import { randomUUIDv7 } from 'node:crypto';
import { Enquiry } from '../../entities/enquiry.ts';
import type { ContactChannel } from '../../policy/source-log/source-kinds.ts';
import { emailHash, nameHash, phoneHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import type { Staff } from '../../entities/staff.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { ON_BEHALF } from '../../policy/enquiries/enquiry-terms.ts';
import { announce } from '../announce.ts';
import { askAboutConflict } from './conflict.ts';
import { refuseErased } from '../erased-people.ts';
import type { Tx } from '../transaction.ts';
import { resolveAssignment } from '../practice/resolve-assignment.ts';
import type { KnownSource } from '../source-log/resolve-source.ts';
import { addEnquiryEvent, type EnquiryTimelineEvent } from '../enquiry-event.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
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
  via: ContactChannel;
  receivedAt: Date;
  byLetter?: boolean | undefined;
};

/** Creates it, once its line in the log has a number; reads nothing. */
export type EnquiryOpener = (source: KnownSource & { line: number }) => Promise<OpenedEnquiry>;
export type OpenedEnquiry = { enquiry: Enquiry; timeline: EnquiryTimelineEvent[] };

/**
 * Prepares an enquiry: row, commitment and task. Everything is looked up before the number is taken, because the
 * counter's row is locked until the commit (S22).
 */
export async function prepareEnquiry(tx: Tx, input: OpenEnquiry): Promise<EnquiryOpener> {
  await refuseErased(tx, input.person, 'person.');
  const { practitioner } = await resolveAssignment(tx, input);
  const today = await practiceToday(tx);
  return async (source) => {
    const enquiry = createEnquiry(tx, input, source, practitioner);
    const timeline = [
      addEnquiryEvent(tx, enquiry, 'received', input.via),
      ...askAboutConflict(tx, enquiry, today),
      askToGetInTouch(tx, enquiry, today),
    ];
    await openCommitment(tx, 'enquiry', enquiry.id);
    announce(tx, 'enquiry.recorded', { enquiryId: enquiry.id });
    return { enquiry, timeline };
  };
}

/** Opens the first-contact task of whoever holds that duty, due as the policy says (S41). */
export function askToGetInTouch(tx: Tx, enquiry: Enquiry, today: PracticeToday): EnquiryTimelineEvent {
  const { contactWithin } = today.practice.policy.followThrough;
  openTask(tx, {
    kind: 'get_in_touch',
    enquiry,
    assignee: today.dutyHolder('firstContact'),
    dueAt: new Date(enquiry.receivedAt.getTime() + toMs(contactWithin)),
  });
  return addEnquiryEvent(tx, enquiry, 'asked_to_contact');
}

function createEnquiry(
  tx: Tx,
  input: OpenEnquiry,
  source: KnownSource & { line: number },
  practitioner: Staff | null,
): Enquiry {
  const { person } = input;
  return tx.em.create(Enquiry, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    firstName: person.firstName,
    lastName: person.lastName ?? null,
    email: person.email ?? null,
    phone: person.phone ?? null,
    searchTokens: prefixTokens(person.firstName, person.lastName),
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
    recordedAt: tx.now,
    recordedBy: tx.actor.staffId,
    updatedAt: tx.now,
  });
}
