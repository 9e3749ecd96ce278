import { Migration } from '@mikro-orm/migrations';

/** What a practice spent on each kind of source, month by month; and the log by when its lines were received. */
export class Migration20261130100006_spend extends Migration {
  override name = 'Migration20261130100006_spend';

  override up(): void {
    this.addSql(
      `create table "spend" ("practice_id" uuid not null, "id" uuid not null, "source_kind" text not null, "month" text not null, "amount_minor" int not null, "minutes" int not null, "currency" text not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`,
    );
    this.addSql(
      `create index "spend_practice_id_updated_at_id_index" on "spend" ("practice_id", "updated_at", "id");`,
    );
    this.addSql(
      `alter table "spend" add constraint "spend_practice_id_source_kind_month_unique" unique ("practice_id", "source_kind", "month");`,
    );
    this.addSql(
      `alter table "spend" add constraint "spend_source_kind_check" check ("source_kind" in ('client', 'friend', 'professional', 'gp', 'therapist', 'school_or_work', 'search', 'social', 'podcast', 'directory', 'event', 'advert', 'website', 'returning', 'other'));`,
    );
    this.addSql(`alter table "spend" enable row level security;`);
    this.addSql(
      `create policy "spend_practice_policy" on "spend" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`,
    );
    this.addSql(
      `create index "source_log_line_practice_id_kind_received_at_index" on "source_log_line" ("practice_id", "kind", "received_at");`,
    );
    this.addSql(
      `create index "source_log_line_hops_index" on "source_log_line" ("practice_id", "number") where "hops" is not null;`,
    );
  }

  override down(): void {
    this.addSql(`drop index if exists "source_log_line_hops_index";`);
    this.addSql(`drop index if exists "source_log_line_practice_id_kind_received_at_index";`);
    this.addSql(`drop table if exists "spend" cascade;`);
  }
}
