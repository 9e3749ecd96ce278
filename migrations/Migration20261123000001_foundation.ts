import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000001_foundation extends Migration {

  override name = 'Migration20261123000001_foundation';

  override up(): void | Promise<void> {
    this.addSql(`create table "api_key" ("id" uuid not null, "practice_id" uuid not null, "staff_id" uuid not null, "hash" text not null, "label" text not null, "created_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "api_key_practice_id_index" on "api_key" ("practice_id");`);
    this.addSql(`alter table "api_key" add constraint "api_key_hash_unique" unique ("hash");`);

    this.addSql(`create table "audit_entry" ("practice_id" uuid not null, "id" uuid not null, "at" timestamptz(3) not null, "actor" text not null, "staff_id" uuid null, "action" text not null, "entity" text not null, "entity_id" uuid null, "fields" text[] not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "audit_entry_practice_id_at_index" on "audit_entry" ("practice_id", "at");`);

    this.addSql(`create table "counter" ("practice_id" uuid not null, "name" text not null, "value" int not null, primary key ("practice_id", "name"));`);

    this.addSql(`create table "idempotency_key" ("practice_id" uuid not null, "key" text not null, "request_hash" text not null, "status" int not null, "answer" bytea null, "created_at" timestamptz(3) not null, primary key ("practice_id", "key"));`);
    this.addSql(`create index "idempotency_key_created_at_index" on "idempotency_key" ("created_at");`);

    this.addSql(`create table "installation" ("name" text not null, "check" bytea null, "hash" text null, primary key ("name"));`);

    this.addSql(`create table "installation_suppression" ("email_hash" text not null, "reason" text not null, "at" timestamptz(3) not null, primary key ("email_hash"));`);

    this.addSql(`create table "policy_version" ("practice_id" uuid not null, "id" uuid not null, "version" int not null, "policy" jsonb not null, "by" uuid null, "at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "policy_version" add constraint "policy_version_practice_id_version_unique" unique ("practice_id", "version");`);

    this.addSql(`create table "practice" ("id" uuid not null, "slug" text not null, "name" text not null, "legal_name" text null, "timezone" text not null, "locale" text not null, "currency" text not null, "neutral_sender_name" text not null, "from" text not null, "reply_to" text not null, "phone" text null, "postal_address" text null, "website" text null, "privacy_url" text null, "crisis_route" text null, "who_we_help" text null, "what_to_expect" text null, "video_url" text null, "profile" text not null, "sending" text not null, "went_live_at" timestamptz(3) null, "postmark_server_token" bytea null, "policy" jsonb not null, "policy_version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "practice" add constraint "practice_slug_unique" unique ("slug");`);

    this.addSql(`create table "professional" ("practice_id" uuid not null, "id" uuid not null, "title" bytea null, "first_name" bytea not null, "last_name" bytea not null, "kind" text not null, "organisation" bytea null, "email" bytea null, "email_hash" text null, "phone" bytea null, "focus" text[] not null, "trusted" boolean not null, "how_we_know_them" bytea null, "last_confirmed_on" date null, "places_known" int null, "takes_referrals" boolean null, "may_email" boolean null, "sole_trader" boolean null, "risk_flags" text[] not null, "expected_per_month" real null, "keep_posted_at" timestamptz(3) null, "search_tokens" text[] not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "professional_practice_id_email_hash_index" on "professional" ("practice_id", "email_hash");`);
    this.addSql(`create index "professional_practice_id_updated_at_id_index" on "professional" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "professional_search_tokens_index" on "professional" using gin ("search_tokens");`);

    this.addSql(`create table "commitment" ("kind" text not null, "subject_id" uuid not null, "practice_id" uuid not null, "due_at" timestamptz(3) not null, "kept_at" timestamptz(3) null, "signaled_at" timestamptz(3) null, "signal_count" int not null, primary key ("kind", "subject_id"));`);
    this.addSql(`create index "commitment_kept_at_due_at_index" on "commitment" ("kept_at", "due_at");`);
    this.addSql(`create index "commitment_practice_id_index" on "commitment" ("practice_id");`);

    this.addSql(`create table "public_token" ("hash" text not null, "practice_id" uuid not null, "purpose" text not null, "subject_id" uuid not null, "created_at" timestamptz(3) not null, primary key ("hash"));`);
    this.addSql(`create index "public_token_practice_id_subject_id_index" on "public_token" ("practice_id", "subject_id");`);

    this.addSql(`create table "sent_as" ("send_id" uuid not null, "practice_id" uuid not null, "message_id" uuid not null, primary key ("send_id"));`);

    this.addSql(`create table "source_log_line" ("practice_id" uuid not null, "id" uuid not null, "number" int not null, "kind" text not null, "corrects" int null, "referral_id" uuid null, "source_kind" text not null, "source_ref" uuid null, "channel" text not null, "received_at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "recorded_by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "source_log_line" add constraint "source_log_line_practice_id_number_unique" unique ("practice_id", "number");`);

    this.addSql(`create table "staff" ("practice_id" uuid not null, "id" uuid not null, "name" bytea not null, "email" bytea not null, "email_hash" text not null, "roles" text[] not null, "active" boolean not null, "who_we_help" text null, "what_to_expect" text null, "video_url" text null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);

    this.addSql(`create table "client" ("practice_id" uuid not null, "id" uuid not null, "first_name" bytea not null, "last_name" bytea null, "email" bytea null, "email_hash" text null, "phone" bytea null, "external_ref" text null, "birth_year" int null, "practitioner_id" uuid null, "service_line_id" uuid null, "stage" text null, "planned_end_on" date null, "planned_short" boolean null, "ending" text null, "ended_on" date null, "search_tokens" text[] not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "client_practice_id_email_hash_index" on "client" ("practice_id", "email_hash");`);
    this.addSql(`create index "client_practice_id_updated_at_id_index" on "client" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "client_search_tokens_index" on "client" using gin ("search_tokens");`);
    this.addSql(`alter table "client" add constraint "client_practice_id_external_ref_unique" unique ("practice_id", "external_ref");`);

    this.addSql(`create table "referral" ("practice_id" uuid not null, "id" uuid not null, "number" int not null, "learned_from" text not null, "via" text not null, "referrer_client_id" uuid null, "referrer_professional_id" uuid null, "referrer_first_name" bytea null, "referrer_email" bytea null, "referrer_hash" text not null, "person_first_name" bytea null, "person_email" bytea null, "person_phone" bytea null, "person_name_hash" text null, "person_email_hash" text null, "person_phone_hash" text null, "person_agreed" boolean not null, "may_thank" boolean null, "may_name" boolean null, "practitioner_id" uuid null, "service_line_id" uuid null, "received_at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "recorded_by" uuid null, "status" text not null, "needs_person" text null, "clock_started_at" timestamptz(3) not null, "due_at" timestamptz(3) null, "late_at_entry" boolean not null, "opened_at" timestamptz(3) null, "reminded_at" timestamptz(3) null, "escalated_at" timestamptz(3) null, "handed_over_at" timestamptz(3) null, "thanked_at" timestamptz(3) null, "thanked_by" uuid null, "thanked_by_hand" text null, "message_id" uuid null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "referral_practice_id_received_at_index" on "referral" ("practice_id", "received_at");`);
    this.addSql(`create index "referral_practice_id_updated_at_id_index" on "referral" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "referral_practice_id_referrer_client_id_index" on "referral" ("practice_id", "referrer_client_id");`);
    this.addSql(`create index "referral_practice_id_referrer_professional_id_index" on "referral" ("practice_id", "referrer_professional_id");`);
    this.addSql(`create index "referral_practice_id_referrer_hash_recorded_at_index" on "referral" ("practice_id", "referrer_hash", "recorded_at");`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_number_unique" unique ("practice_id", "number");`);

    this.addSql(`create table "referral_event" ("practice_id" uuid not null, "id" uuid not null, "referral_id" uuid not null, "what" text not null, "at" timestamptz(3) not null, "by" uuid null, "why" text null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "referral_event_practice_id_referral_id_index" on "referral_event" ("practice_id", "referral_id");`);

    this.addSql(`create table "message" ("practice_id" uuid not null, "id" uuid not null, "key" text not null, "template" text not null, "template_version" text null, "referral_id" uuid null, "client_id" uuid null, "professional_id" uuid null, "staff_id" uuid null, "signer_id" uuid null, "added_line" bytea null, "to" bytea null, "to_hash" text null, "subject" bytea null, "text" bytea null, "html" bytea null, "status" text not null, "delivery" text null, "why" text null, "due_at" timestamptz(3) not null, "asked_by" uuid null, "send_id" uuid not null, "postmark_message_id" uuid null, "attempts" int not null, "next_try_at" timestamptz(3) null, "claimed_until" timestamptz(3) null, "unknown_since" timestamptz(3) null, "checks" int not null, "resent" boolean not null, "sent_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "message_practice_id_referral_id_index" on "message" ("practice_id", "referral_id");`);
    this.addSql(`create index "message_practice_id_status_index" on "message" ("practice_id", "status");`);
    this.addSql(`create index "message_practice_id_updated_at_id_index" on "message" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "message" add constraint "message_practice_id_key_unique" unique ("practice_id", "key");`);

    this.addSql(`create table "client_hold" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "code" text not null, "until" date null, "set_by" uuid not null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "client_hold_practice_id_client_id_index" on "client_hold" ("practice_id", "client_id");`);

    this.addSql(`create table "absence" ("practice_id" uuid not null, "id" uuid not null, "staff_id" uuid not null, "from" date not null, "to" date not null, "cover_staff_id" uuid null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);

    this.addSql(`create table "suppression" ("practice_id" uuid not null, "id" uuid not null, "email_hash" text not null, "reason" text not null, "at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "suppression" add constraint "suppression_practice_id_email_hash_unique" unique ("practice_id", "email_hash");`);

    this.addSql(`create table "task" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "status" text not null, "referral_id" uuid null, "message_id" uuid null, "assignee_id" uuid null, "why" text null, "due_at" timestamptz(3) not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "done_at" timestamptz(3) null, "done_by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "task_practice_id_status_due_at_index" on "task" ("practice_id", "status", "due_at");`);
    this.addSql(`create index "task_practice_id_referral_id_index" on "task" ("practice_id", "referral_id");`);

    this.addSql(`create table "thank_permission" ("practice_id" uuid not null, "id" uuid not null, "referral_id" uuid not null, "may_thank" boolean not null, "may_name" boolean not null, "wording_version" text null, "spoken" boolean not null, "at" timestamptz(3) not null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "thank_permission_practice_id_referral_id_index" on "thank_permission" ("practice_id", "referral_id");`);

    this.addSql(`create table "webhook_event" ("id" uuid not null, "dedupe_key" text not null, "record_type" text not null, "payload" bytea null, "received_at" timestamptz(3) not null, "next_try_at" timestamptz(3) not null, "attempts" int not null, "applied_at" timestamptz(3) null, "outcome" text null, primary key ("id"));`);
    this.addSql(`alter table "webhook_event" add constraint "webhook_event_dedupe_key_unique" unique ("dedupe_key");`);
    this.addSql(`create index "webhook_event_applied_at_next_try_at_index" on "webhook_event" ("applied_at", "next_try_at");`);

    this.addSql(`create table "workflow_signal" ("id" uuid not null, "practice_id" uuid not null, "workflow" text not null, "subject_id" uuid not null, "status" text not null, "due_at" timestamptz(3) not null, "attempts" int not null, "created_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "workflow_signal_status_due_at_index" on "workflow_signal" ("status", "due_at");`);

    this.addSql(`alter table "audit_entry" add constraint "audit_entry_actor_check" check ("actor" in ('staff', 'workflow', 'postmark', 'visitor', 'operator'));`);
    this.addSql(`create or replace function "audit_entry_append_only_fn"() returns trigger as \$\$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "append_only" BEFORE UPDATE OR DELETE on "audit_entry" for each ROW execute function "audit_entry_append_only_fn"();`);
    this.addSql(`alter table "audit_entry" enable row level security;`);
    this.addSql(`create policy "audit_entry_practice_policy" on "audit_entry" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "counter" enable row level security;`);
    this.addSql(`create policy "counter_practice_policy" on "counter" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "idempotency_key" enable row level security;`);
    this.addSql(`create policy "idempotency_key_practice_policy" on "idempotency_key" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "installation_suppression" add constraint "installation_suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive'));`);

    this.addSql(`alter table "policy_version" enable row level security;`);
    this.addSql(`create policy "policy_version_practice_policy" on "policy_version" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "practice" add constraint "practice_profile_check" check ("profile" in ('UK_DEFAULT', 'US_STRICT'));`);
    this.addSql(`alter table "practice" add constraint "practice_sending_check" check ("sending" in ('rehearsal', 'live', 'paused'));`);

    this.addSql(`alter table "professional" enable row level security;`);
    this.addSql(`create policy "professional_practice_policy" on "professional" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('referral'));`);

    this.addSql(`alter table "public_token" add constraint "public_token_purpose_check" check ("purpose" in ('keep_posted'));`);

    this.addSql(`alter table "source_log_line" add constraint "source_log_line_kind_check" check ("kind" in ('referral', 'correction'));`);
    this.addSql(`create or replace function "source_log_line_append_only_fn"() returns trigger as \$\$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "append_only" BEFORE UPDATE OR DELETE on "source_log_line" for each ROW execute function "source_log_line_append_only_fn"();`);
    this.addSql(`alter table "source_log_line" enable row level security;`);
    this.addSql(`create policy "source_log_line_practice_policy" on "source_log_line" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "staff" add constraint "staff_roles_check" check ("roles" <@ array['owner'::text, 'deputy'::text, 'desk'::text, 'practitioner'::text, 'reviewer'::text, 'privacy'::text, 'operator'::text, 'agency'::text]);`);
    this.addSql(`alter table "staff" enable row level security;`);
    this.addSql(`create policy "staff_practice_policy" on "staff" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "client" add constraint "client_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "client" add constraint "client_ending_check" check ("ending" in ('planned_met', 'planned_partly', 'stepped_down', 'drop_out', 'referred_on', 'ended_by_practice', 'moved', 'deceased'));`);
    this.addSql(`alter table "client" enable row level security;`);
    this.addSql(`create policy "client_practice_policy" on "client" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "referral" add constraint "referral_practice_id_referrer_client_id_foreign" foreign key ("practice_id", "referrer_client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_referrer_professional_id_foreign" foreign key ("practice_id", "referrer_professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "referral" add constraint "referral_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
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

    this.addSql(`alter table "message" add constraint "message_practice_id_referral_id_foreign" foreign key ("practice_id", "referral_id") references "referral" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "message" add constraint "message_status_check" check ("status" in ('would_send', 'queued', 'sending', 'sent', 'refused', 'unknown', 'held', 'stopped', 'cancelled'));`);
    this.addSql(`alter table "message" add constraint "message_delivery_check" check ("delivery" in ('sent', 'delivered', 'bounced', 'unknown'));`);
    this.addSql(`alter table "message" enable row level security;`);
    this.addSql(`create policy "message_practice_policy" on "message" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "client_hold" add constraint "client_hold_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "client_hold" add constraint "client_hold_code_check" check ("code" in ('held', 'minor', 'complaint', 'unpaid', 'third_party_payer', 'shared_work', 'fee_review', 'do_not_email'));`);
    this.addSql(`alter table "client_hold" enable row level security;`);
    this.addSql(`create policy "client_hold_practice_policy" on "client_hold" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "absence" add constraint "absence_practice_id_staff_id_foreign" foreign key ("practice_id", "staff_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "absence" add constraint "absence_practice_id_cover_staff_id_foreign" foreign key ("practice_id", "cover_staff_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "absence" enable row level security;`);
    this.addSql(`create policy "absence_practice_policy" on "absence" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "suppression" add constraint "suppression_reason_check" check ("reason" in ('hard_bounce', 'complaint', 'unsubscribed', 'inactive'));`);
    this.addSql(`alter table "suppression" enable row level security;`);
    this.addSql(`create policy "suppression_practice_policy" on "suppression" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "task" add constraint "task_practice_id_referral_id_foreign" foreign key ("practice_id", "referral_id") references "referral" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_assignee_id_foreign" foreign key ("practice_id", "assignee_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into'));`);
    this.addSql(`alter table "task" add constraint "task_status_check" check ("status" in ('open', 'done', 'cancelled'));`);
    this.addSql(`alter table "task" enable row level security;`);
    this.addSql(`create policy "task_practice_policy" on "task" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "thank_permission" add constraint "thank_permission_practice_id_referral_id_foreign" foreign key ("practice_id", "referral_id") references "referral" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "thank_permission" enable row level security;`);
    this.addSql(`create policy "thank_permission_practice_policy" on "thank_permission" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_workflow_check" check ("workflow" in ('referral'));`);
    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_status_check" check ("status" in ('pending', 'sent', 'dead_letter'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_referrer_professional_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_professional_id_foreign";`);
    this.addSql(`alter table "client" drop constraint "client_practice_id_practitioner_id_foreign";`);
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_practitioner_id_foreign";`);
    this.addSql(`alter table "absence" drop constraint "absence_practice_id_staff_id_foreign";`);
    this.addSql(`alter table "absence" drop constraint "absence_practice_id_cover_staff_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_assignee_id_foreign";`);
    this.addSql(`alter table "referral" drop constraint "referral_practice_id_referrer_client_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_client_id_foreign";`);
    this.addSql(`alter table "client_hold" drop constraint "client_hold_practice_id_client_id_foreign";`);
    this.addSql(`alter table "referral_event" drop constraint "referral_event_practice_id_referral_id_foreign";`);
    this.addSql(`alter table "message" drop constraint "message_practice_id_referral_id_foreign";`);
    this.addSql(`alter table "task" drop constraint "task_practice_id_referral_id_foreign";`);
    this.addSql(`alter table "thank_permission" drop constraint "thank_permission_practice_id_referral_id_foreign";`);

    this.addSql(`drop table if exists "api_key" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "audit_entry";`);
    this.addSql(`drop function if exists "audit_entry_append_only_fn"();`);
    this.addSql(`drop table if exists "audit_entry" cascade;`);
    this.addSql(`drop table if exists "counter" cascade;`);
    this.addSql(`drop table if exists "idempotency_key" cascade;`);
    this.addSql(`drop table if exists "installation" cascade;`);
    this.addSql(`drop table if exists "installation_suppression" cascade;`);
    this.addSql(`drop table if exists "policy_version" cascade;`);
    this.addSql(`drop table if exists "practice" cascade;`);
    this.addSql(`drop table if exists "professional" cascade;`);
    this.addSql(`drop table if exists "commitment" cascade;`);
    this.addSql(`drop table if exists "public_token" cascade;`);
    this.addSql(`drop table if exists "sent_as" cascade;`);
    this.addSql(`drop trigger if exists "append_only" on "source_log_line";`);
    this.addSql(`drop function if exists "source_log_line_append_only_fn"();`);
    this.addSql(`drop table if exists "source_log_line" cascade;`);
    this.addSql(`drop table if exists "staff" cascade;`);
    this.addSql(`drop table if exists "client" cascade;`);
    this.addSql(`drop table if exists "referral" cascade;`);
    this.addSql(`drop table if exists "referral_event" cascade;`);
    this.addSql(`drop table if exists "message" cascade;`);
    this.addSql(`drop table if exists "client_hold" cascade;`);
    this.addSql(`drop table if exists "absence" cascade;`);
    this.addSql(`drop table if exists "suppression" cascade;`);
    this.addSql(`drop table if exists "task" cascade;`);
    this.addSql(`drop table if exists "thank_permission" cascade;`);
    this.addSql(`drop table if exists "webhook_event" cascade;`);
    this.addSql(`drop table if exists "workflow_signal" cascade;`);
  }

}
