import { Migration } from '@mikro-orm/migrations';

/** Files that were sent and not imported yet, and the steps of the set-up that were kept as they were. */
export class Migration20261130300020_import_files extends Migration {
  override name = 'Migration20261130300020_import_files';

  override up(): void {
    this.addSql(`alter table "practice" add column "set_up_kept" text[] not null default '{}';`);
    this.addSql(
      `create table "import_file" ("practice_id" uuid not null, "id" uuid not null, "staff_id" uuid not null, "what" text not null, "map" text[] not null, "content" bytea null, "reading" bytea null, "counts" jsonb null, "imported_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("practice_id", "id"));`,
    );
    this.addSql(
      `create index "import_file_practice_id_expires_at_index" on "import_file" ("practice_id", "expires_at");`,
    );
    this.addSql(`alter table "import_file" add constraint "import_file_what_check" check ("what" in ('clients', 'sessions', 'professionals', 'source-log', 'satisfaction'));`);
    this.addSql(`alter table "import_file" enable row level security;`);
    this.addSql(
      `create policy "import_file_practice_policy" on "import_file" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`,
    );
  }

  override down(): void {
    this.addSql(`drop table "import_file";`);
    this.addSql(`alter table "practice" drop column "set_up_kept";`);
  }
}
