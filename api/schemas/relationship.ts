import { z } from 'zod';
import { at, date, emailAddress, line, phoneNumber } from '../../http/fields.ts';
import { TOUCH_KINDS } from '../../policy/network/network-terms.ts';
import { NO_HELLO } from '../../policy/relationships/check-in-mail.ts';
import { CONTACT_KINDS, RANKS } from '../../policy/relationships/relationship-terms.ts';
import { month } from './month.ts';
import { PROFESSIONAL_EXAMPLE, ProfessionalView } from './professional.ts';

const ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const WHEN = '2026-11-23T09:00:00.000Z';

export const NewTouch = z
  .strictObject({
    kind: z.enum(TOUCH_KINDS),
    on: date().meta({ description: "A day of the practice's calendar; not in the future." }),
  })
  .meta({ id: 'NewTouch', example: { kind: 'coffee', on: '2026-11-20' } });

export const TouchView = z
  .object({
    id: z.uuid(),
    professionalId: z.uuid(),
    kind: z.enum(TOUCH_KINDS),
    on: z.string(),
    at: at.meta({ description: 'From when the rhythm counts: now, or the end of an earlier day.' }),
    createdAt: at,
  })
  .meta({
    id: 'Touch',
    example: { id: ID, professionalId: ID, kind: 'coffee', on: '2026-11-20', at: WHEN, createdAt: WHEN },
  });

const claimed = {
  count: z.int().min(1).max(1_000).meta({ description: 'How often they say to have given out our name.' }),
  month: month.meta({ description: "Of the practice's calendar; not ahead." }),
};

export const NewClaim = z
  .strictObject(claimed)
  .meta({ id: 'NewClaim', example: { count: 3, month: '2026-11' } });

export const ClaimView = z
  .object({ id: z.uuid(), professionalId: z.uuid(), count: z.int(), month: z.string(), at })
  .meta({
    id: 'Claim',
    example: { id: ID, professionalId: ID, count: 3, month: '2026-11', at: WHEN },
  });

export const Moved = z
  .strictObject({
    toOrganisation: line(200),
    on: date().meta({ description: 'Not in the future.' }),
    email: emailAddress()
      .optional()
      .meta({ description: 'Without it the old address is dropped: somebody else may read it now.' }),
    phone: phoneNumber().optional(),
  })
  .meta({ id: 'Moved', example: { toOrganisation: 'Birch Clinic', on: '2026-11-20' } });

const RELATIONSHIP_EXAMPLE = {
  rank: 'active',
  lastContact: { at: WHEN, kind: 'referral' },
  nextContactAt: '2027-02-21T09:00:00.000Z',
  pausedUntil: null,
  mayEmail: { ok: false, code: 'sole_trader' },
  optedOutAt: null,
} as const;

const Relationship = z
  .object({
    rank: z.enum(RANKS),
    lastContact: z.object({ at, kind: z.enum(CONTACT_KINDS) }).nullable(),
    nextContactAt: at.meta({ description: 'When somebody is to get in touch; it may have passed.' }),
    pausedUntil: z.string().nullable(),
    mayEmail: z.object({ ok: z.boolean(), code: z.enum(NO_HELLO).optional() }),
    optedOutAt: at.nullable(),
  })
  .meta({ id: 'Relationship', example: RELATIONSHIP_EXAMPLE });

export const ProfessionalInFull = ProfessionalView.extend({
  relationship: Relationship.nullable().meta({ description: 'null of somebody who was erased.' }),
}).meta({
  id: 'ProfessionalInFull',
  example: {
    ...PROFESSIONAL_EXAMPLE,
    relationship: RELATIONSHIP_EXAMPLE,
  },
});
