import type { StaffPage } from '../staff-page.ts';
import { networkPage } from './network-page.ts';
import { newProfessionalPage } from './new-page.ts';
import { professionalPage } from './professional-page.ts';
import { professionalsPage } from './professionals-page.ts';

/** The pages of colleagues. */
export const PROFESSIONAL_PAGES: readonly StaffPage[] = [
  networkPage,
  professionalsPage,
  newProfessionalPage,
  professionalPage,
];
