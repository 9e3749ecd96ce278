import { Migration } from '@mikro-orm/migrations';

const BEFORE = "'client', 'professional', 'search', 'social', 'podcast', 'directory', 'event', 'advert', 'website', 'returning', 'other'";
const KINDS = BEFORE.replace("'professional'", "'friend', 'professional', 'gp', 'therapist', 'school_or_work'");
const REASONS = "'logged_late', 'unmatched', 'mail_refused', 'not_live', 'program_down', 'other'";

/** Who became a client by an enquiry, from when a note counts, why a thanks went late, and more kinds of source. */
export class Migration20261129100008_people extends Migration {
  override name = 'Migration20261129100008_people';

  override up(): void {
    this.addSql(`alter table "enquiry" add column "client_made_at" timestamptz(3) null;`);
    this.addSql(`alter table "message" add column "counts_from" timestamptz(3) null;`);
    this.addSql(`alter table "practice" add column "sending_since" timestamptz(3) null;`);
    this.addSql(`alter table "referral" add column "late_reason" text null;`);
    this.addSql(
      `alter table "referral" add constraint "referral_late_reason_check" check ("late_reason" in (${REASONS}));`,
    );
    this.sourceKinds(KINDS);
  }

  override down(): void {
    this.sourceKinds(BEFORE);
    this.addSql(`alter table "referral" drop column "late_reason";`);
    this.addSql(`alter table "practice" drop column "sending_since";`);
    this.addSql(`alter table "message" drop column "counts_from";`);
    this.addSql(`alter table "enquiry" drop column "client_made_at";`);
  }

  private sourceKinds(kinds: string): void {
    for (const [table, name, column, allowed] of [
      ['client', 'client_source_kind_check', 'source_kind', `${kinds}, 'not_said'`],
      ['enquiry', 'enquiry_source_kind_check', 'source_kind', `${kinds}, 'not_said'`],
      ['source', 'source_kind_check', 'kind', kinds],
    ] as const) {
      this.addSql(`alter table "${table}" drop constraint "${name}";`);
      this.addSql(`alter table "${table}" add constraint "${name}" check ("${column}" in (${allowed}));`);
    }
  }
}
