import { z } from 'zod';
import { SOURCE_KINDS } from '../../policy/source-kinds.ts';

/** One step of a chain of recommendations: a kind and, where known, which one. */
export const HopView = z.object({
  kind: z.enum(SOURCE_KINDS),
  sourceId: z.uuid().optional(),
  clientId: z.uuid().optional(),
  professionalId: z.uuid().optional(),
});
