import type { StaffPage } from '../staff-page.ts';
import { auditPage } from './audit-page.ts';

/** Who did what. */
export const AUDIT_PAGES: readonly StaffPage[] = [auditPage];
