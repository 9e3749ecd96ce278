import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../../entities/appended-rows.ts';
import { PostedForm } from '../../entities/posted-form.ts';
import type { PublicConsent } from '../clients/public-consent.ts';
import type { GivenMark } from '../contact-path/marks.ts';
import type { NewEnquiry } from '../intake/record-enquiry.ts';
import type { FriendReferral } from '../referrals/refer-as-friend.ts';
import type { ProfessionalReferral } from '../referrals/refer-as-professional.ts';
import type { Tx } from '../transaction.ts';

/** What was typed into a form that anybody may open, ready to be recorded. */
export type SentForm =
  | { form: 'refer'; said: FriendReferral }
  | { form: 'professionals'; said: ProfessionalReferral }
  | { form: 'consent'; said: PublicConsent }
  /** `byLinkOf`: the client through whose link they came, and who suggested us. */
  | { form: 'enquire'; said: Omit<NewEnquiry, 'receivedAt'>; byLinkOf: string | null };

/** `mark`: what came along and may make it a test of our own, which is found out when it is worked off. */
export type KeptForm = SentForm & { mark?: GivenMark | null };

/**
 * Keeps a form until it is worked off (apply-posted-form.ts). Whoever sends one is answered then, so that neither the
 * answer nor its time depends on who is known here: the one insert is the same for everybody.
 */
export function keepForm(tx: Tx, form: SentForm, mark: GivenMark | null = null): string {
  const { em, practiceId, now } = tx;
  const id = randomUUIDv7();
  const content = JSON.stringify({ ...form, mark } satisfies KeptForm);
  appendRow(em, PostedForm, { id, practiceId, content, postedAt: now, nextTryAt: now, attempts: 0 });
  return id;
}
