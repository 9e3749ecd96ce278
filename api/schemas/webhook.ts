import { z } from 'zod';
import { WEBHOOK_DELIVERY_STATUSES } from '../../entities/webhook.ts';
import { WEBHOOK_EVENTS } from '../../policy/webhooks/webhook-events.ts';
import { at, id, isObject, pastInstant, webAddress } from '../../http/fields.ts';
import { listQuery } from './list.ts';

const EXAMPLE_ID = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
const SHOWN_OF_A_NAME = 60;

/** Every event is named; none comes that nobody asked for. */
const eventName = z.enum(WEBHOOK_EVENTS, {
  error: ({ input }) =>
    `"${String(input).slice(0, SHOWN_OF_A_NAME)}" is no event; these are: ${WEBHOOK_EVENTS.join(', ')}`,
});

export const NewWebhook = z
  .strictObject({
    url: webAddress().meta({
      description: 'https, at the public network. An installation may allow this machine or its own network.',
    }),
    events: z.array(eventName).min(1, 'name one event at least').max(WEBHOOK_EVENTS.length),
  })
  .meta({
    id: 'NewWebhook',
    example: { url: 'https://hooks.example.org/kindword', events: ['referral.recorded', 'task.opened'] },
  });

const webhookFields = {
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  active: z.boolean().meta({
    description: 'false: the receiver answered 410, so nothing more goes there until it is replayed.',
  }),
  createdAt: at,
  updatedAt: at,
};
const EXAMPLE_WEBHOOK = {
  id: EXAMPLE_ID,
  url: 'https://hooks.example.org/kindword',
  events: ['referral.recorded' as const, 'task.opened' as const],
  active: true,
  createdAt: '2026-11-23T09:00:00.000Z',
  updatedAt: '2026-11-23T09:00:00.000Z',
};

export const WebhookView = z.object(webhookFields).meta({ id: 'Webhook', example: EXAMPLE_WEBHOOK });

export const IssuedWebhook = z
  .object({
    ...webhookFields,
    secret: z
      .string()
      .optional()
      .meta({ description: 'For checking signatures. Shown in this answer only.' }),
  })
  .meta({
    id: 'IssuedWebhook',
    example: { ...EXAMPLE_WEBHOOK, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  });

export const WebhookQuery = z.object(listQuery);
export const DeliveryQuery = z.object({
  ...listQuery,
  status: z.enum(WEBHOOK_DELIVERY_STATUSES).optional(),
});

export const DeliveryView = z
  .object({
    id: z.uuid(),
    eventId: z.uuid().meta({ description: 'What the receiver reads as webhook-id: the same in every try.' }),
    event: z.string(),
    data: z.record(z.string(), z.string()),
    status: z.enum(WEBHOOK_DELIVERY_STATUSES),
    attempts: z.int(),
    answer: z
      .string()
      .nullable()
      .meta({ description: 'The status of the last answer, or why there was none; never what it said.' }),
    nextTryAt: at.nullable(),
    deliveredAt: at.nullable(),
    createdAt: at,
    updatedAt: at,
  })
  .meta({
    id: 'WebhookDelivery',
    example: {
      id: EXAMPLE_ID,
      eventId: EXAMPLE_ID,
      event: 'referral.recorded',
      data: { referralId: EXAMPLE_ID },
      status: 'pending',
      attempts: 2,
      answer: '503',
      nextTryAt: '2026-11-23T09:00:36.000Z',
      deliveredAt: null,
      createdAt: '2026-11-23T09:00:00.000Z',
      updatedAt: '2026-11-23T09:00:06.000Z',
    },
  });

export const ReplayInput = z
  .strictObject({
    deliveryIds: z.array(id()).min(1).max(200).optional(),
    since: pastInstant().optional(),
  })
  .refine(({ deliveryIds, since }) => deliveryIds === undefined || since === undefined, {
    path: ['since'],
    message: 'give deliveryIds or since, not both',
    when: isObject,
  })
  .meta({ id: 'Replay', example: { since: '2026-11-23T09:00:00.000Z' } });

export const Replayed = z
  .object({ replayed: z.int().meta({ description: 'How many deliveries go once more.' }) })
  .meta({ id: 'Replayed', example: { replayed: 12 } });
