import { Migration } from '@mikro-orm/migrations';

export class Migration20261127000003_seen_through extends Migration {

  override name = 'Migration20261127000003_seen_through';

  override up(): void | Promise<void> {
    this.addSql(`create table "disclosure" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid null, "client_id" uuid null, "refer_out_id" uuid null, "recipient_id" uuid not null, "what" text not null, "via" text not null, "consent_id" uuid null, "at" timestamptz(3) not null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "disclosure_practice_id_enquiry_id_index" on "disclosure" ("practice_id", "enquiry_id");`);

    this.addSql(`create table "erasure" ("practice_id" uuid not null, "id" uuid not null, "subject" text not null, "subject_id" uuid not null, "status" text not null, "proof" jsonb not null, "carrier_asked_at" timestamptz(3) null, "by_hand" bytea null, "asked_at" timestamptz(3) not null, "asked_by" uuid null, "done_at" timestamptz(3) null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "erasure_practice_id_updated_at_id_index" on "erasure" ("practice_id", "updated_at", "id");`);

    this.addSql(`create table "inbound_mail" ("practice_id" uuid not null, "id" uuid not null, "message_id_hash" text not null, "content_hash" text not null, "kind" text not null, "status" text not null, "confidence" real not null, "reasons" text[] not null, "raw" bytea null, "keep_until" timestamptz(3) not null, "referral_id" uuid null, "enquiry_id" uuid null, "client_id" uuid null, "professional_id" uuid null, "received_at" timestamptz(3) not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "inbound_mail_practice_id_status_index" on "inbound_mail" ("practice_id", "status");`);
    this.addSql(`create index "inbound_mail_practice_id_content_hash_index" on "inbound_mail" ("practice_id", "content_hash");`);
    this.addSql(`create index "inbound_mail_keep_until_index" on "inbound_mail" ("keep_until");`);
    this.addSql(`alter table "inbound_mail" add constraint "inbound_mail_practice_id_message_id_hash_unique" unique ("practice_id", "message_id_hash");`);

    this.addSql(`create table "privacy_case" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "subject" bytea not null, "started_at" timestamptz(3) not null, "due_at" timestamptz(3) not null, "warned_at" timestamptz(3) null, "closed_at" timestamptz(3) null, "closed_by" uuid null, "created_at" timestamptz(3) not null, "created_by" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "privacy_case_practice_id_kind_updated_at_id_index" on "privacy_case" ("practice_id", "kind", "updated_at", "id");`);

    this.addSql(`create table "source" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "name" bytea not null, "name_hash" text not null, "client_id" uuid null, "professional_id" uuid null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "source_practice_id_updated_at_id_index" on "source" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "source" add constraint "source_practice_id_kind_name_hash_unique" unique ("practice_id", "kind", "name_hash");`);

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

    this.addSql(`create table "refer_out" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid null, "client_id" uuid null, "reason" text not null, "status" text not null, "to_professional_id" uuid null, "suggested_ids" uuid[] not null, "declined_ids" uuid[] not null, "person_consented" boolean not null, "wording_version" text null, "consented_at" timestamptz(3) null, "handed_over_at" timestamptz(3) null, "checked_at" timestamptz(3) null, "outcome" text null, "outcome_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "created_by" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "refer_out_practice_id_updated_at_id_index" on "refer_out" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "refer_out_practice_id_enquiry_id_index" on "refer_out" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "refer_out_practice_id_client_id_index" on "refer_out" ("practice_id", "client_id");`);

    this.addSql(`create table "feedback_consent" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid not null, "recipient_id" uuid not null, "scope" text[] not null, "wording_version" text not null, "given_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "feedback_consent_practice_id_enquiry_id_index" on "feedback_consent" ("practice_id", "enquiry_id");`);

    this.addSql(`create table "enquiry_event" ("practice_id" uuid not null, "id" uuid not null, "enquiry_id" uuid not null, "what" text not null, "at" timestamptz(3) not null, "by" uuid null, "why" text null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "enquiry_event_practice_id_enquiry_id_index" on "enquiry_event" ("practice_id", "enquiry_id");`);

    this.addSql(`create table "webhook" ("practice_id" uuid not null, "id" uuid not null, "url" bytea not null, "events" text[] not null, "secret" bytea not null, "active" boolean not null, "created_at" timestamptz(3) not null, "created_by" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);

    this.addSql(`create table "webhook_delivery" ("practice_id" uuid not null, "id" uuid not null, "webhook_id" uuid not null, "event_id" uuid not null, "event" text not null, "payload" jsonb not null, "status" text not null, "attempts" int not null, "next_try_at" timestamptz(3) not null, "answer" text null, "delivered_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "webhook_delivery_status_next_try_at_index" on "webhook_delivery" ("status", "next_try_at");`);
    this.addSql(`create index "webhook_delivery_practice_id_webhook_id_updated_at_id_index" on "webhook_delivery" ("practice_id", "webhook_id", "updated_at", "id");`);

    this.addSql(`alter table "installation_suppression" drop constraint "installation_suppression_reason_check";`);
    this.addSql(`alter table "installation_suppression" add constraint "installation_suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive', 'erased'));`);

    this.addSql(`alter table "professional" add "opted_out_at" timestamptz(3) null, add "erased_at" timestamptz(3) null;`);

    this.addSql(`alter table "commitment" drop constraint "commitment_kind_check";`);
    this.addSql(`alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure'));`);

    this.addSql(`alter table "public_token" drop constraint "public_token_purpose_check";`);
    this.addSql(`alter table "public_token" add constraint "public_token_purpose_check" check ("purpose" in ('keep_posted', 'referrer', 'unsubscribe', 'consent', 'survey', 'intake', 'friday', 'handover', 'reply'));`);

    this.addSql(`alter table "source_log_line" drop constraint "source_log_line_kind_check";`);
    this.addSql(`alter table "source_log_line" add "enquiry_id" uuid null, add "client_id" uuid null, add "hops" jsonb null;`);
    this.addSql(`alter table "source_log_line" add constraint "source_log_line_kind_check" check ("kind" in ('referral', 'told', 'enquiry', 'client', 'past', 'correction'));`);

    this.addSql(`alter table "client" add "source_kind" text null, add "source_ref" uuid null, add "source_line" int null, add "generation" int null, add "imported" boolean not null default true, add "erased_at" timestamptz(3) null;`);
    this.addSql(`alter table "client" alter column "imported" drop default;`);
    this.addSql(`alter table "client" add constraint "client_source_kind_check" check ("source_kind" in ('client', 'professional', 'search', 'social', 'podcast', 'directory', 'event', 'advert', 'website', 'returning', 'other', 'not_said'));`);

    this.addSql(`alter table "referral" add "enquiry_id" uuid null, add "person_erased_at" timestamptz(3) null, add "referrer_erased_at" timestamptz(3) null, add "expiry_warned_at" timestamptz(3) null;`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`create index "referral_practice_id_enquiry_id_index" on "referral" ("practice_id", "enquiry_id");`);

    this.addSql(`alter table "message" drop constraint "message_purpose_check";`);
    this.addSql(`alter table "message" add "enquiry_id" uuid null, add "refer_out_id" uuid null, add "words_hash" text null;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_refer_out_id_foreign" foreign key ("practice_id", "refer_out_id") references "refer_out" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`create index "message_practice_id_enquiry_id_index" on "message" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "message_practice_id_refer_out_id_index" on "message" ("practice_id", "refer_out_id");`);
    this.addSql(`alter table "message" add constraint "message_purpose_check" check ("purpose" in ('thanks', 'staff_note', 'carrier', 'friday_list', 'test', 'refer_out'));`);

    this.addSql(`alter table "suppression" drop constraint "suppression_reason_check";`);
    this.addSql(`alter table "suppression" add constraint "suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive', 'erased'));`);

    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" add "enquiry_id" uuid null, add "refer_out_id" uuid null, add "subject_id" uuid null;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_refer_out_id_foreign" foreign key ("practice_id", "refer_out_id") references "refer_out" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`create index "task_practice_id_enquiry_id_index" on "task" ("practice_id", "enquiry_id");`);
    this.addSql(`create index "task_practice_id_refer_out_id_index" on "task" ("practice_id", "refer_out_id");`);
    this.addSql(`create index "task_practice_id_subject_id_index" on "task" ("practice_id", "subject_id");`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'erase_by_hand', 'mend_webhook'));`);

    this.addSql(`alter table "workflow_signal" drop constraint "workflow_signal_workflow_check";`);
    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_workflow_check" check ("workflow" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure'));`);

    this.addSql(`alter table "disclosure" add constraint "disclosure_via_check" check ("via" in ('phone', 'letter', 'in_person', 'email', 'page'));`);
    this.addSql(`create or replace function "disclosure_append_only_fn"() returns trigger as \$\$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "append_only" BEFORE UPDATE OR DELETE on "disclosure" for each ROW execute function "disclosure_append_only_fn"();`);
    this.addSql(`alter table "disclosure" enable row level security;`);
    this.addSql(`create policy "disclosure_practice_policy" on "disclosure" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "erasure" add constraint "erasure_subject_check" check ("subject" in ('client', 'referral', 'referrer', 'professional', 'enquiry'));`);
    this.addSql(`alter table "erasure" add constraint "erasure_status_check" check ("status" in ('asked', 'erased', 'done'));`);
    this.addSql(`alter table "erasure" enable row level security;`);
    this.addSql(`create policy "erasure_practice_policy" on "erasure" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "inbound_mail" add constraint "inbound_mail_kind_check" check ("kind" in ('introduction', 'statement', 'letter', 'opt_out', 'reply', 'automatic', 'other'));`);
    this.addSql(`alter table "inbound_mail" add constraint "inbound_mail_status_check" check ("status" in ('applied', 'needs_check', 'ignored', 'settled'));`);
    this.addSql(`alter table "inbound_mail" enable row level security;`);
    this.addSql(`create policy "inbound_mail_practice_policy" on "inbound_mail" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "privacy_case" add constraint "privacy_case_kind_check" check ("kind" in ('complaint', 'incident'));`);
    this.addSql(`alter table "privacy_case" enable row level security;`);
    this.addSql(`create policy "privacy_case_practice_policy" on "privacy_case" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "source" add constraint "source_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "source" add constraint "source_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "source" add constraint "source_kind_check" check ("kind" in ('client', 'professional', 'search', 'social', 'podcast', 'directory', 'event', 'advert', 'website', 'returning', 'other'));`);
    this.addSql(`alter table "source" enable row level security;`);
    this.addSql(`create policy "source_practice_policy" on "source" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

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

    this.addSql(`alter table "refer_out" add constraint "refer_out_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_practice_id_to_professional_id_foreign" foreign key ("practice_id", "to_professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_reason_check" check ("reason" in ('overflow', 'not_a_fit', 'needs_more_responsiveness', 'not_progressing_here', 'moved'));`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_status_check" check ("status" in ('choosing', 'offered', 'handed_over', 'closed'));`);
    this.addSql(`alter table "refer_out" add constraint "refer_out_outcome_check" check ("outcome" in ('accepted', 'declined', 'started', 'unknown'));`);
    this.addSql(`alter table "refer_out" enable row level security;`);
    this.addSql(`create policy "refer_out_practice_policy" on "refer_out" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "feedback_consent" add constraint "feedback_consent_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "feedback_consent" add constraint "feedback_consent_practice_id_recipient_id_foreign" foreign key ("practice_id", "recipient_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "feedback_consent" enable row level security;`);
    this.addSql(`create policy "feedback_consent_practice_policy" on "feedback_consent" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "enquiry_event" add constraint "enquiry_event_practice_id_enquiry_id_foreign" foreign key ("practice_id", "enquiry_id") references "enquiry" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "enquiry_event" add constraint "enquiry_event_what_check" check ("what" in ('received', 'linked', 'conflict_asked', 'conflict_cleared', 'asked_to_contact', 'attempted', 'contacted', 'booked', 'attended', 'kept', 'stalled', 'source_told', 'feedback_allowed', 'feedback_withdrawn', 'told_professional', 'referred_out', 'closed', 'reopened', 'erased'));`);
    this.addSql(`alter table "enquiry_event" enable row level security;`);
    this.addSql(`create policy "enquiry_event_practice_policy" on "enquiry_event" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "webhook" enable row level security;`);
    this.addSql(`create policy "webhook_practice_policy" on "webhook" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "webhook_delivery" add constraint "webhook_delivery_practice_id_webhook_id_foreign" foreign key ("practice_id", "webhook_id") references "webhook" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "webhook_delivery" add constraint "webhook_delivery_status_check" check ("status" in ('pending', 'delivered', 'failed'));`);

    this.addSql(`create or replace function "audit_entry_append_only_fn"() returns trigger as \$\$ begin if tg_op = 'DELETE' and old.at < now() - interval '6 years' then return old; end if; raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);

    this.addSql(`insert into "commitment" ("kind", "subject_id", "practice_id", "due_at", "signal_count") select 'housekeeping', "id", "id", now(), 0 from "practice" on conflict do nothing;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create or replace function "audit_entry_append_only_fn"() returns trigger as \$\$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`delete from "commitment" where "kind" not in ('referral', 'clientJourney', 'delivery', 'fridayList');`);
    this.addSql(`delete from "workflow_signal" where "workflow" not in ('referral', 'clientJourney', 'delivery', 'fridayList');`);

    this.addSql(`alter table "source_answer" drop constraint "source_answer_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "refer_out" drop constraint "refer_out_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "feedback_consent" drop constraint "feedback_consent_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "enquiry_event" drop constraint "enquiry_event_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_enquiry_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_refer_out_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_refer_out_id_foreign";`);
    this.addSql(`alter table "webhook_delivery" drop constraint "webhook_delivery_practice_id_webhook_id_foreign";`);

    this.addSql(`drop trigger if exists "append_only" on "disclosure";`);
    this.addSql(`drop function if exists "disclosure_append_only_fn"();`);
    this.addSql(`drop table if exists "disclosure" cascade;`);
    this.addSql(`drop table if exists "erasure" cascade;`);
    this.addSql(`drop table if exists "inbound_mail" cascade;`);
    this.addSql(`drop table if exists "privacy_case" cascade;`);
    this.addSql(`drop table if exists "source" cascade;`);
    this.addSql(`drop table if exists "enquiry" cascade;`);
    this.addSql(`drop table if exists "source_answer" cascade;`);
    this.addSql(`drop table if exists "refer_out" cascade;`);
    this.addSql(`drop table if exists "feedback_consent" cascade;`);
    this.addSql(`drop table if exists "enquiry_event" cascade;`);
    this.addSql(`drop table if exists "webhook" cascade;`);
    this.addSql(`drop table if exists "webhook_delivery" cascade;`);

    this.addSql(`alter table "client" drop constraint "client_source_kind_check";`);
    this.addSql(`alter table "client" drop column "source_kind", drop column "source_ref", drop column "source_line", drop column "generation", drop column "imported", drop column "erased_at";`);

    this.addSql(`alter table "installation_suppression" drop constraint "installation_suppression_reason_check";`);
    this.addSql(`alter table "installation_suppression" add constraint "installation_suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive'));`);

    this.addSql(`drop index "message_practice_id_enquiry_id_index";`);
    this.addSql(`drop index "message_practice_id_refer_out_id_index";`);
    this.addSql(`alter table "message" drop constraint "message_purpose_check";`);
    this.addSql(`alter table "message" drop column "enquiry_id", drop column "refer_out_id", drop column "words_hash";`);
    this.addSql(`alter table "message" add constraint "message_purpose_check" check ("purpose" in ('thanks', 'staff_note', 'carrier', 'friday_list', 'test'));`);

    this.addSql(`alter table "professional" drop column "opted_out_at", drop column "erased_at";`);

    this.addSql(`alter table "commitment" drop constraint "commitment_kind_check";`);
    this.addSql(`alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('referral', 'clientJourney', 'delivery', 'fridayList'));`);

    this.addSql(`alter table "public_token" drop constraint "public_token_purpose_check";`);
    this.addSql(`alter table "public_token" add constraint "public_token_purpose_check" check ("purpose" in ('keep_posted', 'referrer', 'unsubscribe', 'consent', 'survey', 'intake', 'friday'));`);

    this.addSql(`drop index "referral_practice_id_enquiry_id_index";`);
    this.addSql(`alter table "referral" drop column "enquiry_id", drop column "person_erased_at", drop column "referrer_erased_at", drop column "expiry_warned_at";`);

    this.addSql(`alter table "source_log_line" drop constraint "source_log_line_kind_check";`);
    this.addSql(`alter table "source_log_line" drop column "enquiry_id", drop column "client_id", drop column "hops";`);
    this.addSql(`alter table "source_log_line" add constraint "source_log_line_kind_check" check ("kind" in ('referral', 'told', 'correction'));`);

    this.addSql(`alter table "suppression" drop constraint "suppression_reason_check";`);
    this.addSql(`alter table "suppression" add constraint "suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive'));`);

    this.addSql(`drop index "task_practice_id_enquiry_id_index";`);
    this.addSql(`drop index "task_practice_id_refer_out_id_index";`);
    this.addSql(`drop index "task_practice_id_subject_id_index";`);
    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" drop column "enquiry_id", drop column "refer_out_id", drop column "subject_id";`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent'));`);

    this.addSql(`alter table "workflow_signal" drop constraint "workflow_signal_workflow_check";`);
    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_workflow_check" check ("workflow" in ('referral', 'clientJourney', 'delivery', 'fridayList'));`);
  }

}
