import { Migration } from '@mikro-orm/migrations';

/** A suppression has a practice, a reason, a source, a time and an end; what counts everywhere says where it happened. */
export class Migration20261129100002_suppressions extends Migration {

  override name = 'Migration20261129100002_suppressions';

  override up(): void | Promise<void> {
    this.addSql(`alter table "suppression" drop constraint "suppression_reason_check";`);
    this.addSql(`alter table "suppression" drop constraint "suppression_practice_id_email_hash_unique";`);
    this.addSql(`alter table "suppression" add column "source" text not null default 'staff', add column "until" timestamptz(3) null, add column "lifted_at" timestamptz(3) null, add column "lifted_by" uuid null, add column "reactivated_at" timestamptz(3) null, add column "updated_at" timestamptz(3) not null default current_timestamp(3);`);
    this.addSql(`update "suppression" set "source" = case "reason" when 'erased' then 'erasure' when 'unsubscribed' then 'one_click' else 'mail_provider' end, "updated_at" = "at", "until" = case "reason" when 'hard_bounce' then "at" + interval '90 days' end;`);
    this.addSql(`alter table "suppression" add constraint "suppression_practice_id_email_hash_reason_unique" unique ("practice_id", "email_hash", "reason");`);
    this.addSql(`create index "suppression_practice_id_updated_at_id_index" on "suppression" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "suppression" add constraint "suppression_reason_check" check ("reason" in ('hard_bounce', 'bad_address', 'complaint', 'inactive', 'unsubscribed', 'stop_by_mail', 'erased'));`);
    this.addSql(`alter table "suppression" add constraint "suppression_source_check" check ("source" in ('mail_provider', 'one_click', 'inbound_mail', 'erasure', 'staff'));`);

    this.addSql(`delete from "installation_suppression" where "reason" not in ('hard_bounce', 'complaint');`);
    this.addSql(`alter table "installation_suppression" drop constraint "installation_suppression_reason_check";`);
    this.addSql(`alter table "installation_suppression" drop constraint "installation_suppression_pkey";`);
    this.addSql(`alter table "installation_suppression" add column "practice_id" uuid null, add column "until" timestamptz(3) null, add column "lifted_at" timestamptz(3) null, add column "reactivated_at" timestamptz(3) null;`);
    this.addSql(`update "installation_suppression" set "until" = "at" + interval '90 days' where "reason" = 'hard_bounce';`);
    this.addSql(`alter table "installation_suppression" add constraint "installation_suppression_pkey" primary key ("email_hash", "reason");`);
    this.addSql(`alter table "installation_suppression" add constraint "installation_suppression_reason_check" check ("reason" in ('hard_bounce', 'bad_address', 'complaint', 'inactive', 'unsubscribed', 'stop_by_mail', 'erased'));`);

    this.addSql(`alter table "webhook_event" add column if not exists "bound_to" uuid null;`);

    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in ('thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'erase_by_hand', 'mend_webhook', 'stop_by_mail', 'mail_came_back', 'staff_mail_bounces', 'sender_refused'));`);
  }

}
