import { Migration } from '@mikro-orm/migrations';

export class Migration20261129000001_foundation extends Migration {

  override name = 'Migration20261129000001_foundation';

  override up(): void | Promise<void> {
    this.addSql(`create table "api_key" ("id" uuid not null, "practice_id" uuid not null, "staff_id" uuid not null, "hash" text not null, "label" text not null, "created_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "api_key_practice_id_index" on "api_key" ("practice_id");`);
    this.addSql(`alter table "api_key" add constraint "api_key_hash_unique" unique ("hash");`);

    this.addSql(`create table "audit_entry" ("practice_id" uuid not null, "id" uuid not null, "at" timestamptz(3) not null, "actor" text not null, "staff_id" uuid null, "action" text not null, "entity" text not null, "entity_id" uuid null, "fields" text[] not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "audit_entry_practice_id_at_index" on "audit_entry" ("practice_id", "at");`);

    this.addSql(`create table "commitment" ("kind" text not null, "subject_id" uuid not null, "practice_id" uuid not null, "due_at" timestamptz(3) not null, "kept_at" timestamptz(3) null, "signaled_at" timestamptz(3) null, "signal_count" int not null, primary key ("kind", "subject_id"));`);
    this.addSql(`create index "commitment_kept_at_due_at_index" on "commitment" ("kept_at", "due_at");`);
    this.addSql(`create index "commitment_practice_id_index" on "commitment" ("practice_id");`);

    this.addSql(`create table "counter" ("practice_id" uuid not null, "name" text not null, "value" int not null, primary key ("practice_id", "name"));`);

    this.addSql(`create table "data_feed" ("practice_id" uuid not null, "feed" text not null, "at" timestamptz(3) not null, primary key ("practice_id", "feed"));`);

    this.addSql(`create table "disclosure" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid null, "client_id" uuid null, "refer_out_id" uuid null, "recipient_id" uuid not null, "what" text not null, "via" text not null, "consent_id" uuid null, "at" timestamptz(3) not null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "disclosure_practice_id_enquiry_id_index" on "disclosure" ("practice_id", "enquiry_id");`);

    this.addSql(`create table "erasure" ("practice_id" uuid not null, "id" uuid not null, "subject" text not null, "subject_id" uuid not null, "status" text not null, "proof" jsonb not null, "carrier_asked_at" timestamptz(3) null, "by_hand" bytea null, "asked_at" timestamptz(3) not null, "asked_by" uuid null, "done_at" timestamptz(3) null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "erasure_practice_id_updated_at_id_index" on "erasure" ("practice_id", "updated_at", "id");`);

    this.addSql(`create table "idempotency_key" ("practice_id" uuid not null, "key" text not null, "request_hash" text not null, "status" int not null, "answer" bytea null, "created_at" timestamptz(3) not null, primary key ("practice_id", "key"));`);
    this.addSql(`create index "idempotency_key_created_at_index" on "idempotency_key" ("created_at");`);

    this.addSql(`create table "inbound_mail" ("practice_id" uuid not null, "id" uuid not null, "message_id_hash" text not null, "content_hash" text not null, "kind" text not null, "status" text not null, "confidence" real not null, "reasons" text[] not null, "raw" bytea null, "keep_until" timestamptz(3) not null, "referral_id" uuid null, "enquiry_id" uuid null, "client_id" uuid null, "professional_id" uuid null, "received_at" timestamptz(3) not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "inbound_mail_practice_id_status_index" on "inbound_mail" ("practice_id", "status");`);
    this.addSql(`create index "inbound_mail_practice_id_content_hash_index" on "inbound_mail" ("practice_id", "content_hash");`);
    this.addSql(`create index "inbound_mail_keep_until_index" on "inbound_mail" ("keep_until");`);
    this.addSql(`alter table "inbound_mail" add constraint "inbound_mail_practice_id_message_id_hash_unique" unique ("practice_id", "message_id_hash");`);

    this.addSql(`create table "installation" ("name" text not null, "check" bytea null, "hash" text null, primary key ("name"));`);

    this.addSql(`create table "installation_suppression" ("email_hash" text not null, "reason" text not null, "at" timestamptz(3) not null, primary key ("email_hash"));`);

    this.addSql(`create table "policy_version" ("practice_id" uuid not null, "id" uuid not null, "version" int not null, "policy" jsonb not null, "by" uuid null, "at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "policy_version" add constraint "policy_version_practice_id_version_unique" unique ("practice_id", "version");`);

    this.addSql(`create table "practice" ("id" uuid not null, "slug" text not null, "name" text not null, "legal_name" text null, "timezone" text not null, "locale" text not null, "currency" text not null, "neutral_sender_name" text not null, "from" text not null, "reply_to" text not null, "phone" text null, "postal_address" text null, "website" text null, "privacy_url" text null, "crisis_route" text null, "who_we_help" text null, "what_to_expect" text null, "video_url" text null, "profile" text not null, "sending" text not null, "went_live_at" timestamptz(3) null, "prompts_signed_off_at" timestamptz(3) null, "postmark_server_token" bytea null, "policy" jsonb not null, "policy_version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "practice" add constraint "practice_slug_unique" unique ("slug");`);

    this.addSql(`create table "privacy_case" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "subject" bytea not null, "started_at" timestamptz(3) not null, "due_at" timestamptz(3) not null, "warned_at" timestamptz(3) null, "closed_at" timestamptz(3) null, "closed_by" uuid null, "created_at" timestamptz(3) not null, "created_by" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "privacy_case_practice_id_kind_updated_at_id_index" on "privacy_case" ("practice_id", "kind", "updated_at", "id");`);

    this.addSql(`create table "professional" ("practice_id" uuid not null, "id" uuid not null, "title" bytea null, "first_name" bytea not null, "last_name" bytea not null, "kind" text not null, "organisation" bytea null, "email" bytea null, "email_hash" text null, "phone" bytea null, "focus" text[] not null, "trusted" boolean not null, "how_we_know_them" bytea null, "last_confirmed_on" date null, "places_known" int null, "takes_referrals" boolean null, "may_email" boolean null, "sole_trader" boolean null, "risk_flags" text[] not null, "expected_per_month" real null, "keep_posted_at" timestamptz(3) null, "opted_out_at" timestamptz(3) null, "erased_at" timestamptz(3) null, "search_tokens" text[] not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "professional_practice_id_email_hash_index" on "professional" ("practice_id", "email_hash");`);
    this.addSql(`create index "professional_practice_id_updated_at_id_index" on "professional" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "professional_search_tokens_index" on "professional" using gin ("search_tokens");`);

    this.addSql(`create table "public_token" ("hash" text not null, "practice_id" uuid not null, "purpose" text not null, "subject_id" uuid not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) null, primary key ("hash"));`);
    this.addSql(`create index "public_token_practice_id_subject_id_index" on "public_token" ("practice_id", "subject_id");`);

    this.addSql(`create table "sent_as" ("send_id" uuid not null, "practice_id" uuid not null, "message_id" uuid not null, primary key ("send_id"));`);

    this.addSql(`create table "service_line" ("practice_id" uuid not null, "id" uuid not null, "name" text not null, "stages" jsonb not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "service_line_practice_id_updated_at_id_index" on "service_line" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "service_line" add constraint "service_line_practice_id_name_unique" unique ("practice_id", "name");`);

    this.addSql(`create table "source_log_line" ("practice_id" uuid not null, "id" uuid not null, "number" int not null, "kind" text not null, "corrects" int null, "referral_id" uuid null, "enquiry_id" uuid null, "client_id" uuid null, "source_kind" text not null, "source_ref" uuid null, "hops" jsonb null, "channel" text not null, "received_at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "recorded_by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "source_log_line" add constraint "source_log_line_practice_id_number_unique" unique ("practice_id", "number");`);

    this.addSql(`create table "staff" ("practice_id" uuid not null, "id" uuid not null, "name" bytea not null, "email" bytea not null, "email_hash" text not null, "roles" text[] not null, "active" boolean not null, "who_we_help" text null, "what_to_expect" text null, "video_url" text null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);

    this.addSql(`create table "friday_list" ("practice_id" uuid not null, "id" uuid not null, "practitioner_id" uuid not null, "on" date not null, "client_ids" uuid[] not null, "message_id" uuid null, "closed_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "friday_list" add constraint "friday_list_practice_id_practitioner_id_on_unique" unique ("practice_id", "practitioner_id", "on");`);

    this.addSql(`create table "client" ("practice_id" uuid not null, "id" uuid not null, "first_name" bytea not null, "last_name" bytea null, "email" bytea null, "email_hash" text null, "phone" bytea null, "external_ref" text null, "birth_year" int null, "practitioner_id" uuid null, "service_line_id" uuid null, "stage" text null, "planned_end_on" date null, "planned_short" boolean null, "ending" text null, "ended_on" date null, "episode_started_at" timestamptz(3) null, "complaint_closed_on" date null, "source_kind" text null, "source_ref" uuid null, "source_line" int null, "generation" int null, "imported" boolean not null, "erased_at" timestamptz(3) null, "search_tokens" text[] not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "client_practice_id_email_hash_index" on "client" ("practice_id", "email_hash");`);
    this.addSql(`create index "client_practice_id_updated_at_id_index" on "client" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "client_search_tokens_index" on "client" using gin ("search_tokens");`);
    this.addSql(`alter table "client" add constraint "client_practice_id_external_ref_unique" unique ("practice_id", "external_ref");`);

    this.addSql(`create table "source" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "name" bytea not null, "name_hash" text not null, "client_id" uuid null, "professional_id" uuid null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "source_practice_id_updated_at_id_index" on "source" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "source" add constraint "source_practice_id_kind_name_hash_unique" unique ("practice_id", "kind", "name_hash");`);

    this.addSql(`create table "satisfaction" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid null, "instrument" text not null, "score" double precision null, "at" timestamptz(3) null, "month" text not null, "practitioner_id" uuid null, "service_line_id" uuid null, "stage" text null, "kind_words" bytea null, "may_share" boolean not null, "row_key" text null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "satisfaction_practice_id_client_id_at_index" on "satisfaction" ("practice_id", "client_id", "at");`);
    this.addSql(`create index "satisfaction_practice_id_month_index" on "satisfaction" ("practice_id", "month");`);
    this.addSql(`alter table "satisfaction" add constraint "satisfaction_practice_id_row_key_unique" unique ("practice_id", "row_key");`);

    this.addSql(`create table "prompt_consent" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "status" text not null, "channel" text not null, "wording_version" text not null, "at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "prompt_consent_practice_id_client_id_at_index" on "prompt_consent" ("practice_id", "client_id", "at");`);

    this.addSql(`create table "gate_override" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "code" text not null, "until" date not null, "set_by" uuid not null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "gate_override_practice_id_client_id_index" on "gate_override" ("practice_id", "client_id");`);

    this.addSql(`create table "enquiry" ("practice_id" uuid not null, "id" uuid not null, "first_name" bytea null, "last_name" bytea null, "email" bytea null, "phone" bytea null, "name_hash" text null, "email_hash" text null, "phone_hash" text null, "on_behalf" text null, "via" text not null, "practitioner_id" uuid null, "service_line_id" uuid null, "source_kind" text null, "source_ref" uuid null, "source_line" int not null, "by_letter" boolean not null, "several_names" boolean null, "knows_acurrent_client" boolean null, "conflict_cleared_at" timestamptz(3) null, "stage" text not null, "fit" text null, "contacted_at" timestamptz(3) null, "booked_at" timestamptz(3) null, "attended_at" timestamptz(3) null, "kept_at" timestamptz(3) null, "closed_at" timestamptz(3) null, "closed_reason" text null, "leak" text null, "reopened_at" timestamptz(3) null, "reopened_because" bytea null, "stalled_at" timestamptz(3) null, "attempts" int not null, "last_contact_at" timestamptz(3) not null, "client_id" uuid null, "received_at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "recorded_by" uuid null, "erased_at" timestamptz(3) null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "enquiry_practice_id_received_at_index" on "enquiry" ("practice_id", "received_at");`);
    this.addSql(`create index "enquiry_practice_id_updated_at_id_index" on "enquiry" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "enquiry_practice_id_stage_index" on "enquiry" ("practice_id", "stage");`);
    this.addSql(`create index "enquiry_practice_id_email_hash_index" on "enquiry" ("practice_id", "email_hash");`);
    this.addSql(`create index "enquiry_practice_id_client_id_index" on "enquiry" ("practice_id", "client_id");`);

    this.addSql(`create table "source_answer" ("practice_id" uuid not null, "id" uuid not null, "line_number" int null, "client_id" uuid null, "enquiry_id" uuid null, "words" bytea not null, "at" timestamptz(3) not null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "source_answer_practice_id_client_id_index" on "source_answer" ("practice_id", "client_id");`);
    this.addSql(`create index "source_answer_practice_id_enquiry_id_index" on "source_answer" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "source_answer_practice_id_line_number_index" on "source_answer" ("practice_id", "line_number");`);

    this.addSql(`create table "referral" ("practice_id" uuid not null, "id" uuid not null, "number" int not null, "kind" text not null, "learned_from" text not null, "via" text not null, "referrer_client_id" uuid null, "referrer_professional_id" uuid null, "referrer_first_name" bytea null, "referrer_email" bytea null, "referrer_hash" text not null, "person_first_name" bytea null, "person_email" bytea null, "person_phone" bytea null, "person_name_hash" text null, "person_email_hash" text null, "person_phone_hash" text null, "person_agreed" boolean not null, "enquiry_id" uuid null, "person_erased_at" timestamptz(3) null, "referrer_erased_at" timestamptz(3) null, "expiry_warned_at" timestamptz(3) null, "may_thank" boolean null, "may_name" boolean null, "practitioner_id" uuid null, "service_line_id" uuid null, "received_at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "recorded_by" uuid null, "status" text not null, "needs_person" text null, "clock_started_at" timestamptz(3) not null, "due_at" timestamptz(3) null, "late_at_entry" boolean not null, "opened_at" timestamptz(3) null, "reminded_at" timestamptz(3) null, "escalated_at" timestamptz(3) null, "handed_over_at" timestamptz(3) null, "thanked_at" timestamptz(3) null, "thanked_by" uuid null, "thanked_by_hand" text null, "message_id" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "referral_practice_id_received_at_index" on "referral" ("practice_id", "received_at");`);
    this.addSql(`create index "referral_practice_id_updated_at_id_index" on "referral" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "referral_practice_id_referrer_client_id_index" on "referral" ("practice_id", "referrer_client_id");`);
    this.addSql(`create index "referral_practice_id_enquiry_id_index" on "referral" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "referral_practice_id_referrer_professional_id_index" on "referral" ("practice_id", "referrer_professional_id");`);
    this.addSql(`create index "referral_practice_id_referrer_hash_recorded_at_index" on "referral" ("practice_id", "referrer_hash", "recorded_at");`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_number_unique" unique ("practice_id", "number");`);

    this.addSql(`create table "referral_event" ("practice_id" uuid not null, "id" uuid not null, "referral_id" uuid not null, "what" text not null, "at" timestamptz(3) not null, "by" uuid null, "why" text null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "referral_event_practice_id_referral_id_index" on "referral_event" ("practice_id", "referral_id");`);

    this.addSql(`create table "refer_out" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid null, "client_id" uuid null, "reason" text not null, "status" text not null, "to_professional_id" uuid null, "suggested_ids" uuid[] not null, "declined_ids" uuid[] not null, "person_consented" boolean not null, "wording_version" text null, "consented_at" timestamptz(3) null, "handed_over_at" timestamptz(3) null, "checked_at" timestamptz(3) null, "outcome" text null, "outcome_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "created_by" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "refer_out_practice_id_updated_at_id_index" on "refer_out" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "refer_out_practice_id_enquiry_id_index" on "refer_out" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "refer_out_practice_id_client_id_index" on "refer_out" ("practice_id", "client_id");`);

    this.addSql(`create table "message" ("practice_id" uuid not null, "id" uuid not null, "key" text not null, "purpose" text not null, "template" text not null, "template_version" text null, "referral_id" uuid null, "client_id" uuid null, "enquiry_id" uuid null, "refer_out_id" uuid null, "professional_id" uuid null, "staff_id" uuid null, "signer_id" uuid null, "carrier" text null, "latest_at" timestamptz(3) null, "prompt_code" text null, "own_words" bytea null, "added_line" bytea null, "to" bytea null, "to_hash" text null, "subject" bytea null, "text" bytea null, "html" bytea null, "words_hash" text null, "status" text not null, "delivery" text null, "why" text null, "due_at" timestamptz(3) not null, "asked_by" uuid null, "send_id" uuid not null, "postmark_message_id" uuid null, "attempts" int not null, "next_try_at" timestamptz(3) null, "claimed_until" timestamptz(3) null, "unknown_since" timestamptz(3) null, "checks" int not null, "resent" boolean not null, "sent_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "message_practice_id_referral_id_index" on "message" ("practice_id", "referral_id");`);
    this.addSql(`create index "message_practice_id_client_id_index" on "message" ("practice_id", "client_id");`);
    this.addSql(`create index "message_practice_id_enquiry_id_index" on "message" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "message_practice_id_refer_out_id_index" on "message" ("practice_id", "refer_out_id");`);
    this.addSql(`create index "message_practice_id_status_index" on "message" ("practice_id", "status");`);
    this.addSql(`create index "message_practice_id_updated_at_id_index" on "message" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "message" add constraint "message_practice_id_key_unique" unique ("practice_id", "key");`);

    this.addSql(`create table "milestone" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "kind" text not null, "occurred_on" date not null, "practitioner_tick" boolean not null, "recorded_via" text not null, "recorded_by" uuid null, "status" text not null, "code" text null, "held_at" timestamptz(3) null, "carrier" text null, "carried_by_id" uuid null, "carried_at" timestamptz(3) null, "prompt_template" text null, "prompt_version" text null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "milestone_practice_id_client_id_status_index" on "milestone" ("practice_id", "client_id", "status");`);
    this.addSql(`create index "milestone_practice_id_updated_at_id_index" on "milestone" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "milestone" add constraint "milestone_practice_id_carried_by_id_unique" unique ("practice_id", "carried_by_id");`);

    this.addSql(`create table "feedback_consent" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid not null, "recipient_id" uuid not null, "scope" text[] not null, "wording_version" text not null, "given_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "feedback_consent_practice_id_enquiry_id_index" on "feedback_consent" ("practice_id", "enquiry_id");`);

    this.addSql(`create table "enquiry_event" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid not null, "what" text not null, "at" timestamptz(3) not null, "by" uuid null, "why" text null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "enquiry_event_practice_id_enquiry_id_index" on "enquiry_event" ("practice_id", "enquiry_id");`);

    this.addSql(`create table "discharge" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "ending" text not null, "on" date not null, "practitioner_tick" boolean not null, "by" uuid null, "superseded_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "discharge_practice_id_client_id_on_index" on "discharge" ("practice_id", "client_id", "on");`);

    this.addSql(`create table "client_session" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "at" timestamptz(3) not null, "status" text not null, "external_ref" text null, "imported" boolean not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "client_session_practice_id_client_id_at_index" on "client_session" ("practice_id", "client_id", "at");`);
    this.addSql(`create index "client_session_practice_id_updated_at_id_index" on "client_session" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "client_session" add constraint "client_session_practice_id_client_id_external_ref_unique" unique ("practice_id", "client_id", "external_ref");`);

    this.addSql(`create table "client_hold" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "code" text not null, "until" date null, "set_by" uuid not null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "client_hold_practice_id_client_id_index" on "client_hold" ("practice_id", "client_id");`);

    this.addSql(`create table "absence" ("practice_id" uuid not null, "id" uuid not null, "staff_id" uuid not null, "from" date not null, "to" date not null, "cover_staff_id" uuid null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);

    this.addSql(`create table "suppression" ("practice_id" uuid not null, "id" uuid not null, "email_hash" text not null, "reason" text not null, "at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "suppression" add constraint "suppression_practice_id_email_hash_unique" unique ("practice_id", "email_hash");`);

    this.addSql(`create table "task" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "status" text not null, "referral_id" uuid null, "client_id" uuid null, "enquiry_id" uuid null, "refer_out_id" uuid null, "message_id" uuid null, "subject_id" uuid null, "assignee_id" uuid null, "why" text null, "due_at" timestamptz(3) not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "done_at" timestamptz(3) null, "done_by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "task_practice_id_status_due_at_index" on "task" ("practice_id", "status", "due_at");`);
    this.addSql(`create index "task_practice_id_referral_id_index" on "task" ("practice_id", "referral_id");`);
    this.addSql(`create index "task_practice_id_enquiry_id_index" on "task" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "task_practice_id_refer_out_id_index" on "task" ("practice_id", "refer_out_id");`);
    this.addSql(`create index "task_practice_id_subject_id_index" on "task" ("practice_id", "subject_id");`);

    this.addSql(`create table "template_version" ("practice_id" uuid not null, "id" uuid not null, "template" text not null, "version" int not null, "source" text not null, "created_by" uuid null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "template_version" add constraint "template_version_practice_id_template_version_unique" unique ("practice_id", "template", "version");`);

    this.addSql(`create table "thank_permission" ("practice_id" uuid not null, "id" uuid not null, "referral_id" uuid not null, "may_thank" boolean not null, "may_name" boolean not null, "wording_version" text null, "spoken" boolean not null, "at" timestamptz(3) not null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "thank_permission_practice_id_referral_id_index" on "thank_permission" ("practice_id", "referral_id");`);

    this.addSql(`create table "webhook" ("practice_id" uuid not null, "id" uuid not null, "url" bytea not null, "events" text[] not null, "secret" bytea not null, "active" boolean not null, "created_at" timestamptz(3) not null, "created_by" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);

    this.addSql(`create table "webhook_delivery" ("practice_id" uuid not null, "id" uuid not null, "webhook_id" uuid not null, "event_id" uuid not null, "event" text not null, "payload" jsonb not null, "status" text not null, "attempts" int not null, "next_try_at" timestamptz(3) not null, "answer" text null, "delivered_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "webhook_delivery_status_next_try_at_index" on "webhook_delivery" ("status", "next_try_at");`);
    this.addSql(`create index "webhook_delivery_practice_id_webhook_id_updated_at_id_index" on "webhook_delivery" ("practice_id", "webhook_id", "updated_at", "id");`);

    this.addSql(`create table "webhook_event" ("id" uuid not null, "dedupe_key" text not null, "record_type" text not null, "payload" bytea null, "received_at" timestamptz(3) not null, "next_try_at" timestamptz(3) not null, "attempts" int not null, "applied_at" timestamptz(3) null, "outcome" text null, primary key ("id"));`);
    this.addSql(`alter table "webhook_event" add constraint "webhook_event_dedupe_key_unique" unique ("dedupe_key");`);
    this.addSql(`create index "webhook_event_applied_at_next_try_at_index" on "webhook_event" ("applied_at", "next_try_at");`);

    this.addSql(`create table "workflow_signal" ("id" uuid not null, "practice_id" uuid not null, "workflow" text not null, "subject_id" uuid not null, "status" text not null, "due_at" timestamptz(3) not null, "attempts" int not null, "created_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "workflow_signal_status_due_at_index" on "workflow_signal" ("status", "due_at");`);

    this.addSql(`alter table "audit_entry" add constraint "audit_entry_actor_check" check ("actor" in ('staff', 'workflow', 'postmark', 'visitor', 'operator'));`);
    this.addSql(`create or replace function "audit_entry_append_only_fn"() returns trigger as \$\$ begin if tg_op = 'DELETE' and old.at < now() - interval '6 years' then return old; end if; raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "append_only" BEFORE UPDATE OR DELETE on "audit_entry" for each ROW execute function "audit_entry_append_only_fn"();`);
    this.addSql(`alter table "audit_entry" enable row level security;`);
    this.addSql(`create policy "audit_entry_practice_policy" on "audit_entry" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure'));`);

    this.addSql(`alter table "counter" enable row level security;`);
    this.addSql(`create policy "counter_practice_policy" on "counter" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "data_feed" add constraint "data_feed_feed_check" check ("feed" in ('sessions'));`);
    this.addSql(`alter table "data_feed" enable row level security;`);
    this.addSql(`create policy "data_feed_practice_policy" on "data_feed" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "disclosure" add constraint "disclosure_via_check" check ("via" in ('phone', 'letter', 'in_person', 'email', 'page'));`);
    this.addSql(`create or replace function "disclosure_append_only_fn"() returns trigger as \$\$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "append_only" BEFORE UPDATE OR DELETE on "disclosure" for each ROW execute function "disclosure_append_only_fn"();`);
    this.addSql(`alter table "disclosure" enable row level security;`);
    this.addSql(`create policy "disclosure_practice_policy" on "disclosure" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "erasure" add constraint "erasure_subject_check" check ("subject" in ('client', 'referral', 'referrer', 'professional', 'enquiry'));`);
    this.addSql(`alter table "erasure" add constraint "erasure_status_check" check ("status" in ('asked', 'erased', 'done'));`);
    this.addSql(`alter table "erasure" enable row level security;`);
    this.addSql(`create policy "erasure_practice_policy" on "erasure" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "idempotency_key" enable row level security;`);
    this.addSql(`create policy "idempotency_key_practice_policy" on "idempotency_key" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "inbound_mail" add constraint "inbound_mail_kind_check" check ("kind" in ('introduction', 'statement', 'letter', 'opt_out', 'reply', 'automatic', 'other'));`);
    this.addSql(`alter table "inbound_mail" add constraint "inbound_mail_status_check" check ("status" in ('applied', 'needs_check', 'ignored', 'settled'));`);
    this.addSql(`alter table "inbound_mail" enable row level security;`);
    this.addSql(`create policy "inbound_mail_practice_policy" on "inbound_mail" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "installation_suppression" add constraint "installation_suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive', 'erased'));`);

    this.addSql(`alter table "policy_version" enable row level security;`);
    this.addSql(`create policy "policy_version_practice_policy" on "policy_version" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "practice" add constraint "practice_profile_check" check ("profile" in ('UK_DEFAULT', 'US_STRICT'));`);
    this.addSql(`alter table "practice" add constraint "practice_sending_check" check ("sending" in ('rehearsal', 'live', 'paused'));`);

    this.addSql(`alter table "privacy_case" add constraint "privacy_case_kind_check" check ("kind" in ('complaint', 'incident'));`);
    this.addSql(`alter table "privacy_case" enable row level security;`);
    this.addSql(`create policy "privacy_case_practice_policy" on "privacy_case" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "professional" enable row level security;`);
    this.addSql(`create policy "professional_practice_policy" on "professional" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "public_token" add constraint "public_token_purpose_check" check ("purpose" in ('keep_posted', 'referrer', 'unsubscribe', 'consent', 'survey', 'intake', 'friday', 'handover', 'reply'));`);

    this.addSql(`alter table "service_line" enable row level security;`);
    this.addSql(`create policy "service_line_practice_policy" on "service_line" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "source_log_line" add constraint "source_log_line_kind_check" check ("kind" in ('referral', 'told', 'enquiry', 'client', 'past', 'correction'));`);
    this.addSql(`create or replace function "source_log_line_append_only_fn"() returns trigger as \$\$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "append_only" BEFORE UPDATE OR DELETE on "source_log_line" for each ROW execute function "source_log_line_append_only_fn"();`);
    this.addSql(`alter table "source_log_line" enable row level security;`);
    this.addSql(`create policy "source_log_line_practice_policy" on "source_log_line" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "staff" add constraint "staff_roles_check" check ("roles" <@ array['owner'::text, 'deputy'::text, 'desk'::text, 'practitioner'::text, 'reviewer'::text, 'privacy'::text, 'operator'::text, 'agency'::text]);`);
    this.addSql(`alter table "staff" enable row level security;`);
    this.addSql(`create policy "staff_practice_policy" on "staff" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "friday_list" add constraint "friday_list_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "friday_list" enable row level security;`);
    this.addSql(`create policy "friday_list_practice_policy" on "friday_list" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "client" add constraint "client_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "client" add constraint "client_ending_check" check ("ending" in ('planned_met', 'planned_partly', 'stepped_down', 'drop_out', 'referred_on', 'ended_by_practice', 'moved', 'deceased'));`);
    this.addSql(`alter table "client" add constraint "client_source_kind_check" check ("source_kind" in ('client', 'professional', 'search', 'social', 'podcast', 'directory', 'event', 'advert', 'website', 'returning', 'other', 'not_said'));`);
    this.addSql(`alter table "client" enable row level security;`);
    this.addSql(`create policy "client_practice_policy" on "client" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "source" add constraint "source_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "source" add constraint "source_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "source" add constraint "source_kind_check" check ("kind" in ('client', 'professional', 'search', 'social', 'podcast', 'directory', 'event', 'advert', 'website', 'returning', 'other'));`);
    this.addSql(`alter table "source" enable row level security;`);
    this.addSql(`create policy "source_practice_policy" on "source" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "satisfaction" add constraint "satisfaction_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "satisfaction" add constraint "satisfaction_instrument_check" check ("instrument" in ('csat', 'fft', 'nps', 'srs', 'ors', 'core10'));`);
    this.addSql(`alter table "satisfaction" enable row level security;`);
    this.addSql(`create policy "satisfaction_practice_policy" on "satisfaction" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "prompt_consent" add constraint "prompt_consent_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "prompt_consent" add constraint "prompt_consent_status_check" check ("status" in ('given', 'declined', 'withdrawn'));`);
    this.addSql(`create or replace function "prompt_consent_append_only_fn"() returns trigger as \$\$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "append_only" BEFORE UPDATE OR DELETE on "prompt_consent" for each ROW execute function "prompt_consent_append_only_fn"();`);
    this.addSql(`alter table "prompt_consent" enable row level security;`);
    this.addSql(`create policy "prompt_consent_practice_policy" on "prompt_consent" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "gate_override" add constraint "gate_override_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "gate_override" add constraint "gate_override_code_check" check ("code" in ('no_consent', 'objected', 'minor', 'held', 'complaint', 'deceased', 'mid_process', 'too_early', 'missed_session', 'unpaid', 'low_satisfaction', 'drop_out', 'referred_on', 'third_party_payer', 'shared_work', 'fee_review', 'too_often', 'do_not_email', 'suppressed', 'not_live', 'not_a_moment', 'no_carrier', 'stale_data', 'expired'));`);
    this.addSql(`alter table "gate_override" enable row level security;`);
    this.addSql(`create policy "gate_override_practice_policy" on "gate_override" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "enquiry" add constraint "enquiry_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_on_behalf_check" check ("on_behalf" in ('child', 'partner', 'other'));`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_via_check" check ("via" in ('form', 'email', 'phone', 'in_person', 'letter'));`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_source_kind_check" check ("source_kind" in ('client', 'professional', 'search', 'social', 'podcast', 'directory', 'event', 'advert', 'website', 'returning', 'other', 'not_said'));`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_stage_check" check ("stage" in ('received', 'contacted', 'booked', 'attended', 'kept', 'closed'));`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_fit_check" check ("fit" in ('ideal', 'workable', 'not_fit'));`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_closed_reason_check" check ("closed_reason" in ('not_ready', 'no_reply', 'not_a_fit', 'declined', 'waitlisted'));`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_leak_check" check ("leak" in ('hard_to_contact', 'not_resonating', 'not_top_of_mind', 'not_ready'));`);
    this.addSql(`alter table "enquiry" enable row level security;`);
    this.addSql(`create policy "enquiry_practice_policy" on "enquiry" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "source_answer" add constraint "source_answer_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "source_answer" add constraint "source_answer_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "source_answer" enable row level security;`);
    this.addSql(`create policy "source_answer_practice_policy" on "source_answer" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "referral" add constraint "referral_practice_id_referrer_client_id_foreign" foreign key ("practice_id", "referrer_client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_referrer_professional_id_foreign" foreign key ("practice_id", "referrer_professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "referral" add constraint "referral_kind_check" check ("kind" in ('referral', 'told'));`);
    this.addSql(`alter table "referral" add constraint "referral_learned_from_check" check ("learned_from" in ('referrer', 'professional_letter', 'link', 'enquirer'));`);
    this.addSql(`alter table "referral" add constraint "referral_via_check" check ("via" in ('form', 'email', 'phone', 'in_person', 'letter'));`);
    this.addSql(`alter table "referral" add constraint "referral_status_check" check ("status" in ('due', 'sent', 'done_by_hand', 'not_permitted', 'needs_person', 'let_go', 'would_send'));`);
    this.addSql(`alter table "referral" add constraint "referral_needs_person_check" check ("needs_person" in ('unmatched', 'too_old', 'too_late', 'no_email', 'suppressed', 'refused', 'bounced', 'complained', 'unknown_outcome', 'cannot_write', 'referrer_deceased', 'referrer_held', 'referrer_complaint', 'referrer_ended'));`);
    this.addSql(`alter table "referral" add constraint "referral_thanked_by_hand_check" check ("thanked_by_hand" in ('phone', 'card', 'in_person'));`);
    this.addSql(`alter table "referral" enable row level security;`);
    this.addSql(`create policy "referral_practice_policy" on "referral" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "referral_event" add constraint "referral_event_practice_id_referral_id_foreign" foreign key ("practice_id", "referral_id") references "referral" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "referral_event" add constraint "referral_event_what_check" check ("what" in ('received', 'matched', 'permitted', 'not_permitted', 'drafted', 'handed_over', 'reminded', 'escalated', 'line_added', 'sent', 'would_send', 'delivered', 'bounced', 'unknown', 'refused', 'thanked_by_hand', 'let_go'));`);
    this.addSql(`alter table "referral_event" enable row level security;`);
    this.addSql(`create policy "referral_event_practice_policy" on "referral_event" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "refer_out" add constraint "refer_out_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_practice_id_to_professional_id_foreign" foreign key ("practice_id", "to_professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_reason_check" check ("reason" in ('overflow', 'not_a_fit', 'needs_more_responsiveness', 'not_progressing_here', 'moved'));`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_status_check" check ("status" in ('choosing', 'offered', 'handed_over', 'closed'));`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_outcome_check" check ("outcome" in ('accepted', 'declined', 'started', 'unknown'));`);
    this.addSql(`alter table "refer_out" enable row level security;`);
    this.addSql(`create policy "refer_out_practice_policy" on "refer_out" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "message" add constraint "message_practice_id_referral_id_foreign" foreign key ("practice_id", "referral_id") references "referral" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_refer_out_id_foreign" foreign key ("practice_id", "refer_out_id") references "refer_out" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_purpose_check" check ("purpose" in ('thanks', 'staff_note', 'carrier', 'friday_list', 'test', 'refer_out'));`);
    this.addSql(`alter table "message" add constraint "message_carrier_check" check ("carrier" in ('follow_up', 'ending_note', 'review_note', 'intake_form'));`);
    this.addSql(`alter table "message" add constraint "message_prompt_code_check" check ("prompt_code" in ('no_consent', 'objected', 'minor', 'held', 'complaint', 'deceased', 'mid_process', 'too_early', 'missed_session', 'unpaid', 'low_satisfaction', 'drop_out', 'referred_on', 'third_party_payer', 'shared_work', 'fee_review', 'too_often', 'do_not_email', 'suppressed', 'not_live', 'not_a_moment', 'no_carrier', 'stale_data', 'expired'));`);
    this.addSql(`alter table "message" add constraint "message_status_check" check ("status" in ('would_send', 'queued', 'sending', 'sent', 'refused', 'unknown', 'held', 'stopped', 'cancelled'));`);
    this.addSql(`alter table "message" add constraint "message_delivery_check" check ("delivery" in ('sent', 'delivered', 'bounced', 'unknown'));`);
    this.addSql(`alter table "message" enable row level security;`);
    this.addSql(`create policy "message_practice_policy" on "message" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "milestone" add constraint "milestone_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "milestone" add constraint "milestone_practice_id_carried_by_id_foreign" foreign key ("practice_id", "carried_by_id") references "message" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "milestone" add constraint "milestone_kind_check" check ("kind" in ('goal_reached', 'significant_session', 'discharge', 'transition'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_recorded_via_check" check ("recorded_via" in ('staff', 'discharge', 'friday_list'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_status_check" check ("status" in ('waiting', 'carried', 'would_send', 'let_go'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_code_check" check ("code" in ('no_consent', 'objected', 'minor', 'held', 'complaint', 'deceased', 'mid_process', 'too_early', 'missed_session', 'unpaid', 'low_satisfaction', 'drop_out', 'referred_on', 'third_party_payer', 'shared_work', 'fee_review', 'too_often', 'do_not_email', 'suppressed', 'not_live', 'not_a_moment', 'no_carrier', 'stale_data', 'expired'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_carrier_check" check ("carrier" in ('follow_up', 'ending_note', 'review_note', 'intake_form'));`);
    this.addSql(`alter table "milestone" enable row level security;`);
    this.addSql(`create policy "milestone_practice_policy" on "milestone" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "feedback_consent" add constraint "feedback_consent_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "feedback_consent" add constraint "feedback_consent_practice_id_recipient_id_foreign" foreign key ("practice_id", "recipient_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "feedback_consent" enable row level security;`);
    this.addSql(`create policy "feedback_consent_practice_policy" on "feedback_consent" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "enquiry_event" add constraint "enquiry_event_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "enquiry_event" add constraint "enquiry_event_what_check" check ("what" in ('received', 'linked', 'conflict_asked', 'conflict_cleared', 'asked_to_contact', 'attempted', 'contacted', 'booked', 'attended', 'kept', 'stalled', 'source_told', 'feedback_allowed', 'feedback_withdrawn', 'told_professional', 'referred_out', 'closed', 'reopened', 'erased'));`);
    this.addSql(`alter table "enquiry_event" enable row level security;`);
    this.addSql(`create policy "enquiry_event_practice_policy" on "enquiry_event" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "discharge" add constraint "discharge_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "discharge" add constraint "discharge_ending_check" check ("ending" in ('planned_met', 'planned_partly', 'stepped_down', 'drop_out', 'referred_on', 'ended_by_practice', 'moved', 'deceased'));`);
    this.addSql(`alter table "discharge" enable row level security;`);
    this.addSql(`create policy "discharge_practice_policy" on "discharge" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "client_session" add constraint "client_session_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "client_session" add constraint "client_session_status_check" check ("status" in ('booked', 'attended', 'dna', 'late_cancel', 'cancelled'));`);
    this.addSql(`alter table "client_session" enable row level security;`);
    this.addSql(`create policy "client_session_practice_policy" on "client_session" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "client_hold" add constraint "client_hold_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "client_hold" add constraint "client_hold_code_check" check ("code" in ('held', 'minor', 'complaint', 'unpaid', 'third_party_payer', 'shared_work', 'fee_review', 'do_not_email'));`);
    this.addSql(`alter table "client_hold" enable row level security;`);
    this.addSql(`create policy "client_hold_practice_policy" on "client_hold" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "absence" add constraint "absence_practice_id_staff_id_foreign" foreign key ("practice_id", "staff_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "absence" add constraint "absence_practice_id_cover_staff_id_foreign" foreign key ("practice_id", "cover_staff_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "absence" enable row level security;`);
    this.addSql(`create policy "absence_practice_policy" on "absence" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "suppression" add constraint "suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive', 'erased'));`);
    this.addSql(`alter table "suppression" enable row level security;`);
    this.addSql(`create policy "suppression_practice_policy" on "suppression" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "task" add constraint "task_practice_id_referral_id_foreign" foreign key ("practice_id", "referral_id") references "referral" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_refer_out_id_foreign" foreign key ("practice_id", "refer_out_id") references "refer_out" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_assignee_id_foreign" foreign key ("practice_id", "assignee_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'erase_by_hand', 'mend_webhook'));`);
    this.addSql(`alter table "task" add constraint "task_status_check" check ("status" in ('open', 'done', 'cancelled'));`);
    this.addSql(`alter table "task" enable row level security;`);
    this.addSql(`create policy "task_practice_policy" on "task" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "template_version" enable row level security;`);
    this.addSql(`create policy "template_version_practice_policy" on "template_version" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "thank_permission" add constraint "thank_permission_practice_id_referral_id_foreign" foreign key ("practice_id", "referral_id") references "referral" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "thank_permission" enable row level security;`);
    this.addSql(`create policy "thank_permission_practice_policy" on "thank_permission" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "webhook" enable row level security;`);
    this.addSql(`create policy "webhook_practice_policy" on "webhook" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "webhook_delivery" add constraint "webhook_delivery_practice_id_webhook_id_foreign" foreign key ("practice_id", "webhook_id") references "webhook" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "webhook_delivery" add constraint "webhook_delivery_status_check" check ("status" in ('pending', 'delivered', 'failed'));`);

    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_workflow_check" check ("workflow" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure'));`);
    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_status_check" check ("status" in ('pending', 'sent', 'dead_letter'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "source" drop constraint "source_practice_id_professional_id_foreign";`);
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_referrer_professional_id_foreign";`);
    this.addSql(`alter table "refer_out" drop constraint "refer_out_practice_id_to_professional_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_professional_id_foreign";`);
    this.addSql(`alter table "feedback_consent" drop constraint "feedback_consent_practice_id_recipient_id_foreign";`);
    this.addSql(`alter table "friday_list" drop constraint "friday_list_practice_id_practitioner_id_foreign";`);
    this.addSql(`alter table "client" drop constraint "client_practice_id_practitioner_id_foreign";`);
    this.addSql(`alter table "enquiry" drop constraint "enquiry_practice_id_practitioner_id_foreign";`);
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_practitioner_id_foreign";`);
    this.addSql(`alter table "absence" drop constraint "absence_practice_id_staff_id_foreign";`);
    this.addSql(`alter table "absence" drop constraint "absence_practice_id_cover_staff_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_assignee_id_foreign";`);
    this.addSql(`alter table "source" drop constraint "source_practice_id_client_id_foreign";`);
    this.addSql(`alter table "satisfaction" drop constraint "satisfaction_practice_id_client_id_foreign";`);
    this.addSql(`alter table "prompt_consent" drop constraint "prompt_consent_practice_id_client_id_foreign";`);
    this.addSql(`alter table "gate_override" drop constraint "gate_override_practice_id_client_id_foreign";`);
    this.addSql(`alter table "enquiry" drop constraint "enquiry_practice_id_client_id_foreign";`);
    this.addSql(`alter table "source_answer" drop constraint "source_answer_practice_id_client_id_foreign";`);
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_referrer_client_id_foreign";`);
    this.addSql(`alter table "refer_out" drop constraint "refer_out_practice_id_client_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_client_id_foreign";`);
    this.addSql(`alter table "milestone" drop constraint "milestone_practice_id_client_id_foreign";`);
    this.addSql(`alter table "discharge" drop constraint "discharge_practice_id_client_id_foreign";`);
    this.addSql(`alter table "client_session" drop constraint "client_session_practice_id_client_id_foreign";`);
    this.addSql(`alter table "client_hold" drop constraint "client_hold_practice_id_client_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_client_id_foreign";`);
    this.addSql(`alter table "source_answer" drop constraint "source_answer_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "refer_out" drop constraint "refer_out_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "feedback_consent" drop constraint "feedback_consent_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "enquiry_event" drop constraint "enquiry_event_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "referral_event" drop constraint "referral_event_practice_id_referral_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_referral_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_referral_id_foreign";`);
    this.addSql(`alter table "thank_permission" drop constraint "thank_permission_practice_id_referral_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_refer_out_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_refer_out_id_foreign";`);
    this.addSql(`alter table "milestone" drop constraint "milestone_practice_id_carried_by_id_foreign";`);
    this.addSql(`alter table "webhook_delivery" drop constraint "webhook_delivery_practice_id_webhook_id_foreign";`);

    this.addSql(`drop table if exists "api_key" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "audit_entry";`);
    this.addSql(`drop function if exists "audit_entry_append_only_fn"();`);
    this.addSql(`drop table if exists "audit_entry" cascade;`);
    this.addSql(`drop table if exists "commitment" cascade;`);
    this.addSql(`drop table if exists "counter" cascade;`);
    this.addSql(`drop table if exists "data_feed" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "disclosure";`);
    this.addSql(`drop function if exists "disclosure_append_only_fn"();`);
    this.addSql(`drop table if exists "disclosure" cascade;`);
    this.addSql(`drop table if exists "erasure" cascade;`);
    this.addSql(`drop table if exists "idempotency_key" cascade;`);
    this.addSql(`drop table if exists "inbound_mail" cascade;`);
    this.addSql(`drop table if exists "installation" cascade;`);
    this.addSql(`drop table if exists "installation_suppression" cascade;`);
    this.addSql(`drop table if exists "policy_version" cascade;`);
    this.addSql(`drop table if exists "practice" cascade;`);
    this.addSql(`drop table if exists "privacy_case" cascade;`);
    this.addSql(`drop table if exists "professional" cascade;`);
    this.addSql(`drop table if exists "public_token" cascade;`);
    this.addSql(`drop table if exists "sent_as" cascade;`);
    this.addSql(`drop table if exists "service_line" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "source_log_line";`);
    this.addSql(`drop function if exists "source_log_line_append_only_fn"();`);
    this.addSql(`drop table if exists "source_log_line" cascade;`);
    this.addSql(`drop table if exists "staff" cascade;`);
    this.addSql(`drop table if exists "friday_list" cascade;`);
    this.addSql(`drop table if exists "client" cascade;`);
    this.addSql(`drop table if exists "source" cascade;`);
    this.addSql(`drop table if exists "satisfaction" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "prompt_consent";`);
    this.addSql(`drop function if exists "prompt_consent_append_only_fn"();`);
    this.addSql(`drop table if exists "prompt_consent" cascade;`);
    this.addSql(`drop table if exists "gate_override" cascade;`);
    this.addSql(`drop table if exists "enquiry" cascade;`);
    this.addSql(`drop table if exists "source_answer" cascade;`);
    this.addSql(`drop table if exists "referral" cascade;`);
    this.addSql(`drop table if exists "referral_event" cascade;`);
    this.addSql(`drop table if exists "refer_out" cascade;`);
    this.addSql(`drop table if exists "message" cascade;`);
    this.addSql(`drop table if exists "milestone" cascade;`);
    this.addSql(`drop table if exists "feedback_consent" cascade;`);
    this.addSql(`drop table if exists "enquiry_event" cascade;`);
    this.addSql(`drop table if exists "discharge" cascade;`);
    this.addSql(`drop table if exists "client_session" cascade;`);
    this.addSql(`drop table if exists "client_hold" cascade;`);
    this.addSql(`drop table if exists "absence" cascade;`);
    this.addSql(`drop table if exists "suppression" cascade;`);
    this.addSql(`drop table if exists "task" cascade;`);
    this.addSql(`drop table if exists "template_version" cascade;`);
    this.addSql(`drop table if exists "thank_permission" cascade;`);
    this.addSql(`drop table if exists "webhook" cascade;`);
    this.addSql(`drop table if exists "webhook_delivery" cascade;`);
    this.addSql(`drop table if exists "webhook_event" cascade;`);
    this.addSql(`drop table if exists "workflow_signal" cascade;`);
  }

}
