/** What is wrong with a part of the way on which people reach a practice. */
export const CONTACT_FAULTS = [
  'timeout',
  'refused',
  'closed',
  'no_such_host',
  'certificate',
  'address_not_allowed',
  'no_answer',
  'wrong_status',
  'not_our_page',
  'not_recorded',
  'mail_refused',
  'mail_settings',
  'never_came_in',
] as const;
export type ContactFault = (typeof CONTACT_FAULTS)[number];
