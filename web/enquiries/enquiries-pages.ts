import type { StaffPage } from '../staff-page.ts';
import { closePage } from './close-page.ts';
import { editPage } from './edit-page.ts';
import { enquiriesPage } from './enquiries-page.ts';
import { enquiryPage } from './enquiry-page.ts';
import { newEnquiryPage } from './new-page.ts';
import { referOutOfEnquiryPage } from './refer-out-page.ts';

/** The pages of whoever may become a client. */
export const ENQUIRY_PAGES: readonly StaffPage[] = [
  newEnquiryPage,
  enquiriesPage,
  enquiryPage,
  editPage,
  closePage,
  referOutOfEnquiryPage,
];
