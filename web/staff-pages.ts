import { PAGES } from '../policy/access/pages.ts';
import { BROADCAST_PAGES } from './broadcasts/broadcast-pages.ts';
import { STAFF_CAPACITY_PAGES } from './capacity/staff-capacity-pages.ts';
import { CLIENT_PAGES } from './clients/clients-pages.ts';
import { POLICY_PAGES } from './policy/policy-pages.ts';
import { PRACTICE_PAGES } from './practice/practice-pages.ts';
import { PRIVACY_PAGES } from './privacy/privacy-pages.ts';
import { PROFESSIONAL_PAGES } from './professionals/professional-pages.ts';
import { REVIEW_PAGES } from './reviews/review-pages.ts';
import { OWN_PAGES } from './sign-in/own-pages.ts';
import { SOURCE_LOG_PAGES } from './source-log/source-log-pages.ts';
import { TASK_PAGES } from './tasks/task-pages.ts';
import type { StaffPage } from './staff-page.ts';

const ALL: readonly StaffPage[] = [
  ...TASK_PAGES,
  ...CLIENT_PAGES,
  ...PRACTICE_PAGES,
  ...PRIVACY_PAGES,
  ...REVIEW_PAGES,
  ...OWN_PAGES,
  ...PROFESSIONAL_PAGES,
  ...STAFF_CAPACITY_PAGES,
  ...BROADCAST_PAGES,
  ...SOURCE_LOG_PAGES,
  ...POLICY_PAGES,
];

const ORDER = Object.keys(PAGES);

/** Every page of staff, in the order of policy/access/pages.ts: `/enquiries/new` is asked for before `/enquiries/:id`. */
export const STAFF_PAGES: readonly StaffPage[] = ALL.toSorted(
  (a, b) => ORDER.indexOf(a.address) - ORDER.indexOf(b.address),
);
