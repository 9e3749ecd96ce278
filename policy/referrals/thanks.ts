import type { Profile } from '../practice/practice-terms.ts';
import { TEMPLATE } from '../outbound-mail/template-ids.ts';
import type { HandOverReason, LearnedFrom } from './acknowledgement.ts';

/**
 * Whether thanking discloses nothing new to the referrer (D4, §3.3): their own statement always permits it; what is
 * known only from a link or the enquirer needs the enquirer's permission.
 */
export function mayBeThanked(learnedFrom: LearnedFrom, enquirersYes: boolean | null): boolean {
  return learnedFrom === 'referrer' || learnedFrom === 'professional_letter' || enquirersYes === true;
}

/** What decides whether a thanks may name the person who came. */
export type NamingFacts = {
  learnedFrom: LearnedFrom;
  mayThank: boolean | null;
  mayName: boolean | null;
  /** Somebody else got in touch for them: the tick was not their own. */
  isOnBehalf: boolean;
  profile: Profile;
};

/**
 * Whether the person ticked "…and you can say it was me" (M4, §3.3). A referrer's own statement and a professional's
 * letter carry no tick of theirs; under US_STRICT a personal referrer is told nothing (§3.9).
 */
export function mayNamePerson(facts: NamingFacts): boolean {
  const saidSo = facts.mayThank === true && facts.mayName === true;
  const isTheirWord = facts.learnedFrom === 'link' || facts.learnedFrom === 'enquirer';
  return saidSo && isTheirWord && !facts.isOnBehalf && facts.profile !== 'US_STRICT';
}

/** The referrer's records today. */
export type ReferrerFacts = {
  known: boolean;
  deceased: boolean;
  held: boolean;
  complaint: boolean;
  endedByPractice: boolean;
  doNotEmail: boolean;
  hasEmail: boolean;
  suppressed: boolean;
};

/** Why a person must decide about this thanks; null where it may be sent automatically. */
export function whyByHand(referrer: ReferrerFacts): HandOverReason | null {
  if (!referrer.known) return 'unmatched';
  if (referrer.deceased) return 'referrer_deceased';
  if (referrer.held) return 'referrer_held';
  if (referrer.complaint) return 'referrer_complaint';
  if (referrer.endedByPractice) return 'referrer_ended';
  if (!referrer.hasEmail || referrer.doNotEmail) return 'no_email';
  if (referrer.suppressed) return 'suppressed';
  return null;
}

const FORMAL_KINDS = ['gp', 'psychiatrist', 'case_manager'];

/** Doctors and case managers get the formal receipt (M9), other colleagues M8, everybody else M7. */
export function thanksTemplateFor(professionalKind: string | null) {
  if (professionalKind === null) return TEMPLATE.thanksPersonal;
  return FORMAL_KINDS.includes(professionalKind) ? TEMPLATE.thanksClinic : TEMPLATE.thanksColleague;
}
