import { Migration } from '@mikro-orm/migrations';

export class Migration20261129100007_files extends Migration {
  override name = 'Migration20261129100007_files';

  override up(): void | Promise<void> {
    this.addSql(`alter table "client" add column "merged_into" uuid null;`);
    this.addSql(
      `create index "client_practice_id_merged_into_index" on "client" ("practice_id", "merged_into");`,
    );
    this.addSql(
      `create table "import_word" ("practice_id" uuid not null, "id" uuid not null, "entity" text not null, "field" text not null, "word" text not null, "word_key" text not null, "means" text not null, "created_at" timestamptz(3) not null, "created_by" uuid null, primary key ("practice_id", "id"));`,
    );
    this.addSql(
      `alter table "import_word" add constraint "import_word_practice_id_entity_field_word_key_unique" unique ("practice_id", "entity", "field", "word_key");`,
    );
    this.addSql(`alter table "import_word" enable row level security;`);
    this.addSql(
      `create policy "import_word_practice_policy" on "import_word" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`,
    );
  }
}
