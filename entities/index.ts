import { Absence } from './absence.ts';
import { ApiKey } from './api-key.ts';
import { AuditEntry } from './audit-entry.ts';
import { ClientHold } from './client-hold.ts';
import { ClientSession } from './client-session.ts';
import { Client } from './client.ts';
import { Counter } from './counter.ts';
import { DataFeed } from './data-feed.ts';
import { Discharge } from './discharge.ts';
import { FridayList } from './friday-list.ts';
import { GateOverride } from './gate-override.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { Installation } from './installation.ts';
import { Message } from './message.ts';
import { Milestone } from './milestone.ts';
import { PolicyVersion } from './policy-version.ts';
import { Practice } from './practice.ts';
import { Professional } from './professional.ts';
import { PromiseKept } from './promise.ts';
import { PromptConsent } from './prompt-consent.ts';
import { PublicToken } from './public-token.ts';
import { ReferralEvent } from './referral-event.ts';
import { Referral } from './referral.ts';
import { Satisfaction } from './satisfaction.ts';
import { SentAs } from './sent-as.ts';
import { ServiceLine } from './service-line.ts';
import { SourceLogLine } from './source-log-line.ts';
import { Staff } from './staff.ts';
import { InstallationSuppression, Suppression } from './suppression.ts';
import { Task } from './task.ts';
import { TemplateVersion } from './template-version.ts';
import { ThankPermission } from './thank-permission.ts';
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
  FridayList,
  GateOverride,
  IdempotencyKey,
  Installation,
  InstallationSuppression,
  Message,
  Milestone,
  PolicyVersion,
  Practice,
  Professional,
  PromiseKept,
  PromptConsent,
  PublicToken,
  Referral,
  ReferralEvent,
  Satisfaction,
  SentAs,
  ServiceLine,
  SourceLogLine,
  Staff,
  Suppression,
  Task,
  TemplateVersion,
  ThankPermission,
  WebhookEvent,
  WorkflowSignal,
];
