import { z } from 'zod';
import type { SuppressionReason } from '../policy/outbound-mail/suppression.ts';

type About = {
  address: string;
  sendId: string | null;
  postmarkMessageId: string | null;
  /** By the provider's clock; null where it does not say. */
  at: Date | null;
};

/** `reason`: why the address is not written to any more; `bySender`: our side is at fault, and the address stays in use. */
export type DeliveryEvent = About &
  (
    | { what: 'delivered' | 'complaint' | 'reactivated' }
    | { what: 'bounced'; reason: SuppressionReason | null; bySender: boolean }
    | { what: 'suppressed'; reason: SuppressionReason }
  );

const Payload = z.object({
  RecordType: z.string(),
  MessageID: z.string().nullish(),
  Recipient: z.string().nullish(),
  Email: z.string().nullish(),
  Type: z.string().nullish(),
  Inactive: z.boolean().nullish(),
  DeliveredAt: z.string().nullish(),
  BouncedAt: z.string().nullish(),
  ChangedAt: z.string().nullish(),
  Origin: z.string().nullish(),
  SuppressSending: z.boolean().nullish(),
  SuppressionReason: z.string().nullish(),
  Metadata: z.record(z.string(), z.string()).nullish(),
});
type Payload = z.infer<typeof Payload>;

/** What a kind of bounce, by Postmark's own names, says of the address. */
const REASONS: ReadonlyMap<string, SuppressionReason> = new Map([
  ['HardBounce', 'hard_bounce'],
  ['BadEmailAddress', 'bad_address'],
  ['SpamComplaint', 'complaint'],
  ['ManuallyDeactivated', 'inactive'],
  ['Unsubscribe', 'unsubscribed'],
]);
/** The sender is at fault: its DNS, its reputation, its account, its words. Nothing is wrong with the address. */
const BY_SENDER: ReadonlySet<string> = new Set([
  'Blocked',
  'SMTPApiError',
  'DMARCPolicy',
  'SpamNotification',
  'VirusNotification',
  'InboundError',
  'TemplateRenderingFailed',
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
  const { data } = parsed;
  const address = data.Recipient ?? data.Email;
  if (!address) return null;
  const about = {
    address,
    sendId: data.Metadata?.['sid'] ?? null,
    postmarkMessageId: data.MessageID ?? null,
    at: momentOf(data.DeliveredAt ?? data.BouncedAt ?? data.ChangedAt),
  };
  switch (data.RecordType) {
    case 'Delivery':
      return { what: 'delivered', ...about };
    case 'Bounce':
      return bounceOf(data, about);
    case 'SpamComplaint':
      return { what: 'complaint', ...about };
    case 'SubscriptionChange':
      if (data.SuppressSending === true) return { what: 'suppressed', reason: suppressedFor(data), ...about };
      return data.SuppressSending === false ? { what: 'reactivated', ...about } : null;
    default:
      return null;
  }
}

function bounceOf({ Type, Inactive }: Payload, about: About): DeliveryEvent | null {
  const type = Type ?? '';
  if (type === 'SpamComplaint') return { what: 'complaint', ...about };
  if (NO_BOUNCE.has(type)) return null;
  const bySender = BY_SENDER.has(type);
  const stopped = Inactive === true && !bySender ? 'inactive' : null;
  return { what: 'bounced', reason: REASONS.get(type) ?? stopped, bySender, ...about };
}

/** The recipient's own word, unless somebody at the provider's customer, or the provider, put the address on the list. */
function suppressedFor({ SuppressionReason: reason, Origin }: Payload): SuppressionReason {
  if (reason === 'HardBounce') return 'hard_bounce';
  if (reason === 'SpamComplaint') return 'complaint';
  return Origin === 'Customer' || Origin === 'Admin' ? 'inactive' : 'unsubscribed';
}

function momentOf(text: string | null | undefined): Date | null {
  const at = new Date(text ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}
