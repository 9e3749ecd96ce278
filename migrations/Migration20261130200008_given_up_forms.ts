import { Migration } from '@mikro-orm/migrations';

/** Forms that nobody could take in are kept for a person to read; a client is found by the line of their source. */
export class Migration20261130200008_given_up_forms extends Migration {
  override name = 'Migration20261130200008_given_up_forms';

  override up(): void {
    this.addSql(`alter table "posted_form" add column "given_up_at" timestamptz(3) null;`);
    this.addSql(
      `create index "posted_form_practice_id_given_up_at_index" on "posted_form" ("practice_id", "given_up_at") where "given_up_at" is not null;`,
    );
    this.addSql(
      `create index "client_practice_id_source_line_index" on "client" ("practice_id", "source_line") where "source_line" is not null;`,
    );
  }

  override down(): void {
    this.addSql(`drop index "client_practice_id_source_line_index";`);
    this.addSql(`drop index "posted_form_practice_id_given_up_at_index";`);
    this.addSql(`alter table "posted_form" drop column "given_up_at";`);
  }
}
