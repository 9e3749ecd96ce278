import { z } from 'zod';
import { MESSAGE_STATUSES } from '../../policy/outbound-mail/delivery.ts';
import { at } from '../../http/fields.ts';

/** Of every route by which a person sends something. */
export const takeBack = () =>
  z.boolean().optional().meta({
    description:
      'It leaves a moment later, 15 seconds or as the caller chose, and until then POST /messages/:id/take-back undoes it; without this it leaves at once.',
  });

/** Until when the e-mail can be taken back; left out where it cannot, or no longer. */
export const takeBackUntil = () => at.optional().meta({ description: 'Until then it can be taken back.' });

export const ResendInput = z
  .strictObject({ takeBack: takeBack() })
  .meta({ id: 'ResendInput', example: { takeBack: true } });

export const TakenBackView = z
  .object({
    messageId: z.uuid(),
    status: z.enum(MESSAGE_STATUSES).meta({ description: 'What it is again.' }),
  })
  .meta({
    id: 'TakenBack',
    example: { messageId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11', status: 'queued' },
  });
