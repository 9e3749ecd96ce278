import { Migration } from '@mikro-orm/migrations';

/** What readers of suppressed figures can read of each report, renewed at each monthly freeze. */
export class Migration20261130100000_report_snapshot extends Migration {
  override name = 'Migration20261130100000_report_snapshot';

  override up(): void {
    this.addSql(
      `create table "report_snapshot" ("practice_id" uuid not null, "id" uuid not null, "report" text not null, "as_of" timestamptz(3) not null, "figures" jsonb not null, primary key ("practice_id", "id"));`,
    );
    this.addSql(
      `alter table "report_snapshot" add constraint "report_snapshot_practice_id_report_unique" unique ("practice_id", "report");`,
    );
    this.addSql(`alter table "report_snapshot" enable row level security;`);
    this.addSql(
      `create policy "report_snapshot_practice_policy" on "report_snapshot" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`,
    );
  }

  override down(): void {
    this.addSql(`drop table if exists "report_snapshot" cascade;`);
  }
}
