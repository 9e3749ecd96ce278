import { Migration } from '@mikro-orm/migrations';

/** Whom a colleague sent is found by the colleague, without reading everybody who enquired. */
export class Migration20261130200006_network_view extends Migration {
  override name = 'Migration20261130200006_network_view';

  override up(): void {
    this.addSql(`create index "enquiry_of_colleague_index" on "enquiry" ("practice_id", "source_ref") where "source_kind" = 'professional';`);
  }

  override down(): void {
    this.addSql(`drop index "enquiry_of_colleague_index";`);
  }
}
