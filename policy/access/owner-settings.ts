/**
 * Settings that say who a practice is, how it is reached, where its pages lead, by what its mails leave, when and whether
 * they do: the owner's alone (or a deputy's while the owner is away). An agency sets what the practice offers, and never
 * sees or steers a mail.
 */
export const OWNER_SETTINGS = [
  'name',
  'legalName',
  'neutralSenderName',
  'from',
  'replyTo',
  'phone',
  'postalAddress',
  'website',
  'videoUrl',
  'privacyUrl',
  'crisisRoute',
  'hasAutoresponder',
  'timezone',
  'profile',
  'sending',
  'postmarkServerToken',
  'promptsSignedOff',
] as const;
