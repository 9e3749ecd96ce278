import { z } from 'zod';
import { at } from '../../http/fields.ts';
import { SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { listQuery } from './list.ts';
import { month } from './month.ts';

const MOST_MINOR = 2_000_000_000;
const MOST_MINUTES = 1_000_000;
const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a currency code, like GBP')
  .meta({ description: 'The practice’s own.' });

const amountMinor = z.int().min(0).max(MOST_MINOR).meta({ description: 'In pence or cents.' });
const minutes = z.int().min(0).max(MOST_MINUTES).meta({ description: 'Staff time, in minutes.' });

const EXAMPLE = { sourceKind: 'advert', month: '2026-11', amountMinor: 12_000, minutes: 90, currency: 'GBP' };

export const NewSpend = z
  .strictObject({
    sourceKind: z.enum(SOURCE_KINDS),
    month,
    amountMinor,
    minutes: minutes.optional(),
    currency,
  })
  .meta({ id: 'NewSpend', example: EXAMPLE });

export const SpendQuery = z.object(listQuery);

export const SpendView = z
  .object({
    id: z.uuid(),
    sourceKind: z.enum(SOURCE_KINDS),
    month,
    amountMinor,
    minutes,
    currency,
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'Spend',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      ...EXAMPLE,
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  });
