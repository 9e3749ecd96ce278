import { Absence } from './absence.ts';
import { ApiKey } from './api-key.ts';
import { AuditEntry } from './audit-entry.ts';
import { Broadcast } from './broadcast.ts';
import { BroadcastDay } from './broadcast-day.ts';
import { BroadcastRecipient } from './broadcast-recipient.ts';
import { CapacityChange } from './capacity-change.ts';
import { CapacityPlace } from './capacity-place.ts';
import { CapacitySpell } from './capacity-spell.ts';
import { CapacityStatement } from './capacity-statement.ts';
import { Client } from './client.ts';
import { ClientHold } from './client-hold.ts';
import { ClientSession } from './client-session.ts';
import { ContactCheck } from './contact-check.ts';
import { ContactFailure } from './contact-failure.ts';
import { ContactMark } from './contact-mark.ts';
import { Counter } from './counter.ts';
import { DataFeed } from './data-feed.ts';
import { Discharge } from './discharge.ts';
import { Disclosure } from './disclosure.ts';
import { Enquiry } from './enquiry.ts';
import { EnquiryEvent } from './enquiry-event.ts';
import { ErasedIdentifier } from './erased-identifier.ts';
import { Erasure } from './erasure.ts';
import { FeedbackConsent } from './feedback-consent.ts';
import { FridayList } from './friday-list.ts';
import { GateOverride } from './gate-override.ts';
import { HookCredential } from './hook-credential.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { InboundMail } from './inbound-mail.ts';
import { ImportFile } from './import-file.ts';
import { ImportWord } from './import-word.ts';
import { Installation } from './installation.ts';
import { JournalEntry } from './journal-entry.ts';
import { KeptForm } from './kept-form.ts';
import { ManualReading } from './manual-reading.ts';
import { ManualVersion } from './manual-version.ts';
import { Message } from './message.ts';
import { Milestone } from './milestone.ts';
import { Passkey } from './passkey.ts';
import { PasskeyChallenge } from './passkey-challenge.ts';
import { PolicyVersion } from './policy-version.ts';
import { PostedForm } from './posted-form.ts';
import { Practice } from './practice.ts';
import { PrivacyCase } from './privacy-case.ts';
import { Professional } from './professional.ts';
import { ProfessionalClaim } from './professional-claim.ts';
import { ProfessionalMove } from './professional-move.ts';
import { ProfessionalTouch } from './professional-touch.ts';
import { Commitment } from './commitment.ts';
import { PromptConsent } from './prompt-consent.ts';
import { Proposal } from './proposal.ts';
import { PublicToken } from './public-token.ts';
import { ReferOut } from './refer-out.ts';
import { Referral } from './referral.ts';
import { ReferralEvent } from './referral-event.ts';
import { ReportSnapshot } from './report-snapshot.ts';
import { Review } from './review.ts';
import { ReviewAction } from './review-action.ts';
import { Satisfaction } from './satisfaction.ts';
import { SentAs } from './sent-as.ts';
import { ServiceLine } from './service-line.ts';
import { SignInLink } from './sign-in-link.ts';
import { Source } from './source.ts';
import { SourceAnswer } from './source-answer.ts';
import { SourceLogLine } from './source-log-line.ts';
import { Spend } from './spend.ts';
import { Staff } from './staff.ts';
import { StaffAddress } from './staff-address.ts';
import { InstallationSuppression, Suppression } from './suppression.ts';
import { Task } from './task.ts';
import { TaskEvent } from './task-event.ts';
import { TemplateVersion } from './template-version.ts';
import { ThankPermission } from './thank-permission.ts';
import { Webhook, WebhookDelivery } from './webhook.ts';
import { WebhookEvent } from './webhook-event.ts';
import { WebSession } from './web-session.ts';
import { WorkflowSignal } from './workflow-signal.ts';

/** Everything we remember, listed by hand: nothing is discovered. */
export const ENTITIES = [
  Absence,
  ApiKey,
  AuditEntry,
  Broadcast,
  BroadcastDay,
  BroadcastRecipient,
  CapacityChange,
  CapacityPlace,
  CapacitySpell,
  CapacityStatement,
  Client,
  ClientHold,
  ClientSession,
  ContactCheck,
  ContactFailure,
  ContactMark,
  Counter,
  DataFeed,
  Discharge,
  Disclosure,
  Enquiry,
  EnquiryEvent,
  ErasedIdentifier,
  Erasure,
  FeedbackConsent,
  FridayList,
  GateOverride,
  HookCredential,
  IdempotencyKey,
  InboundMail,
  ImportFile,
  ImportWord,
  Installation,
  InstallationSuppression,
  JournalEntry,
  KeptForm,
  ManualReading,
  ManualVersion,
  Message,
  Milestone,
  Passkey,
  PasskeyChallenge,
  PolicyVersion,
  PostedForm,
  Practice,
  PrivacyCase,
  Professional,
  ProfessionalClaim,
  ProfessionalMove,
  ProfessionalTouch,
  Commitment,
  PromptConsent,
  Proposal,
  PublicToken,
  ReferOut,
  Referral,
  ReferralEvent,
  ReportSnapshot,
  Review,
  ReviewAction,
  Satisfaction,
  SentAs,
  ServiceLine,
  SignInLink,
  Source,
  SourceAnswer,
  SourceLogLine,
  Spend,
  Staff,
  StaffAddress,
  Suppression,
  Task,
  TaskEvent,
  TemplateVersion,
  ThankPermission,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
  WebSession,
  WorkflowSignal,
];
