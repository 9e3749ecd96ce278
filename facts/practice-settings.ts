import type { Practice } from '../entities/practice.ts';

/** What a practice says of itself, as it is shown to whoever works there; null is not said. */
export function practiceSettings(practice: Practice) {
  return {
    slug: practice.slug,
    name: practice.name,
    legalName: practice.legalName ?? null,
    timezone: practice.timezone,
    locale: practice.locale,
    currency: practice.currency,
    neutralSenderName: practice.neutralSenderName,
    from: practice.from,
    replyTo: practice.replyTo,
    phone: practice.phone ?? null,
    postalAddress: practice.postalAddress ?? null,
    website: practice.website ?? null,
    privacyUrl: practice.privacyUrl ?? null,
    crisisRoute: practice.crisisRoute ?? null,
    whoWeHelp: practice.whoWeHelp ?? null,
    whatToExpect: practice.whatToExpect ?? null,
    videoUrl: practice.videoUrl ?? null,
    intakeProcedure: practice.intakeProcedure ?? null,
    cancellationPolicy: practice.cancellationPolicy ?? null,
    hasAutoresponder: practice.hasAutoresponder,
    profile: practice.profile,
    sending: practice.sending,
  };
}
