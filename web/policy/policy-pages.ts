import type { StaffPage } from '../staff-page.ts';
import { policyPage } from './policy-page.ts';
import { policySectionPage } from './section-page.ts';
import { policyTrialPage } from './trial-page.ts';

/** The pages of the rules that a practice decides for itself. */
export const POLICY_PAGES: readonly StaffPage[] = [policyPage, policyTrialPage, policySectionPage];
