import type { StaffPage } from '../staff-page.ts';
import { capacityPage } from './capacity-page.ts';
import { changeCapacityPage } from './change-page.ts';

/** The pages on which staff say whether there is room. */
export const STAFF_CAPACITY_PAGES: readonly StaffPage[] = [capacityPage, changeCapacityPage];
