import { Migration } from '@mikro-orm/migrations';

const SETTINGS = `jsonb_build_object('capacity', jsonb_build_object('validFor', 'P42D', 'remindAfter', 'P2D'), 'contactPath', jsonb_build_object('every', 'PT15M'))`;

/** What a practice says of its places, contacts with colleagues, and the checks of the ways to reach it. */

export class Migration20261130200000_network extends Migration {
  override name = 'Migration20261130200000_network';

  override up(): void {
    this.addSql(`create table "capacity_place" ("practice_id" uuid not null, "id" uuid not null, "place" text not null, "updated_at" timestamptz(3) not null, "updated_by" uuid null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "capacity_place_practice_id_place_updated_at_index" on "capacity_place" ("practice_id", "place", "updated_at");`);

    this.addSql(`create table "capacity_spell" ("practice_id" uuid not null, "id" uuid not null, "mode" text not null, "next_opening" text null, "started_at" timestamptz(3) not null, "told_at" timestamptz(3) null, "ended_at" timestamptz(3) null, "told_again_at" timestamptz(3) null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "capacity_spell_practice_id_ended_at_index" on "capacity_spell" ("practice_id", "ended_at");`);

    this.addSql(`create table "contact_check" ("practice_id" uuid not null, "id" uuid not null, "part" text not null, "ok" boolean not null, "why" text null, "checked_at" timestamptz(3) not null, "failing_since" timestamptz(3) null, "alerted_at" timestamptz(3) null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "contact_check" add constraint "contact_check_practice_id_part_unique" unique ("practice_id", "part");`);

    this.addSql(`create table "contact_mark" ("practice_id" uuid not null, "id" uuid not null, "part" text not null, "secret_hash" text not null, "fields_hash" text not null, "sent_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "contact_mark_practice_id_expires_at_index" on "contact_mark" ("practice_id", "expires_at");`);
    this.addSql(`alter table "contact_mark" add constraint "contact_mark_practice_id_secret_hash_unique" unique ("practice_id", "secret_hash");`);

    this.addSql(`create table "professional_claim" ("practice_id" uuid not null, "id" uuid not null, "professional_id" uuid not null, "month" text not null, "count" int not null, "at" timestamptz(3) not null, "created_by" uuid null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "professional_claim" add constraint "professional_claim_practice_id_professional_id_month_unique" unique ("practice_id", "professional_id", "month");`);

    this.addSql(`create table "professional_move" ("practice_id" uuid not null, "id" uuid not null, "professional_id" uuid not null, "from_organisation" bytea null, "to_organisation" bytea null, "on" date not null, "created_by" uuid null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "professional_move_practice_id_professional_id_index" on "professional_move" ("practice_id", "professional_id");`);

    this.addSql(`create table "professional_touch" ("practice_id" uuid not null, "id" uuid not null, "professional_id" uuid not null, "kind" text not null, "on" date not null, "at" timestamptz(3) not null, "created_by" uuid null, "created_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "professional_touch_practice_id_professional_id_at_index" on "professional_touch" ("practice_id", "professional_id", "at");`);

    this.addSql(`create table "capacity_statement" ("practice_id" uuid not null, "id" uuid not null, "practitioner_id" uuid not null, "service_line_id" uuid null, "status" text not null, "next_opening" text null, "wait_from" int null, "wait_to" int null, "valid_until" timestamptz(3) not null, "mode" text not null, "places_for" uuid[] not null, "stated_at" timestamptz(3) not null, "stated_by" uuid null, "superseded_at" timestamptz(3) null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "capacity_statement_practice_id_superseded_at_index" on "capacity_statement" ("practice_id", "superseded_at");`);

    this.addSql(`alter table "broadcast" add "spell_id" uuid null;`);

    this.addSql(`alter table "commitment" drop constraint "commitment_kind_check";`);
    this.addSql(`alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure', 'review', 'broadcast', 'relationship', 'capacityNotice', 'contactPath'));`);

    this.addSql(`alter table "practice" add "has_autoresponder" boolean not null default false;`);

    this.addSql(`alter table "professional" add "paused_until" date null, add "may_be_named" boolean null, add "from_file" boolean not null default false;`);

    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" add "professional_id" uuid null;`);
    this.addSql(`alter table "task" add constraint "task_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`create index "task_practice_id_professional_id_index" on "task" ("practice_id", "professional_id");`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'ask_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'answer_access', 'erase_by_hand', 'weigh_mention', 'erased_returned', 'mend_webhook', 'stop_by_mail', 'mail_came_back', 'staff_mail_bounces', 'sender_refused', 'shared_mailbox', 'read_digest', 'review_action', 'check_in', 'tell_by_hand', 'confirm_capacity', 'update_places', 'find_successor', 'contact_path'));`);

    this.addSql(`alter table "workflow_signal" drop constraint "workflow_signal_workflow_check";`);
    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_workflow_check" check ("workflow" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure', 'review', 'broadcast', 'relationship', 'capacityNotice', 'contactPath'));`);

    this.addSql(`alter table "capacity_place" add constraint "capacity_place_place_check" check ("place" in ('voicemail', 'autoresponder', 'directory', 'website'));`);
    this.addSql(`alter table "capacity_place" enable row level security;`);
    this.addSql(`create policy "capacity_place_practice_policy" on "capacity_place" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "capacity_spell" add constraint "capacity_spell_mode_check" check ("mode" in ('refer_out', 'tell_referrers'));`);
    this.addSql(`alter table "capacity_spell" enable row level security;`);
    this.addSql(`create policy "capacity_spell_practice_policy" on "capacity_spell" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "contact_check" add constraint "contact_check_part_check" check ("part" in ('form', 'professionals_form', 'inbound', 'website', 'links', 'widget', 'cards', 'autoresponse'));`);
    this.addSql(`alter table "contact_check" enable row level security;`);
    this.addSql(`create policy "contact_check_practice_policy" on "contact_check" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "contact_mark" add constraint "contact_mark_part_check" check ("part" in ('form', 'professionals_form', 'inbound', 'website', 'links', 'widget', 'cards', 'autoresponse'));`);
    this.addSql(`alter table "contact_mark" enable row level security;`);
    this.addSql(`create policy "contact_mark_practice_policy" on "contact_mark" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "professional_claim" add constraint "professional_claim_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "professional_claim" enable row level security;`);
    this.addSql(`create policy "professional_claim_practice_policy" on "professional_claim" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "professional_move" add constraint "professional_move_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "professional_move" enable row level security;`);
    this.addSql(`create policy "professional_move_practice_policy" on "professional_move" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "professional_touch" add constraint "professional_touch_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "professional_touch" add constraint "professional_touch_kind_check" check ("kind" in ('call', 'coffee', 'email', 'event', 'card'));`);
    this.addSql(`alter table "professional_touch" enable row level security;`);
    this.addSql(`create policy "professional_touch_practice_policy" on "professional_touch" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "capacity_statement" add constraint "capacity_statement_practice_id_practitioner_id_foreign" foreign key ("practice_id", "practitioner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "capacity_statement" add constraint "capacity_statement_practice_id_service_line_id_foreign" foreign key ("practice_id", "service_line_id") references "service_line" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "capacity_statement" add constraint "capacity_statement_status_check" check ("status" in ('open', 'nearly_full', 'full'));`);
    this.addSql(`alter table "capacity_statement" add constraint "capacity_statement_mode_check" check ("mode" in ('refer_out', 'tell_referrers'));`);
    this.addSql(`alter table "capacity_statement" enable row level security;`);
    this.addSql(`create policy "capacity_statement_practice_policy" on "capacity_statement" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`update "practice" set "policy" = ${SETTINGS} || "policy";`);
    this.addSql(`update "proposal" set "content" = (${SETTINGS} || "content"::jsonb)::text where "about" = 'policy' and "decision" is null;`);
  }

  override down(): void {
    this.addSql(`update "practice" set "policy" = "policy" - 'capacity' - 'contactPath';`);
    this.addSql(`delete from "commitment" where "kind" in ('relationship', 'capacityNotice', 'contactPath');`);
    this.addSql(`delete from "workflow_signal" where "workflow" in ('relationship', 'capacityNotice', 'contactPath');`);
    this.addSql(`delete from "task" where "kind" in ('check_in', 'tell_by_hand', 'confirm_capacity', 'update_places', 'find_successor', 'contact_path');`);
    this.addSql(`drop table if exists "capacity_place" cascade;`);
    this.addSql(`drop table if exists "capacity_spell" cascade;`);
    this.addSql(`drop table if exists "contact_check" cascade;`);
    this.addSql(`drop table if exists "contact_mark" cascade;`);
    this.addSql(`drop table if exists "professional_claim" cascade;`);
    this.addSql(`drop table if exists "professional_move" cascade;`);
    this.addSql(`drop table if exists "professional_touch" cascade;`);
    this.addSql(`drop table if exists "capacity_statement" cascade;`);

    this.addSql(`alter table "task" drop constraint "task_practice_id_professional_id_foreign";`);

    this.addSql(`alter table "broadcast" drop column "spell_id";`);

    this.addSql(`alter table "commitment" drop constraint "commitment_kind_check";`);
    this.addSql(`alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure', 'review', 'broadcast'));`);

    this.addSql(`alter table "practice" drop column "has_autoresponder";`);

    this.addSql(`alter table "professional" drop column "paused_until", drop column "may_be_named", drop column "from_file";`);

    this.addSql(`drop index "task_practice_id_professional_id_index";`);
    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" drop column "professional_id";`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'ask_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'answer_access', 'erase_by_hand', 'weigh_mention', 'erased_returned', 'mend_webhook', 'stop_by_mail', 'mail_came_back', 'staff_mail_bounces', 'sender_refused', 'shared_mailbox', 'read_digest', 'review_action'));`);

    this.addSql(`alter table "workflow_signal" drop constraint "workflow_signal_workflow_check";`);
    this.addSql(`alter table "workflow_signal" add constraint "workflow_signal_workflow_check" check ("workflow" in ('referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure', 'review', 'broadcast'));`);
  }

}
