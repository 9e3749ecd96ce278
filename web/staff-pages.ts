import { PAGES } from '../policy/access/pages.ts';
import { AUDIT_PAGES } from './audit/audit-pages.ts';
import { BROADCAST_PAGES } from './broadcasts/broadcast-pages.ts';
import { STAFF_CAPACITY_PAGES } from './capacity/staff-capacity-pages.ts';
import { CLIENT_PAGES } from './clients/clients-pages.ts';
import { ENQUIRY_PAGES } from './enquiries/enquiries-pages.ts';
import { EXPORT_PAGES } from './exports/exports-pages.ts';
import { FRAME_PAGES } from './frame/frame-pages.ts';
import { IMPORT_PAGES } from './imports/imports-pages.ts';
import { INBOUND_MAIL_PAGES } from './inbound-mail/inbound-mail-pages.ts';
import { MANUAL_PAGES } from './manual/manual-pages.ts';
import { OUTBOUND_MAIL_PAGES } from './outbound-mail/outbound-mail-pages.ts';
import { POLICY_PAGES } from './policy/policy-pages.ts';
import { PRACTICE_PAGES } from './practice/practice-pages.ts';
import { PRIVACY_PAGES } from './privacy/privacy-pages.ts';
import { PROFESSIONAL_PAGES } from './professionals/professional-pages.ts';
import { REFER_OUT_PAGES } from './refer-outs/refer-outs-pages.ts';
import { REFERRAL_PAGES } from './referrals/referrals-pages.ts';
import { REVIEW_PAGES } from './reviews/review-pages.ts';
import { RUN_PAGES } from './runs/run-pages.ts';
import { SEARCH_PAGES } from './search/search-pages.ts';
import { SET_UP_PAGES } from './set-up/set-up-pages.ts';
import { OWN_PAGES } from './sign-in/own-pages.ts';
import { SOURCE_LOG_PAGES } from './source-log/source-log-pages.ts';
import { TASK_PAGES } from './tasks/task-pages.ts';
import { TEMPLATE_PAGES } from './templates/template-pages.ts';
import type { StaffPage } from './staff-page.ts';

const ALL: readonly StaffPage[] = [
  ...TASK_PAGES,
  ...ENQUIRY_PAGES,
  ...REFERRAL_PAGES,
  ...REFER_OUT_PAGES,
  ...CLIENT_PAGES,
  ...PRACTICE_PAGES,
  ...PRIVACY_PAGES,
  ...REVIEW_PAGES,
  ...SEARCH_PAGES,
  ...FRAME_PAGES,
  ...OWN_PAGES,
  ...IMPORT_PAGES,
  ...EXPORT_PAGES,
  ...SET_UP_PAGES,
  ...PROFESSIONAL_PAGES,
  ...STAFF_CAPACITY_PAGES,
  ...BROADCAST_PAGES,
  ...SOURCE_LOG_PAGES,
  ...RUN_PAGES,
  ...MANUAL_PAGES,
  ...AUDIT_PAGES,
  ...POLICY_PAGES,
  ...INBOUND_MAIL_PAGES,
  ...OUTBOUND_MAIL_PAGES,
  ...TEMPLATE_PAGES,
];

const ORDER = Object.keys(PAGES);

/** Every page of staff, in the order of policy/access/pages.ts: `/enquiries/new` is asked for before `/enquiries/:id`. */
export const STAFF_PAGES: readonly StaffPage[] = ALL.toSorted(
  (a, b) => ORDER.indexOf(a.address) - ORDER.indexOf(b.address),
);
