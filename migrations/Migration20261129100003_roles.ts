import { Migration } from '@mikro-orm/migrations';

const FOLLOWS_THE_ADDRESS =
  'begin if old.email_hash is not null and new.email_hash is distinct from old.email_hash then new.link_generation := old.link_generation + 1; end if; return new; end;';

/** Links have generations, what is done by link is noted as such, keys expire, and a sender's domain is one practice's. */
export class Migration20261129100003_roles extends Migration {
  override name = 'Migration20261129100003_roles';

  override up(): void {
    this.addSql(
      `alter table "api_key" add column "expires_at" timestamptz(3) null, add column "last_used_at" timestamptz(3) null;`,
    );
    this.addSql(
      `alter table "audit_entry" add column "link_purpose" text null, add column "link_subject_id" uuid null;`,
    );
    this.addSql(`alter table "audit_entry" drop constraint "audit_entry_actor_check";`);
    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_actor_check" check ("actor" in ('staff', 'workflow', 'postmark', 'visitor', 'operator', 'link'));`,
    );
    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_link_purpose_check" check ("link_purpose" in ('keep_posted', 'referrer', 'unsubscribe', 'consent', 'survey', 'intake', 'friday', 'handover', 'reply'));`,
    );
    this.addSql(`alter table "message" add column "sender" bytea null;`);
    this.addSql(`alter table "practice" add column "sender_domains" text[] not null default '{}';`);
    this.addSql(`alter table "client" add column "referrer_link_generation" int not null default 0;`);
    for (const table of ['client', 'professional', 'staff']) {
      this.addSql(`alter table "${table}" add column "link_generation" int not null default 0;`);
      this.addSql(
        `create or replace function "${table}_links_follow_the_address_fn"() returns trigger as $$ ${FOLLOWS_THE_ADDRESS} $$ language plpgsql;`,
      );
      this.addSql(
        `create trigger "links_follow_the_address" BEFORE UPDATE on "${table}" for each ROW execute function "${table}_links_follow_the_address_fn"();`,
      );
    }
  }
}
