import { z } from 'zod';
import { SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { at, id, line } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const whoItIs = {
  clientId: id().optional().meta({ description: 'Which client it is; for kind client only.' }),
  professionalId: id().optional().meta({ description: 'Which colleague it is; for kind professional only.' }),
};

export const NewSource = z
  .strictObject({ kind: z.enum(SOURCE_KINDS), name: line(200), ...whoItIs })
  .meta({ id: 'NewSource', example: { kind: 'podcast', name: 'Quiet Minds, episode 12' } });

export const SourcePatch = z
  .strictObject({ name: line(200).optional(), ...whoItIs })
  .meta({ id: 'SourcePatch', example: { name: 'Quiet Minds, episode 13' } });

export const SourceQuery = z.object({ ...listQuery, kind: z.enum(SOURCE_KINDS).optional() });

export const ListedSource = z
  .object({
    id: z.uuid(),
    kind: z.enum(SOURCE_KINDS),
    name: z
      .string()
      .nullable()
      .meta({ description: "null where it is a client's and whoever asks is a practitioner." }),
    clientId: z.uuid().nullable(),
    professionalId: z.uuid().nullable(),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'Source',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      kind: 'podcast',
      name: 'Quiet Minds, episode 12',
      clientId: null,
      professionalId: null,
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:00.000Z',
    },
  });
