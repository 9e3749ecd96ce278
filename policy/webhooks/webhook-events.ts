/** The events that a practice can subscribe other programs to. */
export const WEBHOOK_EVENTS = [
  'referral.recorded',
  'referral.thanked',
  'enquiry.recorded',
  'enquiry.contacted',
  'enquiry.booked',
  'enquiry.attended',
  'enquiry.kept',
  'enquiry.stalled',
  'enquiry.closed',
  'enquiry.reopened',
  'client.created',
  'source.corrected',
  'refer_out.opened',
  'refer_out.handed_over',
  'refer_out.closed',
  'task.opened',
  'task.done',
  'erasure.done',
] as const;
export type WebhookEventName = (typeof WEBHOOK_EVENTS)[number];
