import { Absence } from './absence.ts';
import { ApiKey } from './api-key.ts';
import { AuditEntry } from './audit-entry.ts';
import { Client } from './client.ts';
import { ClientHold } from './client-hold.ts';
import { ClientSession } from './client-session.ts';
import { Counter } from './counter.ts';
import { DataFeed } from './data-feed.ts';
import { Discharge } from './discharge.ts';
import { Disclosure } from './disclosure.ts';
import { Enquiry } from './enquiry.ts';
import { EnquiryEvent } from './enquiry-event.ts';
import { Erasure } from './erasure.ts';
import { FeedbackConsent } from './feedback-consent.ts';
import { FridayList } from './friday-list.ts';
import { GateOverride } from './gate-override.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { InboundMail } from './inbound-mail.ts';
import { Installation } from './installation.ts';
import { Message } from './message.ts';
import { Milestone } from './milestone.ts';
import { PolicyVersion } from './policy-version.ts';
import { Practice } from './practice.ts';
import { PrivacyCase } from './privacy-case.ts';
import { Professional } from './professional.ts';
import { Commitment } from './commitment.ts';
import { PromptConsent } from './prompt-consent.ts';
import { PublicToken } from './public-token.ts';
import { ReferOut } from './refer-out.ts';
import { Referral } from './referral.ts';
import { ReferralEvent } from './referral-event.ts';
import { Satisfaction } from './satisfaction.ts';
import { SentAs } from './sent-as.ts';
import { ServiceLine } from './service-line.ts';
import { Source } from './source.ts';
import { SourceAnswer } from './source-answer.ts';
import { SourceLogLine } from './source-log-line.ts';
import { Staff } from './staff.ts';
import { InstallationSuppression, Suppression } from './suppression.ts';
import { Task } from './task.ts';
import { TemplateVersion } from './template-version.ts';
import { ThankPermission } from './thank-permission.ts';
import { Webhook, WebhookDelivery } from './webhook.ts';
import { WebhookEvent } from './webhook-event.ts';
import { WorkflowSignal } from './workflow-signal.ts';

/** Everything we remember, listed by hand: nothing is discovered. */
export const ENTITIES = [
  Absence,
  ApiKey,
  AuditEntry,
  Client,
  ClientHold,
  ClientSession,
  Counter,
  DataFeed,
  Discharge,
  Disclosure,
  Enquiry,
  EnquiryEvent,
  Erasure,
  FeedbackConsent,
  FridayList,
  GateOverride,
  IdempotencyKey,
  InboundMail,
  Installation,
  InstallationSuppression,
  Message,
  Milestone,
  PolicyVersion,
  Practice,
  PrivacyCase,
  Professional,
  Commitment,
  PromptConsent,
  PublicToken,
  ReferOut,
  Referral,
  ReferralEvent,
  Satisfaction,
  SentAs,
  ServiceLine,
  Source,
  SourceAnswer,
  SourceLogLine,
  Staff,
  Suppression,
  Task,
  TemplateVersion,
  ThankPermission,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
  WorkflowSignal,
];
