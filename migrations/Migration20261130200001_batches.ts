import { Migration } from '@mikro-orm/migrations';

/** An e-mail is about one or two of these, and is not entered where it is about none. */
const FOUND_BY = ['referral_id', 'client_id', 'enquiry_id', 'refer_out_id', 'professional_id', 'counts_from'];

/**
 * What goes to many leaves in batches: which e-mails left together, the places of a day as one number, and what is looked
 * up for hundreds at once. Words are sealed, so that trying to compress them is lost time.
 */
export class Migration20261130200001_batches extends Migration {
  override name = 'Migration20261130200001_batches';

  override up(): void {
    this.addSql(`alter table "message" add column "batch_id" uuid null, add column "taken_on" date null;`);
    this.addSql(`update "message" m set "taken_on" = r."taken_on" from "broadcast_recipient" r where r."practice_id" = m."practice_id" and r."id" = m."id" and r."taken_on" is not null;`);

    this.addSql(`create table "broadcast_day" ("practice_id" uuid not null, "day" date not null, "taken" int not null, "rehearsed" int not null, primary key ("practice_id", "day"));`);
    this.addSql(`alter table "broadcast_day" enable row level security;`);
    this.addSql(`create policy "broadcast_day_practice_policy" on "broadcast_day" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);
    this.addSql(`insert into "broadcast_day" select "practice_id", "taken_on", count(*) filter (where "status" <> 'would_send'), count(*) filter (where "status" = 'would_send') from "message" where "taken_on" is not null group by 1, 2;`);

    this.addSql(`drop index "broadcast_recipient_practice_id_taken_on_index";`);
    this.addSql(`alter table "broadcast_recipient" drop column "taken_on";`);

    for (const column of ['client_id', 'professional_id']) {
      this.addSql(`drop index "broadcast_recipient_practice_id_${column}_index";`);
      this.addSql(`create index "broadcast_recipient_practice_id_${column}_index" on "broadcast_recipient" ("practice_id", "${column}") where "${column}" is not null;`);
    }

    this.addSql(`drop index "message_practice_id_broadcast_id_index";`);
    this.addSql(`create index "message_of_broadcast_index" on "message" ("practice_id", "broadcast_id", "status", "why") where "broadcast_id" is not null;`);
    this.addSql(`create index "message_practice_id_to_hash_index" on "message" ("practice_id", "to_hash") where "to_hash" is not null;`);
    for (const column of FOUND_BY) {
      this.addSql(`drop index if exists "message_practice_id_${column}_index";`);
      this.addSql(`create index "message_practice_id_${column}_index" on "message" ("practice_id", "${column}") where "${column}" is not null;`);
    }
    for (const column of ['text', 'html', 'subject', 'to'])
      this.addSql(`alter table "message" alter column "${column}" set storage external;`);
  }

  override down(): void {
    for (const column of ['text', 'html', 'subject', 'to'])
      this.addSql(`alter table "message" alter column "${column}" set storage extended;`);
    for (const column of FOUND_BY) {
      this.addSql(`drop index "message_practice_id_${column}_index";`);
      if (column !== 'professional_id')
        this.addSql(`create index "message_practice_id_${column}_index" on "message" ("practice_id", "${column}");`);
    }
    this.addSql(`drop index "message_practice_id_to_hash_index";`);
    this.addSql(`drop index "message_of_broadcast_index";`);
    this.addSql(`create index "message_practice_id_broadcast_id_index" on "message" ("practice_id", "broadcast_id");`);
    for (const column of ['client_id', 'professional_id']) {
      this.addSql(`drop index "broadcast_recipient_practice_id_${column}_index";`);
      this.addSql(`create index "broadcast_recipient_practice_id_${column}_index" on "broadcast_recipient" ("practice_id", "${column}");`);
    }
    this.addSql(`alter table "broadcast_recipient" add column "taken_on" date null;`);
    this.addSql(`create index "broadcast_recipient_practice_id_taken_on_index" on "broadcast_recipient" ("practice_id", "taken_on");`);
    this.addSql(`update "broadcast_recipient" r set "taken_on" = m."taken_on" from "message" m where r."practice_id" = m."practice_id" and r."id" = m."id";`);
    this.addSql(`drop table if exists "broadcast_day" cascade;`);
    this.addSql(`alter table "message" drop column "batch_id", drop column "taken_on";`);
  }
}
