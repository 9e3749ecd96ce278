import { z } from 'zod';
import { MOST_HOPS, SOURCE_ANSWERS, SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { id, isObject } from '../../http/fields.ts';

/** One step of a chain of recommendations: a kind and, where known, which one. */
export const HopView = z.object({
  kind: z.enum(SOURCE_KINDS),
  sourceId: z.uuid().optional(),
  clientId: z.uuid().optional(),
  professionalId: z.uuid().optional(),
});

export const Hops = z
  .array(
    z
      .strictObject({
        kind: z.enum(SOURCE_KINDS),
        sourceId: id().optional(),
        clientId: id().optional(),
        professionalId: id().optional(),
      })
      .refine(
        ({ sourceId, clientId, professionalId }) =>
          [sourceId, clientId, professionalId].filter((given) => given !== undefined).length <= 1,
        { message: 'names one source, client or professional at most', when: isObject },
      ),
  )
  .max(MOST_HOPS)
  .meta({
    description: 'Through whom it came, nearest first: "a colleague who heard it from another client".',
  });

export const SourceView = z
  .object({
    kind: z.enum(SOURCE_ANSWERS).nullable().meta({ description: 'Null: not known yet.' }),
    number: z.int().nullable().meta({ description: 'Its line in the source log.' }),
    sourceId: z.uuid().optional(),
    clientId: z.uuid().optional(),
    professionalId: z.uuid().optional(),
    hops: z.array(HopView).optional(),
  })
  .meta({ id: 'SourceOf', example: { kind: 'client', number: 17 } });
