import type { StaffPage } from '../staff-page.ts';
import { newReferralPage } from './new-page.ts';
import { referralPage } from './referral-page.ts';
import { referralsPage } from './referrals-page.ts';

/** The pages of whoever passes our name on. */
export const REFERRAL_PAGES: readonly StaffPage[] = [newReferralPage, referralsPage, referralPage];
