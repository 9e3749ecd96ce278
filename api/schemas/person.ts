import { z } from 'zod';
import type { PersonId } from '../../facts/privacy/person.ts';

const PERSON_IDS = ['clientId', 'referralId', 'professionalId', 'enquiryId'] as const;

const STAFF_TOO = [...PERSON_IDS, 'staffId'] as const;

type Named = { [Field in (typeof STAFF_TOO)[number]]?: string | undefined } & {
  whose?: 'person' | 'referrer' | undefined;
};

/** Of a referral: whoever was sent, or whoever sent them and is no client or colleague. */
export const whose = z.enum(['person', 'referrer']).optional().meta({
  description:
    'With a referralId: whoever was sent (`person`, if left out), or whoever sent them (`referrer`) where that is neither a client nor a colleague.',
});

/** Exactly one id; every other one is a wrong field. */
export function onlyOnePerson(named: Named, context: z.RefinementCtx): void {
  onlyOneOf(PERSON_IDS, named, context);
}

/** The same, of whoever worked here too. */
export function onlyOnePersonOrStaff(named: Named, context: z.RefinementCtx): void {
  onlyOneOf(STAFF_TOO, named, context);
}

function onlyOneOf(ids: typeof PERSON_IDS | typeof STAFF_TOO, named: Named, context: z.RefinementCtx): void {
  const given = ids.filter((field) => named[field] !== undefined);
  if (given.length === 0)
    context.addIssue({ code: 'custom', path: ['clientId'], message: `give one of ${ids.join(', ')}` });
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
  staffId,
  whose: which,
}: Named): PersonId {
  if (clientId) return { subject: 'client', id: clientId };
  if (professionalId) return { subject: 'professional', id: professionalId };
  if (enquiryId) return { subject: 'enquiry', id: enquiryId };
  if (staffId) return { subject: 'staff', id: staffId };
  return { subject: which === 'referrer' ? 'referrer' : 'referral', id: referralId ?? '' };
}
