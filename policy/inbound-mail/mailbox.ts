import type { Mailbox } from './inbound-email.ts';

const WITH_NAME = /^\s*"?(?<name>[^"<]{0,200}?)"?\s*<(?<email>[^<>\s@]{1,64}@[^<>\s@]{1,255})>/u;
const ALONE = /(?<email>[^\s<>,;:"'()@]{1,64}@[^\s<>,;:"'()@]{1,255}\.[^\s<>,;:"'()@.]{2,63})/u;
const MACHINES =
  /^(?:no-?reply|do-?not-?reply|not-?reply|notifications?|notify|alerts?|mailer|wordpress|forms?|form-submissions?|submissions?|webform|web|website|www-data|nobody|system|automated|auto|messages?|service|updates?)(?:[+=._-][^@]*)?@/iu;
const NOBODY =
  /^(?:no-?reply|do-?not-?reply|not-?reply|notifications?|alerts?|mailer|automated)(?:[+=._-][^@]*)?@/iu;
const ROLES =
  /^(?:info|hello|hi|contact|support|help|helpdesk|sales|office|admin|team|news|newsletter|marketing|billing|accounts?|reply|replies|enquiries|inquiries|feedback|members?|customer-?(?:service|care)|service|press|bookings?)(?:[+=._-][^@]*)?@/iu;

/** The first address of a header with its name; null where there is none. */
export function readMailbox(header: string): Mailbox | null {
  const found = WITH_NAME.exec(header)?.groups ?? ALONE.exec(header)?.groups;
  const email = found?.['email']?.trim().toLowerCase();
  return email === undefined ? null : { email, name: found?.['name']?.trim() ?? '' };
}

/** An address that programs write from. */
export function isMachinesAddress(email: string): boolean {
  return MACHINES.test(email.trim());
}

/** An address that nobody reads or writes from. */
export function isNobodysAddress(email: string): boolean {
  return NOBODY.test(email.trim());
}

/** An address of an office rather than of a person. */
export function isRoleAddress(email: string): boolean {
  return ROLES.test(email.trim()) || isMachinesAddress(email);
}
