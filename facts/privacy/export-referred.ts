import { Disclosure } from '../../entities/disclosure.ts';
import type { Enquiry } from '../../entities/enquiry.ts';
import { FeedbackConsent } from '../../entities/feedback-consent.ts';
import { ReferOut } from '../../entities/refer-out.ts';
import type { Referral } from '../../entities/referral.ts';
import { SourceAnswer } from '../../entities/source-answer.ts';
import { shownSource } from '../../policy/source-log/shown-source.ts';
import type { Exported, Exporting } from './export-person.ts';
import { nameOf, originOf } from '../source-log/source-origin.ts';

/** A person's enquiries, with the disclosures about them and their consents. */
export async function exportEnquiries(exporting: Exporting): Promise<Record<string, Exported[]>> {
  const { tx, person } = exporting;
  const { em } = tx;
  const enquiryId = { $in: person.enquiries.map(({ id }) => id) };
  const clientId = { $in: [...person.clients.map(({ id }) => id), ...(person.mergedAway ?? [])] };
  const theirs = { $or: [{ enquiryId }, { clientId }] };
  const answers = await em.find(SourceAnswer, theirs);
  const consents = await em.find(FeedbackConsent, { enquiryId });
  const told = await em.find(Disclosure, theirs);
  const sentOn = await em.find(ReferOut, theirs);
  return {
    enquiries: await Promise.all(person.enquiries.map((enquiry) => enquiryRecord(exporting, enquiry))),
    sourceAnswers: answers.map(({ words, at }) => ({ words, at })),
    feedbackConsents: await Promise.all(
      consents.map(async ({ recipient, scope, givenAt, expiresAt, withdrawnAt }) => ({
        recipient: await nameOf(tx, recipient.id),
        scope,
        givenAt,
        expiresAt,
        withdrawnAt: withdrawnAt ?? null,
      })),
    ),
    disclosures: await Promise.all(
      told.map(async ({ recipientId, what, via, at }) => ({
        recipient: await nameOf(tx, recipientId),
        what,
        via,
        at,
      })),
    ),
    referralsElsewhere: await Promise.all(
      sentOn.map(async ({ toProfessional, reason, status, consentedAt, outcome }) => ({
        to: toProfessional ? await nameOf(tx, toProfessional.id) : null,
        reason,
        status,
        consentedAt: consentedAt ?? null,
        outcome: outcome ?? null,
      })),
    ),
  };
}

/** Referrals of the person, and their own referrals: never whom they led to, nor that others named them. */
export async function exportReferrals(exporting: Exporting): Promise<Record<string, Exported[]>> {
  const { person } = exporting;
  const own = person.sentBy.filter(
    ({ learnedFrom }) => learnedFrom === 'referrer' || learnedFrom === 'professional_letter',
  );
  return {
    introductions: await Promise.all(person.sentIn.map((referral) => introduction(exporting, referral))),
    goodWords: own.map(({ number, via, receivedAt, referrerFirstName, referrerEmail, thankedAt }) => ({
      number,
      via,
      receivedAt,
      ...(referrerFirstName ? { firstName: referrerFirstName, email: referrerEmail ?? null } : {}),
      thankedAt: thankedAt ?? null,
    })),
  };
}

async function enquiryRecord(exporting: Exporting, enquiry: Enquiry): Promise<Exported> {
  const { tx, person, roleOf } = exporting;
  const referral = person.sentIn.find((one) => one.enquiry?.id === enquiry.id);
  return {
    firstName: enquiry.firstName ?? null,
    lastName: enquiry.lastName ?? null,
    email: enquiry.email ?? null,
    phone: enquiry.phone ?? null,
    onBehalf: enquiry.onBehalf ?? null,
    via: enquiry.via,
    stage: enquiry.stage,
    fit: enquiry.fit ?? null,
    source: reveal(exporting, await originOf(tx, enquiry, referral)),
    practitioner: roleOf(enquiry.practitioner?.id),
    knowsACurrentClient: enquiry.knowsACurrentClient ?? null,
    receivedAt: enquiry.receivedAt,
    contactedAt: enquiry.contactedAt ?? null,
    bookedAt: enquiry.bookedAt ?? null,
    attendedAt: enquiry.attendedAt ?? null,
    closedAt: enquiry.closedAt ?? null,
    closedReason: enquiry.closedReason ?? null,
    reopenedBecause: enquiry.reopenedBecause ?? null,
  };
}

async function introduction(exporting: Exporting, referral: Referral): Promise<Exported> {
  return {
    number: referral.number,
    firstName: referral.personFirstName ?? null,
    email: referral.personEmail ?? null,
    phone: referral.personPhone ?? null,
    via: referral.via,
    receivedAt: referral.receivedAt,
    source: reveal(exporting, await originOf(exporting.tx, {}, referral)),
  };
}

/** A client's source is shown as to a client, whichever record it comes from. */
function reveal({ person, withholdSource }: Exporting, origin: Awaited<ReturnType<typeof originOf>>) {
  const { shown, isWithheld } = shownSource(origin, person.clients.length > 0 ? 'client' : 'sent');
  if (isWithheld) withholdSource();
  return shown;
}
