import type { ReportName } from '../../policy/reports/report-terms.ts';
import { INTRODUCTION_MEASURES } from './introductions.ts';

/** Reports that count the same people: what one of them withholds, another must not tell, so they are hidden together. */
export type Family = {
  reports: readonly ReportName[];
  /** The same count under two names, `report.measure`. */
  same: Readonly<Record<string, string>>;
  /** `[part, whole]` between two reports. */
  parts: readonly (readonly [string, string])[];
};

const ENQUIRIES: Family = {
  reports: ['funnel', 'conversion', 'leaks'],
  same: {
    'conversion.over90': 'funnel.in_touch',
    'leaks.asked': 'funnel.in_touch',
    ...Object.fromEntries(INTRODUCTION_MEASURES.map((one) => [`leaks.${one}`, `funnel.${one}`])),
  },
  parts: [
    ['funnel.attended', 'leaks.seen'],
    ['leaks.seen', 'conversion.over90_ever'],
  ],
};

/** The family of a report; one that counts people of its own is alone. */
export function familyOf(report: ReportName): Family {
  return ENQUIRIES.reports.includes(report) ? ENQUIRIES : { reports: [report], same: {}, parts: [] };
}

/** What a measure is called in its family. */
export function nameIn({ same }: Family, report: ReportName, measure: string): string {
  const own = `${report}.${measure}`;
  return same[own] ?? own;
}
