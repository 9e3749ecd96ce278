import type { StaffPage } from '../staff-page.ts';
import { clientPage } from './client-page.ts';
import { clientsPage } from './clients-page.ts';
import { dischargePage } from './discharge-page.ts';
import { editClientPage } from './edit-client-page.ts';
import { fridayPage } from './friday-page.ts';
import { mergePage } from './merge-page.ts';
import { newClientPage } from './new-client-page.ts';
import { slipPage } from './slip-page.ts';

/** The pages of the people who come here. */
export const CLIENT_PAGES: readonly StaffPage[] = [
  clientsPage,
  newClientPage,
  clientPage,
  editClientPage,
  dischargePage,
  mergePage,
  slipPage,
  fridayPage,
];
