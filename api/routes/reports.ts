import { completeness } from '../../reports/completeness.ts';
import { conversion } from '../../reports/conversion.ts';
import { funnel } from '../../reports/funnel.ts';
import { leaks } from '../../reports/leaks.ts';
import { acquisitionCost } from '../../reports/acquisition-cost.ts';
import { concentration } from '../../reports/concentration.ts';
import { generations } from '../../reports/generations.ts';
import { projection } from '../../reports/projection.ts';
import { quietSources } from '../../reports/quiet-sources.ts';
import { topReferrers } from '../../reports/top-referrers.ts';
import { reportRoute } from '../report-route.ts';
import { kept } from '../../reports/kept.ts';
import { CompletenessReport } from '../schemas/reports/completeness.ts';
import { ConversionReport } from '../schemas/reports/conversion.ts';
import { FunnelReport } from '../schemas/reports/funnel.ts';
import { LeaksReport } from '../schemas/reports/leaks.ts';
import { KeptReport } from '../schemas/reports/kept.ts';
import { AcquisitionCostReport } from '../schemas/reports/acquisition-cost.ts';
import { ConcentrationReport } from '../schemas/reports/concentration.ts';
import { GenerationsReport } from '../schemas/reports/generations.ts';
import { ProjectionReport } from '../schemas/reports/projection.ts';
import { QuietSourcesReport } from '../schemas/reports/quiet-sources.ts';
import { TopReferrersReport } from '../schemas/reports/top-referrers.ts';
import { acknowledgement } from '../../reports/acknowledgement.ts';
import { AcknowledgementReport } from '../schemas/reports/acknowledgement.ts';
import { carrierTiming } from '../../reports/carrier-timing.ts';
import { CarrierTimingReport } from '../schemas/reports/carrier-timing.ts';
import { consent } from '../../reports/consent.ts';
import { ConsentReport } from '../schemas/reports/consent.ts';
import { effects } from '../../reports/effects.ts';
import { EffectsReport } from '../schemas/reports/effects.ts';
import { moments } from '../../reports/moments.ts';
import { MomentsReport } from '../schemas/reports/moments.ts';
import { satisfaction } from '../../reports/satisfaction.ts';
import { SatisfactionReport } from '../schemas/reports/satisfaction.ts';

export const reportRoutes = [
  reportRoute(funnel, FunnelReport),
  reportRoute(conversion, ConversionReport),
  reportRoute(leaks, LeaksReport),
  reportRoute(completeness, CompletenessReport),
  reportRoute(kept, KeptReport),
  reportRoute(acquisitionCost, AcquisitionCostReport),
  reportRoute(concentration, ConcentrationReport),
  reportRoute(generations, GenerationsReport),
  reportRoute(projection, ProjectionReport),
  reportRoute(quietSources, QuietSourcesReport),
  reportRoute(topReferrers, TopReferrersReport),
  reportRoute(acknowledgement, AcknowledgementReport),
  reportRoute(carrierTiming, CarrierTimingReport),
  reportRoute(consent, ConsentReport),
  reportRoute(effects, EffectsReport),
  reportRoute(moments, MomentsReport),
  reportRoute(satisfaction, SatisfactionReport),
];
