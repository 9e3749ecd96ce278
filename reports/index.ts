import type { ReportName } from '../policy/reports/report-terms.ts';
import { acquisitionCost } from './acquisition-cost.ts';
import { concentration } from './concentration.ts';
import { generations } from './generations.ts';
import { kept } from './kept.ts';
import { projection } from './projection.ts';
import { quietSources } from './quiet-sources.ts';
import { topReferrers } from './top-referrers.ts';
import { completeness } from './completeness.ts';
import { conversion } from './conversion.ts';
import { funnel } from './funnel.ts';
import { leaks } from './leaks.ts';
import { acknowledgement } from './acknowledgement.ts';
import { carrierTiming } from './carrier-timing.ts';
import { consent } from './consent.ts';
import { effects } from './effects.ts';
import { moments } from './moments.ts';
import { satisfaction } from './satisfaction.ts';
import type { Report } from './shared/report.ts';

/** Every report, by the name that the API gives it. */
export const ALL_REPORTS: Record<ReportName, Report> = {
  'acquisition-cost': acquisitionCost,
  concentration,
  generations,
  kept,
  projection,
  'quiet-sources': quietSources,
  'top-referrers': topReferrers,
  funnel,
  conversion,
  leaks,
  completeness,
  acknowledgement,
  'carrier-timing': carrierTiming,
  consent,
  effects,
  moments,
  satisfaction,
};
