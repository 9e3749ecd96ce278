import { z } from 'zod';
import { at } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const EXAMPLE_ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';

export const HookCredentialQuery = z.object(listQuery);

export const HookCredentialView = z
  .object({
    id: z.uuid(),
    user: z.string(),
    createdAt: at,
    lastUsedAt: at.nullable().meta({ description: 'To the minute.' }),
  })
  .meta({
    id: 'HookCredential',
    example: {
      id: EXAMPLE_ID,
      user: EXAMPLE_ID,
      createdAt: '2026-11-23T09:00:00.000Z',
      lastUsedAt: null,
    },
  });

export const IssuedHookCredential = z
  .object({
    id: z.uuid(),
    user: z.string(),
    password: z.string().optional().meta({
      description: 'Shown this once; an answer repeated for an Idempotency-Key leaves it out.',
    }),
    createdAt: at,
    lastUsedAt: at.nullable(),
  })
  .meta({
    id: 'IssuedHookCredential',
    example: {
      id: EXAMPLE_ID,
      user: EXAMPLE_ID,
      password: '…',
      createdAt: '2026-11-23T09:00:00.000Z',
      lastUsedAt: null,
    },
  });
