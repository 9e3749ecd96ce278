import { Migration } from '@mikro-orm/migrations';

/** Forms that are kept until they are worked off; strangers of a day whose thanks waits for a person. */
export class Migration20261129100004_public_forms extends Migration {
  override up(): void {
    this.addSql(`create table "posted_form" ("id" uuid not null, "practice_id" uuid not null, "content" bytea not null, "posted_at" timestamptz(3) not null, "next_try_at" timestamptz(3) not null, "attempts" int not null, primary key ("id"));`);
    this.addSql(`create index "posted_form_next_try_at_index" on "posted_form" ("next_try_at");`);
    this.addSql(`alter table "referral" drop constraint "referral_needs_person_check";`);
    this.addSql(`alter table "referral" add constraint "referral_needs_person_check" check ("needs_person" in ('unmatched', 'strangers', 'too_old', 'too_late', 'no_email', 'suppressed', 'refused', 'bounced', 'complained', 'unknown_outcome', 'cannot_write', 'referrer_deceased', 'referrer_held', 'referrer_complaint', 'referrer_ended'));`);
    this.addSql(`update "practice" set "policy" = '{"strangersThankedPerDay": 5}'::jsonb || "policy";`);
  }

  override down(): void {
    this.addSql(`drop table if exists "posted_form" cascade;`);
    this.addSql(`update "referral" set "needs_person" = 'unmatched' where "needs_person" = 'strangers';`);
    this.addSql(`alter table "referral" drop constraint "referral_needs_person_check";`);
    this.addSql(`alter table "referral" add constraint "referral_needs_person_check" check ("needs_person" in ('unmatched', 'too_old', 'too_late', 'no_email', 'suppressed', 'refused', 'bounced', 'complained', 'unknown_outcome', 'cannot_write', 'referrer_deceased', 'referrer_held', 'referrer_complaint', 'referrer_ended'));`);
    this.addSql(`update "practice" set "policy" = "policy" - 'strangersThankedPerDay';`);
  }
}
