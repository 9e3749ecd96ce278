import type { StaffPage } from '../staff-page.ts';
import { cardsPage } from './cards-page.ts';
import { linesPage } from './lines-page.ts';
import { mailPage } from './mail-page.ts';
import { memberPage } from './member-page.ts';
import { practicePage } from './practice-page.ts';
import { staffListPage } from './staff-page.ts';
import { webhooksPage } from './webhooks-page.ts';

/** The pages of how the practice works. */
export const PRACTICE_PAGES: readonly StaffPage[] = [
  practicePage,
  staffListPage,
  memberPage,
  linesPage,
  mailPage,
  cardsPage,
  webhooksPage,
];
