import { z } from 'zod';
import { GATE_CODES } from '../../policy/journeys/gate-codes.ts';
import { at, date } from '../../http/fields.ts';
import { listQuery } from './list.ts';
import { ShownCode } from './journey.ts';

export const NewGateOverride = z
  .strictObject({
    code: z.enum(GATE_CODES),
    until: date().meta({ description: 'The last day it holds; 366 days ahead at most.' }),
  })
  .meta({ id: 'NewGateOverride', example: { code: 'missed_session', until: '2026-12-31' } });

export const GateOverrideQuery = z.object(listQuery);

export const GateOverrideView = z
  .object({ id: z.uuid(), code: ShownCode, until: z.string(), setBy: z.uuid(), createdAt: at })
  .meta({
    id: 'GateOverride',
    example: {
      id: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      code: 'missed_session',
      until: '2026-12-31',
      setBy: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
      createdAt: '2026-11-23T09:00:00.000Z',
    },
  });
