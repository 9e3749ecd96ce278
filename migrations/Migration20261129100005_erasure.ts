import { Migration } from '@mikro-orm/migrations';

/** Erased people are known again, and a journal outside of the database keeps every "no" (decision 0098). */
export class Migration20261129100005_erasure extends Migration {
  override name = 'Migration20261129100005_erasure';

  override up(): void {
    this.addSql(`create table "erased_identifier" ("practice_id" uuid not null, "id" uuid not null, "erasure_id" uuid not null, "kind" text not null, "hash" text not null, "at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "erased_identifier_practice_id_hash_index" on "erased_identifier" ("practice_id", "hash");`);
    this.addSql(`create index "erased_identifier_practice_id_erasure_id_index" on "erased_identifier" ("practice_id", "erasure_id");`);

    this.addSql(`create table "journal_entry" ("id" uuid not null, "at" timestamptz(3) not null, "practice_id" uuid null, "subject" text not null, "change" text not null, "row" jsonb not null, "written_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "journal_entry_written_at_at_index" on "journal_entry" ("written_at", "at");`);

    this.addSql(`alter table "erasure" drop constraint "erasure_subject_check";`);
    this.addSql(`alter table "erasure" add "returned" bytea null, add "returned_keep_until" timestamptz(3) null, add "lifted_at" timestamptz(3) null, add "lifted_by" uuid null, add "lifted_because" bytea null;`);
    this.addSql(`alter table "erasure" add constraint "erasure_subject_check" check ("subject" in ('client', 'referral', 'referrer', 'professional', 'enquiry', 'staff'));`);
    this.addSql(`create or replace function "erasure_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if not coalesce(tg_op = 'INSERT' or old.lifted_at is distinct from new.lifted_at, false) then return null; end if; noted := jsonb_build_object('practice_id', new."practice_id", 'id', new."id", 'subject', new."subject", 'subject_id', new."subject_id", 'asked_at', new."asked_at", 'asked_by', new."asked_by", 'lifted_at', new."lifted_at", 'lifted_by', new."lifted_by"); insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER INSERT OR UPDATE on "erasure" for each ROW execute function "erasure_journaled_fn"();`);

    this.addSql(`create or replace function "installation_suppression_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if tg_op = 'DELETE' then noted := to_jsonb(old); else noted := to_jsonb(new); end if; insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), null, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER INSERT OR UPDATE OR DELETE on "installation_suppression" for each ROW execute function "installation_suppression_journaled_fn"();`);

    this.addSql(`alter table "privacy_case" drop constraint "privacy_case_kind_check";`);
    this.addSql(`alter table "privacy_case" add "about_subject" text null, add "about_id" uuid null;`);
    this.addSql(`alter table "privacy_case" add constraint "privacy_case_about_subject_check" check ("about_subject" in ('client', 'referral', 'referrer', 'professional', 'enquiry', 'staff'));`);
    this.addSql(`alter table "privacy_case" add constraint "privacy_case_kind_check" check ("kind" in ('complaint', 'incident', 'access'));`);

    this.addSql(`create or replace function "professional_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if not coalesce(old.opted_out_at is distinct from new.opted_out_at or (new.may_email = false and old.may_email is distinct from new.may_email), false) then return null; end if; noted := jsonb_build_object('practice_id', new."practice_id", 'id', new."id", 'may_email', new."may_email", 'opted_out_at', new."opted_out_at"); insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER UPDATE on "professional" for each ROW execute function "professional_journaled_fn"();`);

    this.addSql(`alter table "staff" add "erased_at" timestamptz(3) null;`);

    this.addSql(`create or replace function "client_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if not coalesce(new.ending = 'deceased' and old.ending is distinct from new.ending, false) then return null; end if; noted := jsonb_build_object('practice_id', new."practice_id", 'id', new."id", 'ending', new."ending", 'ended_on', new."ended_on"); insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER UPDATE on "client" for each ROW execute function "client_journaled_fn"();`);

    this.addSql(`create or replace function "prompt_consent_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if not coalesce(new.status <> 'given', false) then return null; end if; noted := to_jsonb(new) || jsonb_build_object('channel', 'journal', 'wording_version', 'journal'); insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER INSERT on "prompt_consent" for each ROW execute function "prompt_consent_journaled_fn"();`);

    this.addSql(`create or replace function "feedback_consent_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if not coalesce(old.withdrawn_at is null and new.withdrawn_at is not null, false) then return null; end if; noted := jsonb_build_object('practice_id', new."practice_id", 'id', new."id", 'withdrawn_at', new."withdrawn_at"); insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER UPDATE on "feedback_consent" for each ROW execute function "feedback_consent_journaled_fn"();`);

    this.addSql(`create or replace function "client_hold_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if tg_op = 'DELETE' then noted := to_jsonb(old); else noted := to_jsonb(new); end if; insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER INSERT OR DELETE on "client_hold" for each ROW execute function "client_hold_journaled_fn"();`);

    this.addSql(`create or replace function "suppression_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if tg_op = 'DELETE' then noted := to_jsonb(old); else noted := to_jsonb(new); end if; insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER INSERT OR UPDATE OR DELETE on "suppression" for each ROW execute function "suppression_journaled_fn"();`);

    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'answer_access', 'erase_by_hand', 'weigh_mention', 'erased_returned', 'mend_webhook'));`);

    this.addSql(`create or replace function "thank_permission_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if not coalesce(not new.may_thank, false) then return null; end if; noted := to_jsonb(new) || jsonb_build_object('wording_version', 'journal'); insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER INSERT on "thank_permission" for each ROW execute function "thank_permission_journaled_fn"();`);

    this.addSql(`alter table "webhook_event" add "practice_id" uuid null;`);

    this.addSql(`alter table "erased_identifier" add constraint "erased_identifier_kind_check" check ("kind" in ('email', 'email_and_name', 'external_ref'));`);
    this.addSql(`create or replace function "erased_identifier_journaled_fn"() returns trigger as \$\$ begin declare noted jsonb; begin if current_setting('kindword.replaying', true) = 'on' then return null; end if; if tg_op = 'DELETE' then noted := to_jsonb(old); else noted := to_jsonb(new); end if; insert into journal_entry (id, at, practice_id, subject, change, "row") values (gen_random_uuid(), clock_timestamp(), (noted ->> 'practice_id')::uuid, tg_table_name, lower(tg_op), noted); return null; end; end; \$\$ language plpgsql;`);
    this.addSql(`create trigger "journaled" AFTER INSERT OR DELETE on "erased_identifier" for each ROW execute function "erased_identifier_journaled_fn"();`);
    this.addSql(`alter table "erased_identifier" enable row level security;`);
    this.addSql(`create policy "erased_identifier_practice_policy" on "erased_identifier" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "journal_entry" add constraint "journal_entry_change_check" check ("change" in ('insert', 'update', 'delete'));`);

    // Whoever was erased before this is known again by the address that was suppressed in the same transaction.
    this.addSql(`insert into "erased_identifier" ("practice_id", "id", "erasure_id", "kind", "hash", "at") select s."practice_id", gen_random_uuid(), e."id", 'email', s."email_hash", s."at" from "suppression" s join "erasure" e on e."practice_id" = s."practice_id" and e."asked_at" = s."at" where s."reason" = 'erased';`);
  }
}
