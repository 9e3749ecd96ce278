import { Migration } from '@mikro-orm/migrations';

/** What a check is waiting for, each time that a way did not work, the e-mail about it, and a check of every practice. */
export class Migration20261130200002_contact_path extends Migration {
  override name = 'Migration20261130200002_contact_path';

  override up(): void {
    this.addSql(`alter table "contact_check" alter column "checked_at" drop not null;`);
    this.addSql(`alter table "contact_check" add column "asked_at" timestamptz(3) not null default now(), add column "doubted_at" timestamptz(3) null, add column "answer_by" timestamptz(3) null, add column "mark_id" uuid null;`);
    this.addSql(`alter table "contact_check" alter column "asked_at" drop default;`);
    this.addSql(`create table "contact_failure" ("practice_id" uuid not null, "id" uuid not null, "part" text not null, "why" text not null, "since" timestamptz(3) not null, "ended_at" timestamptz(3) null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "contact_failure_practice_id_since_index" on "contact_failure" ("practice_id", "since");`);
    this.addSql(`alter table "contact_failure" add constraint "contact_failure_part_check" check ("part" in ('form', 'professionals_form', 'inbound', 'website', 'links', 'widget', 'cards', 'autoresponse'));`);
    this.addSql(`alter table "contact_failure" enable row level security;`);
    this.addSql(`create policy "contact_failure_practice_policy" on "contact_failure" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);
    this.addSql(`alter table "message" add column "contact_failure_id" uuid null;`);
    this.addSql(`insert into "commitment" ("kind", "subject_id", "practice_id", "due_at", "signal_count") select 'contactPath', "id", "id", now() + random() * interval '15 minutes', 0 from "practice" on conflict do nothing;`);
  }

  override down(): void {
    this.addSql(`delete from "commitment" where "kind" = 'contactPath';`);
    this.addSql(`alter table "message" drop column "contact_failure_id";`);
    this.addSql(`drop table if exists "contact_failure" cascade;`);
    this.addSql(`delete from "contact_check" where "checked_at" is null;`);
    this.addSql(`alter table "contact_check" drop column "asked_at", drop column "doubted_at", drop column "answer_by", drop column "mark_id";`);
    this.addSql(`alter table "contact_check" alter column "checked_at" set not null;`);
  }
}
