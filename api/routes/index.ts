import type { RouteName } from '../../policy/access/routes.ts';
import type { Route } from '../route.ts';
import { auditRoutes } from './audit.ts';
import { enquiryRoutes } from './enquiries.ts';
import { intakeRoutes } from './intake.ts';
import { broadcastRoutes } from './broadcasts.ts';
import { capacityRoutes } from './capacity.ts';
import { clientRoutes } from './clients.ts';
import { contactPathRoutes } from './contact-path.ts';
import { consentSlipRoutes } from './consent-slip.ts';
import { courseRoutes } from './course.ts';
import { exportRoutes } from './exports.ts';
import { feedbackRoutes } from './feedback.ts';
import { gateOverrideRoutes } from './gate-overrides.ts';
import { erasureRoutes } from './erasures.ts';
import { fridayListRoutes } from './friday-list.ts';
import { holdRoutes } from './holds.ts';
import { hookCredentialRoutes } from './hook-credentials.ts';
import { linkRoutes } from './links.ts';
import { importRoutes } from './imports.ts';
import { importWordRoutes } from './import-words.ts';
import { inboundMailRoutes } from './inbound-mails.ts';
import { journeyRoutes } from './journey.ts';
import { manualRoutes } from './manual.ts';
import { meRoutes } from './me.ts';
import { messageRoutes } from './messages.ts';
import { milestoneRoutes } from './milestones.ts';
import { networkRoutes } from './network.ts';
import { passkeyRoutes } from './passkeys.ts';
import { peopleExportRoutes } from './people-export.ts';
import { policyTrialRoutes } from './policy-trials.ts';
import { postedFormRoutes } from './posted-forms.ts';
import { policyRoutes } from './policy.ts';
import { practiceRoutes } from './practice.ts';
import { privacyCaseRoutes } from './privacy-cases.ts';
import { privacyTextRoutes } from './privacy-texts.ts';
import { professionalRoutes } from './professionals.ts';
import { promptConsentRoutes } from './prompt-consent.ts';
import { referOutRoutes } from './refer-outs.ts';
import { referralRoutes } from './referrals.ts';
import { relationshipRoutes } from './relationships.ts';
import { reportRoutes } from './reports.ts';
import { reviewRoutes } from './reviews.ts';
import { runRoutes } from './runs.ts';
import { searchRoutes } from './search.ts';
import { satisfactionRoutes } from './satisfaction.ts';
import { serviceLineRoutes } from './service-lines.ts';
import { sessionRoutes } from './sessions.ts';
import { sourceRoutes } from './sources.ts';
import { sourceLogRoutes } from './source-log.ts';
import { spendRoutes } from './spend.ts';
import { staffRoutes } from './staff.ts';
import { suppressionRoutes } from './suppressions.ts';
import { taskRoutes } from './tasks.ts';
import { templateRoutes } from './templates.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the API, in the order of the contract. */
const ALL = [
  ...practiceRoutes,
  ...policyRoutes,
  ...meRoutes,
  ...passkeyRoutes,
  ...hookCredentialRoutes,
  ...policyTrialRoutes,
  ...staffRoutes,
  ...serviceLineRoutes,
  ...clientRoutes,
  ...sessionRoutes,
  ...milestoneRoutes,
  ...satisfactionRoutes,
  ...promptConsentRoutes,
  ...consentSlipRoutes,
  ...holdRoutes,
  ...linkRoutes,
  ...gateOverrideRoutes,
  ...courseRoutes,
  ...journeyRoutes,
  ...fridayListRoutes,
  ...suppressionRoutes,
  ...peopleExportRoutes,
  ...erasureRoutes,
  ...privacyCaseRoutes,
  ...privacyTextRoutes,
  ...professionalRoutes,
  ...relationshipRoutes,
  ...referralRoutes,
  ...enquiryRoutes,
  ...intakeRoutes,
  ...feedbackRoutes,
  ...referOutRoutes,
  ...postedFormRoutes,
  ...taskRoutes,
  ...inboundMailRoutes,
  ...messageRoutes,
  ...templateRoutes,
  ...manualRoutes,
  ...capacityRoutes,
  ...broadcastRoutes,
  ...networkRoutes,
  ...sourceRoutes,
  ...sourceLogRoutes,
  ...spendRoutes,
  ...reportRoutes,
  ...reviewRoutes,
  ...importRoutes,
  ...importWordRoutes,
  ...contactPathRoutes,
  ...exportRoutes,
  ...auditRoutes,
  ...searchRoutes,
  ...runRoutes,
  ...webhookRoutes,
];

export const ROUTES: readonly Route[] = ALL;

/** A route with its types, by its name: looked up, so that no question costs the compiler a search through all. */
export type RouteNamed<N extends RouteName> = ByName[N];
type AnyRoute = (typeof ALL)[number];
type ByName = { readonly [R in AnyRoute as R['name']]: R };
