import type { StaffPage } from '../staff-page.ts';
import { inboundMailPage } from './mail-page.ts';
import { inboundMailsPage } from './mails-page.ts';

/** The pages of what came in by e-mail. */
export const INBOUND_MAIL_PAGES: readonly StaffPage[] = [inboundMailsPage, inboundMailPage];
