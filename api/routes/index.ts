import type { Route } from '../route.ts';
import { enquiryRoutes } from './enquiries.ts';
import { leakRoutes } from './leaks.ts';
import { intakeRoutes } from './intake.ts';
import { clientRoutes } from './clients.ts';
import { consentSlipRoutes } from './consent-slip.ts';
import { courseRoutes } from './course.ts';
import { feedbackRoutes } from './feedback.ts';
import { gateOverrideRoutes } from './gate-overrides.ts';
import { erasureRoutes } from './erasures.ts';
import { fridayListRoutes } from './friday-list.ts';
import { holdRoutes } from './holds.ts';
import { importRoutes } from './imports.ts';
import { inboundMailRoutes } from './inbound-mails.ts';
import { journeyRoutes } from './journey.ts';
import { messageRoutes } from './messages.ts';
import { milestoneRoutes } from './milestones.ts';
import { peopleExportRoutes } from './people-export.ts';
import { policyTrialRoutes } from './policy-trials.ts';
import { practiceRoutes } from './practice.ts';
import { privacyCaseRoutes } from './privacy-cases.ts';
import { privacyTextRoutes } from './privacy-texts.ts';
import { professionalRoutes } from './professionals.ts';
import { promptConsentRoutes } from './prompt-consent.ts';
import { referOutRoutes } from './refer-outs.ts';
import { referralRoutes } from './referrals.ts';
import { reportRoutes } from './reports.ts';
import { satisfactionRoutes } from './satisfaction.ts';
import { serviceLineRoutes } from './service-lines.ts';
import { sessionRoutes } from './sessions.ts';
import { sourceRoutes } from './sources.ts';
import { sourceLogRoutes } from './source-log.ts';
import { staffRoutes } from './staff.ts';
import { taskRoutes } from './tasks.ts';
import { templateRoutes } from './templates.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the API, in the order of the contract. */
export const ROUTES: readonly Route[] = [
  ...practiceRoutes,
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
  ...gateOverrideRoutes,
  ...courseRoutes,
  ...journeyRoutes,
  ...fridayListRoutes,
  ...peopleExportRoutes,
  ...erasureRoutes,
  ...privacyCaseRoutes,
  ...privacyTextRoutes,
  ...professionalRoutes,
  ...referralRoutes,
  ...enquiryRoutes,
  ...intakeRoutes,
  ...feedbackRoutes,
  ...referOutRoutes,
  ...taskRoutes,
  ...inboundMailRoutes,
  ...messageRoutes,
  ...templateRoutes,
  ...sourceRoutes,
  ...sourceLogRoutes,
  ...reportRoutes,
  ...leakRoutes,
  ...importRoutes,
  ...webhookRoutes,
];
