import { Migration } from '@mikro-orm/migrations';


/** One Message-ID may stand on different mails; enquiries by mail, and what is proposed for a mail. */
export class Migration20261129100006_inbound extends Migration {
  override name = 'Migration20261129100006_inbound';

  override up(): void {
    this.addSql(`alter table "inbound_mail" drop constraint "inbound_mail_practice_id_message_id_hash_unique";`);
    this.addSql(
      `alter table "inbound_mail" add constraint "inbound_mail_practice_id_message_id_hash_content_hash_unique" unique ("practice_id", "message_id_hash", "content_hash");`,
    );
    this.addSql(`alter table "inbound_mail" add column "proposed" text null;`);
    this.addSql(
      `alter table "inbound_mail" add constraint "inbound_mail_proposed_check" check ("proposed" in ('introduction', 'letter', 'statement', 'enquiry'));`,
    );
    this.addSql(`alter table "inbound_mail" drop constraint "inbound_mail_kind_check";`);
    this.addSql(
      `alter table "inbound_mail" add constraint "inbound_mail_kind_check" check ("kind" in ('introduction', 'statement', 'letter', 'enquiry', 'opt_out', 'reply', 'automatic', 'other'));`,
    );
  }
}
