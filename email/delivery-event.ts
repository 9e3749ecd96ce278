import { z } from 'zod';

export type DeliveryEvent =
  | {
      what: 'delivered' | 'hard_bounce' | 'soft_bounce' | 'complaint';
      address: string;
      sendId: string | null;
      postmarkMessageId: string | null;
    }
  | {
      what: 'suppressed' | 'reactivated';
      address: string;
      sendId: string | null;
      postmarkMessageId: string | null;
      by: 'bounce' | 'complaint' | 'recipient';
    };

const Payload = z.object({
  RecordType: z.string(),
  MessageID: z.string().nullish(),
  Recipient: z.string().nullish(),
  Email: z.string().nullish(),
  Type: z.string().nullish(),
  Inactive: z.boolean().nullish(),
  SuppressSending: z.boolean().nullish(),
  SuppressionReason: z.string().nullish(),
  Metadata: z.record(z.string(), z.string()).nullish(),
});

/** Bounces after which the address is of no use, by Postmark's own names. */
const HARD: ReadonlySet<string> = new Set([
  'HardBounce',
  'BadEmailAddress',
  'ManuallyDeactivated',
  'Blocked',
  'SMTPApiError',
  'DMARCPolicy',
]);
/** Automatic replies, and transient failures that Postmark retries by itself: not bounces. */
const NO_BOUNCE: ReadonlySet<string> = new Set([
  'Transient',
  'AutoResponder',
  'AddressChange',
  'OpenRelayTest',
  'Subscribe',
  'ChallengeVerification',
]);

/** Postmark's event in our words; null for what means nothing to us, which is stored and answered all the same. */
export function readDeliveryEvent(input: unknown): DeliveryEvent | null {
  const parsed = Payload.safeParse(input);
  if (!parsed.success) return null;
  const { RecordType, Type, MessageID, Metadata } = parsed.data;
  const address = parsed.data.Recipient ?? parsed.data.Email;
  if (!address) return null;
  const about = { address, sendId: Metadata?.['sid'] ?? null, postmarkMessageId: MessageID ?? null };
  switch (RecordType) {
    case 'Delivery':
      return { what: 'delivered', ...about };
    case 'Bounce':
      if (NO_BOUNCE.has(Type ?? '')) return null;
      return {
        what: HARD.has(Type ?? '') || parsed.data.Inactive === true ? 'hard_bounce' : 'soft_bounce',
        ...about,
      };
    case 'SpamComplaint':
      return { what: 'complaint', ...about };
    case 'SubscriptionChange':
      return {
        what: parsed.data.SuppressSending ? 'suppressed' : 'reactivated',
        ...about,
        by: suppressedBy(parsed.data.SuppressionReason),
      };
    default:
      return null;
  }
}

function suppressedBy(reason: string | null | undefined): 'bounce' | 'complaint' | 'recipient' {
  if (reason === 'HardBounce') return 'bounce';
  return reason === 'SpamComplaint' ? 'complaint' : 'recipient';
}
