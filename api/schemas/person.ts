import { z } from 'zod';
import type { PersonId } from '../../facts/privacy/person.ts';

const PERSON_IDS = ['clientId', 'referralId', 'professionalId', 'enquiryId'] as const;

type Named = { [Field in (typeof PERSON_IDS)[number]]?: string | undefined } & {
  whose?: 'person' | 'referrer' | undefined;
};

/** Of a referral: whoever was sent, or whoever sent them and is no client or colleague. */
export const whose = z.enum(['person', 'referrer']).optional().meta({
  description:
    'With a referralId: whoever was sent (`person`, if left out), or whoever sent them (`referrer`) where that is neither a client nor a colleague.',
});

/** Exactly one id; every other one is a wrong field. */
export function onlyOnePerson(named: Named, context: z.RefinementCtx): void {
  const given = PERSON_IDS.filter((field) => named[field] !== undefined);
  if (given.length === 0)
    context.addIssue({ code: 'custom', path: ['clientId'], message: `give one of ${PERSON_IDS.join(', ')}` });
  for (const field of given.slice(1))
    context.addIssue({
      code: 'custom',
      path: [field],
      message: `give one id only: ${given[0] ?? ''} is given`,
    });
  if (named.whose === 'referrer' && given[0] !== 'referralId')
    context.addIssue({ code: 'custom', path: ['whose'], message: 'referrer goes with a referralId' });
}

/** Who is meant. */
export function personIdOf({
  clientId,
  referralId,
  professionalId,
  enquiryId,
  whose: which,
}: Named): PersonId {
  if (clientId) return { subject: 'client', id: clientId };
  if (professionalId) return { subject: 'professional', id: professionalId };
  if (enquiryId) return { subject: 'enquiry', id: enquiryId };
  return { subject: which === 'referrer' ? 'referrer' : 'referral', id: referralId ?? '' };
}
