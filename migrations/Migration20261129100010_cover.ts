import { Migration } from '@mikro-orm/migrations';

const BEFORE =
  "'thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'ask_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'answer_access', 'erase_by_hand', 'weigh_mention', 'erased_returned', 'mend_webhook', 'stop_by_mail', 'mail_came_back', 'staff_mail_bounces', 'sender_refused', 'shared_mailbox'";

/** The absence because of which a task moved, and the digest of whoever is back. */
export class Migration20261129100010_cover extends Migration {
  override name = 'Migration20261129100010_cover';

  override up(): void {
    this.addSql(`alter table "task" add column "absence_id" uuid null;`);
    this.addSql(
      `create index "task_practice_id_absence_id_index" on "task" ("practice_id", "absence_id");`,
    );
    this.kinds(`${BEFORE}, 'read_digest'`);
  }

  override down(): void {
    this.kinds(BEFORE);
    this.addSql(`drop index "task_practice_id_absence_id_index";`);
    this.addSql(`alter table "task" drop column "absence_id";`);
  }

  private kinds(kinds: string): void {
    this.addSql(`alter table "task" drop constraint "task_kind_check";`);
    this.addSql(`alter table "task" add constraint "task_kind_check" check ("kind" in (${kinds}));`);
  }
}
