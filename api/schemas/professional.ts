import { z } from 'zod';
import { PROFESSIONAL_KINDS } from '../../entities/professional.ts';
import { RISK_FLAGS } from '../../policy/network/network-terms.ts';
import { at, date, emailAddress, line, paragraph, personName, phoneNumber } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const kind = line(60).meta({
  description: `${PROFESSIONAL_KINDS.join(', ')}, or a kind of the policy's professionalKinds.`,
  example: 'gp',
});

const optional = {
  title: line(60).nullish(),
  organisation: line(200).nullish(),
  email: emailAddress().nullish(),
  phone: phoneNumber().nullish(),
  focus: z.array(line(100)).max(40).optional().meta({ description: 'What they work with.' }),
  trusted: z
    .boolean()
    .optional()
    .meta({ description: 'On the list of colleagues we pass people on to; needs howWeKnowThem.' }),
  howWeKnowThem: paragraph(500).nullish(),
  lastConfirmedOn: date()
    .nullish()
    .meta({ description: 'When these details were last confirmed; not in the future.' }),
  placesKnown: z.int().min(0).max(1_000).nullish(),
  takesReferrals: z.boolean().nullish(),
  mayEmail: z.boolean().nullish().meta({ description: 'false: nothing is e-mailed to them.' }),
  soleTrader: z.boolean().nullish().meta({
    description:
      'true: no letter goes to them by e-mail unless `mayEmail` is true or they asked to be kept posted; whoever refers somebody to them is asked to ring. An answer to what they wrote, a thanks, still goes.',
  }),
  riskFlags: z
    .array(z.enum(RISK_FLAGS))
    .max(RISK_FLAGS.length)
    .optional()
    .meta({ description: 'What makes them fragile as a source, before it dries up (S66).' }),
  expectedPerMonth: z
    .number()
    .min(0)
    .max(1_000)
    .overwrite((count) => Math.round(count * 100) / 100)
    .nullish()
    .meta({ description: 'Kept to the hundredth.' }),
  pausedUntil: date().nullish().meta({
    description:
      'Nobody is asked to get in touch before 00:00 of this day of the practice; null ends the pause.',
  }),
  mayBeNamed: z.boolean().nullish().meta({
    description: 'They agreed to be named in public where we are full and they have room.',
  }),
};

export const NewProfessional = z
  .strictObject({ firstName: personName(), lastName: personName(), kind, ...optional })
  .meta({
    id: 'NewProfessional',
    example: {
      title: 'Dr',
      firstName: 'Ada',
      lastName: 'Okafor',
      kind: 'gp',
      email: 'ada@surgery.example',
      mayEmail: true,
    },
  });

export const ProfessionalPatch = z
  .strictObject({
    firstName: personName().optional(),
    lastName: personName().optional(),
    kind: kind.optional(),
    ...optional,
  })
  .meta({ id: 'ProfessionalPatch', example: { trusted: true, lastConfirmedOn: '2026-11-20' } });

export const ProfessionalQuery = z.object({
  ...listQuery,
  q: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'The beginning of a name or of an organisation.' }),
  kind: line(60).optional(),
  trusted: z.enum(['true', 'false']).optional(),
});

/** A colleague who is plainly invented. */
export const PROFESSIONAL_EXAMPLE = {
  id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  title: 'Dr',
  firstName: 'Ada',
  lastName: 'Okafor',
  kind: 'gp',
  organisation: 'Elm Surgery',
  email: 'ada@surgery.example',
  phone: null,
  focus: ['adolescents'],
  trusted: true,
  howWeKnowThem: 'We share a supervision group.',
  lastConfirmedOn: '2026-11-20',
  placesKnown: null,
  takesReferrals: null,
  mayEmail: true,
  soleTrader: null,
  riskFlags: [],
  expectedPerMonth: null,
  pausedUntil: null,
  mayBeNamed: null,
  keepPostedAt: null,
  optedOutAt: null,
  createdAt: '2026-11-23T09:00:00.000Z',
  updatedAt: '2026-11-23T09:00:00.000Z',
};

export const ProfessionalView = z
  .object({
    id: z.uuid(),
    title: z.string().nullable(),
    firstName: z.string(),
    lastName: z.string(),
    kind: z.string(),
    organisation: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    focus: z.array(z.string()),
    trusted: z.boolean(),
    howWeKnowThem: z.string().nullable(),
    lastConfirmedOn: z.string().nullable(),
    placesKnown: z.int().nullable(),
    takesReferrals: z.boolean().nullable(),
    mayEmail: z.boolean().nullable(),
    soleTrader: z.boolean().nullable(),
    riskFlags: z.array(z.enum(RISK_FLAGS)),
    expectedPerMonth: z.number().nullable(),
    pausedUntil: z.string().nullable(),
    mayBeNamed: z.boolean().nullable(),
    keepPostedAt: at.nullable().meta({ description: 'When they asked to be kept posted.' }),
    optedOutAt: at
      .nullable()
      .meta({ description: 'When they asked for no more e-mail, by the link in one.' }),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'Professional',
    example: PROFESSIONAL_EXAMPLE,
  });
