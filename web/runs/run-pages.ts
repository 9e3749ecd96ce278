import type { StaffPage } from '../staff-page.ts';
import { postedFormsPage } from './posted-forms-page.ts';
import { runPage } from './run-page.ts';
import { runsPage } from './runs-page.ts';

/** The pages of whoever looks after the installation, and of what could not be taken in. */
export const RUN_PAGES: readonly StaffPage[] = [runsPage, runPage, postedFormsPage];
