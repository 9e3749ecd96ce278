import { Migration } from '@mikro-orm/migrations';

const ADDRESS_IS_KNOWN = [
  `begin if tg_op <> 'INSERT' then delete from staff_address where practice_id = old.practice_id and staff_id = old.id; end if;`,
  `if tg_op <> 'DELETE' and new.active and new.email_hash <> '' then insert into staff_address (practice_id, staff_id, email_hash) values (new.practice_id, new.id, new.email_hash); end if;`,
  'return null; end;',
].join(' ');

/** Staff sign in: links, sessions, passkeys, what was typed when a session was over, and who works where by address. */
export class Migration20261130300000_sessions extends Migration {
  override name = 'Migration20261130300000_sessions';

  override up(): void {
    this.addSql(`create table "web_session" ("id" uuid not null, "hash" text not null, "email_hash" text not null, "practice_id" uuid not null, "staff_id" uuid not null, "device" text not null, "created_at" timestamptz(3) not null, "last_used_at" timestamptz(3) not null, "idle_ends_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "stepped_up_until" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`alter table "web_session" add constraint "web_session_hash_unique" unique ("hash");`);
    this.addSql(`create index "web_session_email_hash_index" on "web_session" ("email_hash");`);
    this.addSql(`create index "web_session_ends_at_index" on "web_session" ("ends_at");`);

    this.addSql(`create table "sign_in_link" ("id" uuid not null, "hash" text not null, "kind" text not null, "email_hash" text null, "asked_hash" text null, "wrong_codes" int not null, "goes_to" text null, "message_id" uuid null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`alter table "sign_in_link" add constraint "sign_in_link_hash_unique" unique ("hash");`);
    this.addSql(`alter table "sign_in_link" add constraint "sign_in_link_message_id_unique" unique ("message_id");`);
    this.addSql(`create index "sign_in_link_email_hash_created_at_index" on "sign_in_link" ("email_hash", "created_at");`);
    this.addSql(`create index "sign_in_link_expires_at_index" on "sign_in_link" ("expires_at");`);
    this.addSql(`alter table "sign_in_link" add constraint "sign_in_link_kind_check" check ("kind" in ('mailed', 'printed', 'begin', 'confirm'));`);

    this.addSql(`create table "passkey" ("id" uuid not null, "email_hash" text not null, "practice_id" uuid not null, "staff_id" uuid not null, "credential_id" text not null, "public_key" text not null, "signature_counter" bigint not null, "transports" text[] not null, "name" text not null, "created_at" timestamptz(3) not null, "last_used_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`alter table "passkey" add constraint "passkey_credential_id_unique" unique ("credential_id");`);
    this.addSql(`create index "passkey_email_hash_index" on "passkey" ("email_hash");`);

    this.addSql(`create table "passkey_challenge" ("hash" text not null, "session_id" uuid null, "expires_at" timestamptz(3) not null, primary key ("hash"));`);
    this.addSql(`create index "passkey_challenge_expires_at_index" on "passkey_challenge" ("expires_at");`);

    this.addSql(`create table "kept_form" ("id" uuid not null, "hash" text not null, "practice_id" uuid not null, "staff_id" uuid not null, "path" text not null, "fields" bytea not null, "expires_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "kept_form" add constraint "kept_form_hash_unique" unique ("hash");`);
    this.addSql(`create index "kept_form_practice_id_staff_id_index" on "kept_form" ("practice_id", "staff_id");`);
    this.addSql(`create index "kept_form_expires_at_index" on "kept_form" ("expires_at");`);

    this.addSql(`create table "staff_address" ("practice_id" uuid not null, "staff_id" uuid not null, "email_hash" text not null, primary key ("practice_id", "staff_id"));`);
    this.addSql(`create index "staff_address_email_hash_index" on "staff_address" ("email_hash");`);
    this.addSql(`insert into "staff_address" select "practice_id", "id", "email_hash" from "staff" where "active" and "email_hash" <> '';`);
    this.addSql(`create or replace function "staff_address_is_known_fn"() returns trigger as $$ ${ADDRESS_IS_KNOWN} $$ language plpgsql;`);
    this.addSql(`create trigger "address_is_known" AFTER INSERT OR UPDATE OR DELETE on "staff" for each ROW execute function "staff_address_is_known_fn"();`);

    this.addSql(`alter table "staff" add column "preferences" jsonb null;`);
    this.purposes(`replace(definition, '])', ', ''sign_in''::text])')`);
  }

  override down(): void {
    this.addSql(`delete from "message" where "purpose" = 'sign_in';`);
    this.purposes(`replace(definition, ', ''sign_in''::text', '')`);
    this.addSql(`alter table "staff" drop column "preferences";`);
    this.addSql(`drop trigger "address_is_known" on "staff";`);
    this.addSql(`drop function "staff_address_is_known_fn";`);
    for (const table of ['staff_address', 'kept_form', 'passkey_challenge', 'passkey', 'sign_in_link', 'web_session'])
      this.addSql(`drop table "${table}";`);
  }

  /** Extends the list that is there, so that no other migration's values are forgotten. */
  private purposes(definition: string): void {
    const name = 'message_purpose_check';
    this.addSql(
      `do $do$ declare definition text; begin select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = '${name}' and conrelid = 'message'::regclass; execute 'alter table "message" drop constraint "${name}"'; execute 'alter table "message" add constraint "${name}" ' || ${definition}; end $do$;`,
    );
  }
}
