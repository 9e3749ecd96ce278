import type { StaffPage } from '../staff-page.ts';
import { templatePage } from './template-page.ts';
import { templatesPage } from './templates-page.ts';
import { templateVersionPage } from './version-page.ts';

/** The pages of the practice's own words. */
export const TEMPLATE_PAGES: readonly StaffPage[] = [templatesPage, templatePage, templateVersionPage];
