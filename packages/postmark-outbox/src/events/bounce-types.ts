/** The kinds of bounce the outbox can produce, described as Postmark describes them. */
export const BOUNCE_TYPES = {
  HardBounce: {
    code: 1,
    name: 'Hard bounce',
    description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
    details: 'smtp;550 5.1.1 The email account that you tried to reach does not exist.',
    isInactive: true,
    canActivate: true,
  },
  SoftBounce: {
    code: 4096,
    name: 'Soft bounce',
    description:
      'Unable to temporarily deliver message (i.e. mailbox full, account disabled, exceeds quota, out of disk space).',
    details: 'smtp;452 4.2.2 The email account that you tried to reach is over quota.',
    isInactive: false,
    canActivate: true,
  },
  SpamComplaint: {
    code: 100_001,
    name: 'Spam complaint',
    description: 'The subscriber explicitly marked this message as spam.',
    details: 'Complaint received through the feedback loop.',
    isInactive: true,
    canActivate: false,
  },
} as const;
export type BounceType = keyof typeof BOUNCE_TYPES;

const ALL_TYPES =
  'HardBounce Transient Unsubscribe Subscribe AutoResponder AddressChange DnsError SpamNotification OpenRelayTest Unknown SoftBounce VirusNotification ChallengeVerification BadEmailAddress SpamComplaint ManuallyDeactivated Unconfirmed Blocked SMTPApiError InboundError DMARCPolicy TemplateRenderingFailed';

/** Every type Postmark knows, so that a filter may name one which never happens here. */
export const KNOWN_BOUNCE_TYPES: ReadonlySet<string> = new Set(ALL_TYPES.split(' '));
