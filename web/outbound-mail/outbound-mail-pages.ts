import type { StaffPage } from '../staff-page.ts';
import { messagePage } from './message-page.ts';
import { messagesPage } from './messages-page.ts';
import { suppressionsPage } from './suppressions-page.ts';

/** The pages of what goes out by e-mail. */
export const OUTBOUND_MAIL_PAGES: readonly StaffPage[] = [messagesPage, messagePage, suppressionsPage];
