import { PAGES } from '../policy/access/pages.ts';
import type { StaffPage } from './staff-page.ts';
import { POLICY_PAGES } from './policy/policy-pages.ts';
import { PRACTICE_PAGES } from './practice/practice-pages.ts';
import { TEMPLATE_PAGES } from './templates/template-pages.ts';
import { TASK_PAGES } from './tasks/task-pages.ts';

const ALL: readonly StaffPage[] = [...TASK_PAGES, ...PRACTICE_PAGES, ...POLICY_PAGES, ...TEMPLATE_PAGES];

const ORDER = Object.keys(PAGES);

/** Every page of staff, in the order of policy/access/pages.ts: `/enquiries/new` is asked for before `/enquiries/:id`. */
export const STAFF_PAGES: readonly StaffPage[] = ALL.toSorted(
  (a, b) => ORDER.indexOf(a.address) - ORDER.indexOf(b.address),
);
