import { Migration } from '@mikro-orm/migrations';

const WORKFLOWS = "'referral', 'clientJourney', 'delivery', 'fridayList', 'enquiry', 'referOut', 'housekeeping', 'erasure'";
const LINKS = "'keep_posted', 'referrer', 'unsubscribe', 'consent', 'survey', 'intake', 'friday', 'handover', 'reply'";
const TASKS =
  "'thank', 'thank_by_hand', 'match_referrer', 'message_held', 'look_into', 'care_matter', 'confirm_consent', 'ask_consent', 'get_in_touch', 'offer_booking', 'confirm_attendance', 'check_conflict', 'confirm_waiting', 'ask_source', 'check_mail', 'thank_for_reply', 'choose_colleague', 'check_handover', 'name_expires', 'answer_complaint', 'report_incident', 'balance_export', 'answer_access', 'erase_by_hand', 'weigh_mention', 'erased_returned', 'mend_webhook', 'stop_by_mail', 'mail_came_back', 'staff_mail_bounces', 'sender_refused', 'shared_mailbox', 'read_digest'";

/** Reviews with what they froze, what they decided, and the link of the mail that leads to them. */
export class Migration20261130100003_reviews extends Migration {
  override name = 'Migration20261130100003_reviews';

  override up(): void {
    this.addSql(`create table "review" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "period" text not null, "due_at" timestamptz(3) not null, "frozen_at" timestamptz(3) null, "frozen" text null, "frozen_suppressed" text null, "told_at" timestamptz(3) null, "reminded_at" timestamptz(3) null, "escalated_at" timestamptz(3) null, "held_at" timestamptz(3) null, "held_by" uuid null, "minutes" int null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "review_practice_id_updated_at_id_index" on "review" ("practice_id", "updated_at", "id");`);
    this.addSql(`alter table "review" add constraint "review_practice_id_kind_period_unique" unique ("practice_id", "kind", "period");`);
    this.addSql(`alter table "review" add constraint "review_kind_check" check ("kind" in ('monthly', 'quarterly'));`);
    this.addSql(`alter table "review" enable row level security;`);
    this.addSql(`create policy "review_practice_policy" on "review" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`create table "review_action" ("practice_id" uuid not null, "id" uuid not null, "review_id" uuid not null, "text" bytea null, "owner_id" uuid not null, "due_on" date not null, "done_at" timestamptz(3) null, "done_by" uuid null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "review_action_practice_id_review_id_index" on "review_action" ("practice_id", "review_id");`);
    this.addSql(`alter table "review_action" add constraint "review_action_practice_id_review_id_foreign" foreign key ("practice_id", "review_id") references "review" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "review_action" add constraint "review_action_practice_id_owner_id_foreign" foreign key ("practice_id", "owner_id") references "staff" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "review_action" enable row level security;`);
    this.addSql(`create policy "review_action_practice_policy" on "review_action" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "message" add column "review_id" uuid null;`);
    this.words({ workflows: `${WORKFLOWS}, 'review'`, links: `${LINKS}, 'review'`, tasks: `${TASKS}, 'review_action'` });
  }

  override down(): void {
    this.addSql(`delete from "commitment" where "kind" = 'review';`);
    this.addSql(`delete from "workflow_signal" where "workflow" = 'review';`);
    this.addSql(`delete from "public_token" where "purpose" = 'review';`);
    this.addSql(`delete from "task" where "kind" = 'review_action';`);
    this.words({ workflows: WORKFLOWS, links: LINKS, tasks: TASKS });
    this.addSql(`alter table "message" drop column "review_id";`);
    this.addSql(`drop table "review_action";`);
    this.addSql(`drop table "review";`);
  }

  private words({ workflows, links, tasks }: { workflows: string; links: string; tasks: string }): void {
    for (const [table, column, allowed] of [
      ['commitment', 'kind', workflows],
      ['workflow_signal', 'workflow', workflows],
      ['public_token', 'purpose', links],
      ['audit_entry', 'link_purpose', links],
      ['task', 'kind', tasks],
    ] as const) {
      const name = `${table}_${column}_check`;
      this.addSql(`alter table "${table}" drop constraint "${name}";`);
      this.addSql(`alter table "${table}" add constraint "${name}" check ("${column}" in (${allowed}));`);
    }
  }
}
