import { Professional } from '../../entities/professional.ts';
import { emailHash, nameHash } from '../../entities/crypto/look-up.ts';
import type { Tx } from '../transaction.ts';
import type { NamedReferrer } from './identify-referrer.ts';
import type { Sent } from './refer-as-friend.ts';
import { recordReferral } from './record-referral.ts';
import { limitThanks } from './thanks-rate-limit.ts';

export type ProfessionalReferral = {
  /** As it was typed: perhaps with a title, perhaps the last name alone. */
  name: string;
  organisation: string;
  email: string;
  /** The referred person, who agreed to be contacted. */
  person: { firstName: string; email?: string | undefined; phone?: string | undefined };
};

/** Records a professional referral with the person's consent, and opens their enquiry. */
export async function referAsProfessional(
  tx: Tx,
  { name, organisation, email, person }: ProfessionalReferral,
  { receivedAt, deadlineMs }: Sent,
): Promise<void> {
  const learnedFrom = 'professional_letter';
  const byName = { firstName: `${name}, ${organisation}` };
  const named = (await knownColleague(tx, name, email)) ?? { ...byName, email };
  const limited = await limitThanks(tx, named, byName, learnedFrom);
  await recordReferral(
    tx,
    { learnedFrom, ...limited, person, personAgreed: true, via: 'form', receivedAt },
    deadlineMs,
  );
}

/**
 * The one professional with this address whose names match what was typed: both, or nothing but one. A mailbox may be
 * shared.
 */
async function knownColleague(tx: Tx, typed: string, email: string): Promise<NamedReferrer | null> {
  const sharing = await tx.em.find(Professional, { emailHash: emailHash(email) });
  const words = hashedWords(typed).filter((word) => !titles().includes(word));
  const byBoth = sharing.filter(({ firstName, lastName }) =>
    [firstName, lastName].every((name) => isAmong(hashedWords(name), words)),
  );
  const byOne = sharing.filter(({ firstName, lastName }) =>
    isAmong(words, hashedWords(`${firstName} ${lastName}`)),
  );
  const [found, ...more] = byBoth.length > 0 ? byBoth : byOne;
  return found && more.length === 0 ? { professionalId: found.id } : null;
}

function isAmong(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every((word) => all.includes(word));
}

function titles(): string[] {
  return hashedWords('Dr Doctor Prof Professor Mr Mrs Ms Miss Mx');
}

function hashedWords(text: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(nameHash);
}
