import { PAGES } from '../policy/access/pages.ts';
import type { StaffPage } from './staff-page.ts';
import { PRACTICE_PAGES } from './practice/practice-pages.ts';
import { ENQUIRY_PAGES } from './enquiries/enquiries-pages.ts';
import { PRIVACY_PAGES } from './privacy/privacy-pages.ts';
import { REFER_OUT_PAGES } from './refer-outs/refer-outs-pages.ts';
import { REFERRAL_PAGES } from './referrals/referrals-pages.ts';
import { REVIEW_PAGES } from './reviews/review-pages.ts';
import { TASK_PAGES } from './tasks/task-pages.ts';

const ALL: readonly StaffPage[] = [
  ...TASK_PAGES,
  ...ENQUIRY_PAGES,
  ...REFERRAL_PAGES,
  ...REFER_OUT_PAGES,
  ...PRACTICE_PAGES,
  ...PRIVACY_PAGES,
  ...REVIEW_PAGES,
];

const ORDER = Object.keys(PAGES);

/** Every page of staff, in the order of policy/access/pages.ts: `/enquiries/new` is asked for before `/enquiries/:id`. */
export const STAFF_PAGES: readonly StaffPage[] = ALL.toSorted(
  (a, b) => ORDER.indexOf(a.address) - ORDER.indexOf(b.address),
);
