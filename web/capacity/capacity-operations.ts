import { z } from 'zod';
import { isOpenToAll, shows } from '../page-operations.ts';
import { CapacityAnswer } from './capacity-answer.ts';

/** Whether there is room, as the document of the API has it. */
export const CAPACITY_PAGES = {
  '/p/{practice}/capacity.json': {
    get: isOpenToAll('Whether there is room, for programs, with HL7’s code; no login, no limit', {
      type: 'application/json',
      schema: CapacityAnswer,
    }),
  },
  '/p/{practice}/capacity.js': {
    get: isOpenToAll(
      'The same as a script that puts the statement into the links `a[data-kindword="capacity"]` of the practice; it needs `script-src` alone',
      { type: 'text/javascript', schema: z.string() },
    ),
  },
  '/p/{practice}/capacity': {
    get: shows('The same as a page without a script, which any site may show in a frame', {
      embed: z.literal('1').optional().meta({ description: 'As it looks in a frame.' }),
    }),
  },
};
