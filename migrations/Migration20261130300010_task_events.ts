import { Migration } from '@mikro-orm/migrations';

/** What people do with a task besides completing it, and what an e-mail was before somebody pressed. */
export class Migration20261130300010_task_events extends Migration {
  override name = 'Migration20261130300010_task_events';

  override up(): void {
    this.addSql(
      `create table "task_event" ("practice_id" uuid not null, "id" uuid not null, "task_id" uuid not null, "what" text not null, "at" timestamptz(3) not null, "by" uuid null, "to_staff_id" uuid null, "until" timestamptz(3) null, primary key ("practice_id", "id"), constraint "task_event_what_check" check ("what" in ('put_off', 'given', 'reopened', 'taken_back')));`,
    );
    this.addSql(
      `create index "task_event_practice_id_task_id_index" on "task_event" ("practice_id", "task_id");`,
    );
    this.addSql(
      `create or replace function "task_event_append_only_fn"() returns trigger as $$ begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end; $$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "append_only" BEFORE UPDATE OR DELETE on "task_event" for each ROW execute function "task_event_append_only_fn"();`,
    );
    this.addSql(`alter table "task_event" enable row level security;`);
    this.addSql(
      `create policy "task_event_practice_policy" on "task_event" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`,
    );
    this.addSql(
      `alter table "task" add column "not_before" timestamptz(3) null, add column "given_by" uuid null;`,
    );
    this.addSql(`alter table "message" add column "before_press" jsonb null;`);
    this.addSql(`alter table "referral_event" drop constraint "referral_event_what_check";`);
    this.addSql(
      `alter table "referral_event" add constraint "referral_event_what_check" check ("what" in ('received', 'matched', 'permitted', 'not_permitted', 'drafted', 'handed_over', 'reminded', 'escalated', 'line_added', 'sent', 'would_send', 'delivered', 'bounced', 'unknown', 'refused', 'thanked_by_hand', 'let_go', 'taken_back'));`,
    );
    this.addSql(`alter table "enquiry_event" drop constraint "enquiry_event_what_check";`);
    this.addSql(
      `alter table "enquiry_event" add constraint "enquiry_event_what_check" check ("what" in ('received', 'linked', 'conflict_asked', 'conflict_cleared', 'asked_to_contact', 'attempted', 'contacted', 'booked', 'attended', 'kept', 'stalled', 'source_told', 'feedback_allowed', 'feedback_withdrawn', 'told_professional', 'referred_out', 'closed', 'reopened', 'erased', 'taken_back'));`,
    );
  }

  override down(): void {
    this.addSql(`alter table "message" drop column "before_press";`);
    this.addSql(`alter table "task" drop column "not_before", drop column "given_by";`);
    this.addSql(`drop trigger if exists "append_only" on "task_event";`);
    this.addSql(`drop function if exists "task_event_append_only_fn"();`);
    this.addSql(`drop table if exists "task_event" cascade;`);
  }
}
