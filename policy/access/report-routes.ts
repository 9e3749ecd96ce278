import { REPORTS, type ReportName } from '../reports/report-terms.ts';
import type { Role } from './roles.ts';

export type ReportRoute = `GET /reports/${ReportName}`;

/** Who may ask for figures; how each of them reads a report is `policy/reports/reader.ts`. */
const READS_FIGURES: readonly Role[] = ['owner', 'deputy', 'desk', 'practitioner', 'reviewer', 'agency'];

const routes = Object.keys(REPORTS).map((name) => [`GET /reports/${name}`, READS_FIGURES]);

/** Whoever may ask for one report may ask for all. */
export const REPORT_ROUTES = Object.fromEntries(routes) as Record<ReportRoute, readonly Role[]>; // oxlint-disable-line typescript/no-unsafe-type-assertion -- one route a report
