import type { StaffPage } from '../staff-page.ts';
import { casePage } from './case-page.ts';
import { erasePage } from './erase-page.ts';
import { erasurePage } from './erasure-page.ts';
import { peoplePage } from './people-page.ts';
import { privacyPage } from './privacy-page.ts';
import { textPage } from './text-page.ts';

/** The pages of people's rights over their data. */
export const PRIVACY_PAGES: readonly StaffPage[] = [
  privacyPage,
  peoplePage,
  casePage,
  erasePage,
  erasurePage,
  textPage,
];
