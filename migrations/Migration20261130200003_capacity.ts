import { Migration } from '@mikro-orm/migrations';

/** Since when people who were told "full" belong to a time of being full; what a practice said as a whole, and each place by hand. */
export class Migration20261130200003_capacity extends Migration {
  override name = 'Migration20261130200003_capacity';

  override up(): void {
    this.addSql(
      `create table "capacity_change" ("practice_id" uuid not null, "id" uuid not null, "says" text not null, "at" timestamptz(3) not null, primary key ("practice_id", "id"));`,
    );
    this.addSql(
      `create index "capacity_change_practice_id_at_index" on "capacity_change" ("practice_id", "at");`,
    );
    this.addSql(`alter table "capacity_change" enable row level security;`);
    this.addSql(
      `create policy "capacity_change_practice_policy" on "capacity_change" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`,
    );
    this.addSql(`alter table "capacity_place" add column "says" text not null;`);
    this.addSql(`alter table "capacity_spell" add column "told_since" timestamptz(3) not null;`);
  }

  override down(): void {
    this.addSql(`alter table "capacity_spell" drop column "told_since";`);
    this.addSql(`alter table "capacity_place" drop column "says";`);
    this.addSql(`drop table if exists "capacity_change" cascade;`);
  }
}
