import { Migration } from '@mikro-orm/migrations';

/** The manual's versions, who has read which, and the practice's own words beside it (S44, S46). */
export class Migration20261130100002_manual extends Migration {
  override name = 'Migration20261130100002_manual';

  override up(): void {
    this.addSql(`create table "manual_version" ("practice_id" uuid not null, "id" uuid not null, "version" int not null, "since" timestamptz(3) not null, "seen_at" timestamptz(3) not null, "statements" bytea null, "changes" bytea not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "manual_version" add constraint "manual_version_practice_id_version_unique" unique ("practice_id", "version");`);
    this.addSql(`alter table "manual_version" enable row level security;`);
    this.addSql(`create policy "manual_version_practice_policy" on "manual_version" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`create table "manual_reading" ("practice_id" uuid not null, "id" uuid not null, "staff_id" uuid not null, "version" int not null, "at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "manual_reading" add constraint "manual_reading_practice_id_staff_id_version_unique" unique ("practice_id", "staff_id", "version");`);
    this.addSql(`alter table "manual_reading" enable row level security;`);
    this.addSql(`create policy "manual_reading_practice_policy" on "manual_reading" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "practice" add "intake_procedure" text null, add "cancellation_policy" text null;`);
  }

  override down(): void {
    this.addSql(`alter table "practice" drop column "intake_procedure", drop column "cancellation_policy";`);
    this.addSql(`drop table "manual_reading";`);
    this.addSql(`drop table "manual_version";`);
  }
}
