/** How a referral or an enquiry reached the practice. */
export const CONTACT_CHANNELS = ['form', 'email', 'phone', 'in_person', 'letter'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];
