import { Migration } from '@mikro-orm/migrations';

export class Migration20261123000002_journeys extends Migration {

  override name = 'Migration20261123000002_journeys';

  override up(): void | Promise<void> {
    this.addSql(`create table "data_feed" ("practice_id" uuid not null, "feed" text not null, "at" timestamptz(3) not null, primary key ("practice_id", "feed"));`);

    this.addSql(`create table "service_line" ("practice_id" uuid not null, "id" uuid not null, "name" text not null, "stages" jsonb not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "service_line_practice_id_updated_at_id_index" on "service_line" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "service_line" add constraint "service_line_practice_id_name_unique" unique ("practice_id", "name");`);

    this.addSql(`create table "friday_list" ("practice_id" uuid not null, "id" uuid not null, "practitioner_id" uuid not null, "on" date not null, "client_ids" uuid[] not null, "message_id" uuid null, "closed_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "friday_list" add constraint "friday_list_practice_id_practitioner_id_on_unique" unique ("practice_id", "practitioner_id", "on");`);

    this.addSql(`create table "satisfaction" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid null, "instrument" text not null, "score" double precision null, "at" timestamptz(3) null, "month" text not null, "practitioner_id" uuid null, "service_line_id" uuid null, "stage" text null, "kind_words" bytea null, "may_share" boolean not null, "row_key" text null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "satisfaction_practice_id_client_id_at_index" on "satisfaction" ("practice_id", "client_id", "at");`);
    this.addSql(`create index "satisfaction_practice_id_month_index" on "satisfaction" ("practice_id", "month");`);
    this.addSql(`alter table "satisfaction" add constraint "satisfaction_practice_id_row_key_unique" unique ("practice_id", "row_key");`);

    this.addSql(`create table "prompt_consent" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "status" text not null, "channel" text not null, "wording_version" text not null, "at" timestamptz(3) not null, "recorded_at" timestamptz(3) not null, "by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "prompt_consent_practice_id_client_id_at_index" on "prompt_consent" ("practice_id", "client_id", "at");`);

    this.addSql(`create table "milestone" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "kind" text not null, "occurred_on" date not null, "practitioner_tick" boolean not null, "recorded_via" text not null, "recorded_by" uuid null, "status" text not null, "code" text null, "held_at" timestamptz(3) null, "carrier" text null, "carried_by_id" uuid null, "carried_at" timestamptz(3) null, "prompt_template" text null, "prompt_version" text null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "milestone_practice_id_client_id_status_index" on "milestone" ("practice_id", "client_id", "status");`);
    this.addSql(`create index "milestone_practice_id_updated_at_id_index" on "milestone" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "milestone" add constraint "milestone_practice_id_carried_by_id_unique" unique ("practice_id", "carried_by_id");`);

    this.addSql(`create table "gate_override" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "code" text not null, "until" date not null, "set_by" uuid not null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "gate_override_practice_id_client_id_index" on "gate_override" ("practice_id", "client_id");`);

    this.addSql(`create table "discharge" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "ending" text not null, "on" date not null, "practitioner_tick" boolean not null, "by" uuid null, "superseded_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "discharge_practice_id_client_id_on_index" on "discharge" ("practice_id", "client_id", "on");`);

    this.addSql(`create table "client_session" ("practice_id" uuid not null, "id" uuid not null, "client_id" uuid not null, "at" timestamptz(3) not null, "status" text not null, "external_ref" text null, "imported" boolean not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "client_session_practice_id_client_id_at_index" on "client_session" ("practice_id", "client_id", "at");`);
    this.addSql(`create index "client_session_practice_id_updated_at_id_index" on "client_session" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "client_session" add constraint "client_session_practice_id_client_id_external_ref_unique" unique ("practice_id", "client_id", "external_ref");`);

    this.addSql(`create table "template_version" ("practice_id" uuid not null, "id" uuid not null, "template" text not null, "version" int not null, "source" text not null, "created_by" uuid null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "template_version" add constraint "template_version_practice_id_template_version_unique" unique ("practice_id", "template", "version");`);

    this.addSql(`alter table "practice" add "prompts_signed_off_at" timestamptz(3) null;`);

    this.addSql(`alter table "commitment" drop constraint "commitment_kind_check";`);
    this.addSql(`alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('referral', 'clientJourney', 'delivery', 'fridayList'));`);

    this.addSql(`alter table "public_token" drop constraint "public_token_purpose_check";`);
    this.addSql(`alter table "public_token" add "expires_at" timestamptz(3) null;`);
    this.addSql(`alter table "public_token" add constraint "public_token_purpose_check" check ("purpose" in ('keep_posted', 'referrer', 'unsubscribe', 'consent', 'survey', 'intake', 'friday'));`);

    this.addSql(`alter table "source_log_line" drop constraint "source_log_line_kind_check";`);
    this.addSql(`alter table "source_log_line" add constraint "source_log_line_kind_check" check ("kind" in ('referral', 'told', 'correction'));`);

    this.addSql(`alter table "client" add "episode_started_at" timestamptz(3) null, add "complaint_closed_on" date null;`);

    this.addSql(`alter table "referral" add "kind" text not null default 'referral';`);
    this.addSql(`alter table "referral" alter column "kind" drop default;`);
    this.addSql(`alter table "referral" add constraint "referral_kind_check" check ("kind" in ('referral', 'told'));`);

    this.addSql(`alter table "message" add "purpose" text not null default 'thanks', add "carrier" text null, add "latest_at" timestamptz(3) null, add "prompt_code" text null, add "own_words" bytea null;`);
    this.addSql(`update "message" set "purpose" = 'staff_note' where "template" = 'm26';`);
    this.addSql(`alter table "message" alter column "purpose" drop default;`);
    this.addSql(`create index "message_practice_id_client_id_index" on "message" ("practice_id", "client_id");`);
    this.addSql(`alter table "message" add constraint "message_purpose_check" check ("purpose" in ('thanks', 'staff_note', 'carrier', 'friday_list', 'test'));`);
    this.addSql(`alter table "message" add constraint "message_carrier_check" check ("carrier" in ('follow_up', 'ending_note', 'review_note', 'intake_form'));`);
    this.addSql(`alter table "message" add constraint "message_prompt_code_check" check ("prompt_code" in ('no_consent', 'objected', 'minor', 'held', 'complaint', 'deceased', 'mid_process', 'too_early', 'missed_session', 'unpaid', 'low_satisfaction', 'drop_out', 'referred_on', 'third_party_payer', 'shared_work', 'fee_review', 'too_often', 'do_not_email', 'suppressed', 'not_live', 'not_a_moment', 'no_carrier', 'stale_data', 'expired'));`);

    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" add "client_id" uuid null;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent'));`);

    this.addSql(`alter table "workflow_signal" drop constraint "workflow_signal_workflow_check";`);
    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_workflow_check" check ("workflow" in ('referral', 'clientJourney', 'delivery', 'fridayList'));`);

    this.addSql(`insert into "commitment" ("kind", "subject_id", "practice_id", "due_at", "signal_count") select 'fridayList', "id", "practice_id", now() + interval '3 days', 0 from "staff" where "active" and 'practitioner' = any("roles");`);

    this.addSql(`alter table "data_feed" add constraint "data_feed_feed_check" check ("feed" in ('sessions'));`);
    this.addSql(`alter table "data_feed" enable row level security;`);
    this.addSql(`create policy "data_feed_practice_policy" on "data_feed" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "service_line" enable row level security;`);
    this.addSql(`create policy "service_line_practice_policy" on "service_line" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "friday_list" add constraint "friday_list_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "friday_list" enable row level security;`);
    this.addSql(`create policy "friday_list_practice_policy" on "friday_list" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

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

    this.addSql(`alter table "milestone" add constraint "milestone_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "milestone" add constraint "milestone_practice_id_carried_by_id_foreign" foreign key ("practice_id", "carried_by_id") references "message" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "milestone" add constraint "milestone_kind_check" check ("kind" in ('goal_reached', 'significant_session', 'discharge', 'transition'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_recorded_via_check" check ("recorded_via" in ('staff', 'discharge', 'friday_list'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_status_check" check ("status" in ('waiting', 'carried', 'would_send', 'let_go'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_code_check" check ("code" in ('no_consent', 'objected', 'minor', 'held', 'complaint', 'deceased', 'mid_process', 'too_early', 'missed_session', 'unpaid', 'low_satisfaction', 'drop_out', 'referred_on', 'third_party_payer', 'shared_work', 'fee_review', 'too_often', 'do_not_email', 'suppressed', 'not_live', 'not_a_moment', 'no_carrier', 'stale_data', 'expired'));`);
    this.addSql(`alter table "milestone" add constraint "milestone_carrier_check" check ("carrier" in ('follow_up', 'ending_note', 'review_note', 'intake_form'));`);
    this.addSql(`alter table "milestone" enable row level security;`);
    this.addSql(`create policy "milestone_practice_policy" on "milestone" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "gate_override" add constraint "gate_override_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "gate_override" add constraint "gate_override_code_check" check ("code" in ('no_consent', 'objected', 'minor', 'held', 'complaint', 'deceased', 'mid_process', 'too_early', 'missed_session', 'unpaid', 'low_satisfaction', 'drop_out', 'referred_on', 'third_party_payer', 'shared_work', 'fee_review', 'too_often', 'do_not_email', 'suppressed', 'not_live', 'not_a_moment', 'no_carrier', 'stale_data', 'expired'));`);
    this.addSql(`alter table "gate_override" enable row level security;`);
    this.addSql(`create policy "gate_override_practice_policy" on "gate_override" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "discharge" add constraint "discharge_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "discharge" add constraint "discharge_ending_check" check ("ending" in ('planned_met', 'planned_partly', 'stepped_down', 'drop_out', 'referred_on', 'ended_by_practice', 'moved', 'deceased'));`);
    this.addSql(`alter table "discharge" enable row level security;`);
    this.addSql(`create policy "discharge_practice_policy" on "discharge" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "client_session" add constraint "client_session_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "client_session" add constraint "client_session_status_check" check ("status" in ('booked', 'attended', 'dna', 'late_cancel', 'cancelled'));`);
    this.addSql(`alter table "client_session" enable row level security;`);
    this.addSql(`create policy "client_session_practice_policy" on "client_session" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "template_version" enable row level security;`);
    this.addSql(`create policy "template_version_practice_policy" on "template_version" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);
  }

}
