import { Absence } from './absence.ts';
import { ApiKey } from './api-key.ts';
import { AuditEntry } from './audit-entry.ts';
import { ClientHold } from './client-hold.ts';
import { Client } from './client.ts';
import { Counter } from './counter.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { Installation } from './installation.ts';
import { Message } from './message.ts';
import { PolicyVersion } from './policy-version.ts';
import { Practice } from './practice.ts';
import { Professional } from './professional.ts';
import { PromiseKept } from './promise.ts';
import { PublicToken } from './public-token.ts';
import { ReferralEvent } from './referral-event.ts';
import { Referral } from './referral.ts';
import { SentAs } from './sent-as.ts';
import { SourceLogLine } from './source-log-line.ts';
import { Staff } from './staff.ts';
import { InstallationSuppression, Suppression } from './suppression.ts';
import { Task } from './task.ts';
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
  Counter,
  IdempotencyKey,
  Installation,
  InstallationSuppression,
  Message,
  PolicyVersion,
  Practice,
  Professional,
  PromiseKept,
  PublicToken,
  Referral,
  ReferralEvent,
  SentAs,
  SourceLogLine,
  Staff,
  Suppression,
  Task,
  ThankPermission,
  WebhookEvent,
  WorkflowSignal,
];
