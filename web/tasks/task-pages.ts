import type { StaffPage } from '../staff-page.ts';
import { givePage, taskPage } from './task-page.ts';
import { todayPage } from './today-page.ts';

/** The pages of what needs a person. */
export const TASK_PAGES: readonly StaffPage[] = [todayPage, taskPage, givePage];
