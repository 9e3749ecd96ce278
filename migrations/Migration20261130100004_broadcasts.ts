import { Migration } from '@mikro-orm/migrations';

/** What closed columns may hold from now on, besides what they may hold already. */
const ALSO: readonly (readonly [table: string, column: string, values: readonly string[]])[] = [
  ['audit_entry', 'link_purpose', ['broadcasts']],
  ['commitment', 'kind', ['broadcast']],
  ['installation_suppression', 'reason', ['no_broadcasts']],
  ['message', 'purpose', ['broadcast', 'team_note']],
  ['public_token', 'purpose', ['broadcasts']],
  ['suppression', 'reason', ['no_broadcasts']],
  ['suppression', 'source', ['link']],
  ['workflow_signal', 'workflow', ['broadcast']],
];

/** The same words to many, whom they go to, and how many in a day. */
export class Migration20261130100004_broadcasts extends Migration {
  override name = 'Migration20261130100004_broadcasts';

  override up(): void {
    this.addSql(`create table "broadcast" ("practice_id" uuid not null, "id" uuid not null, "kind" text not null, "status" text not null, "per_day" int null, "only_to" text null, "frozen" int not null, "written" int not null, "created_by" uuid null, "created_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "broadcast_practice_id_updated_at_id_index" on "broadcast" ("practice_id", "updated_at", "id");`);
    this.addSql(`create index "broadcast_practice_id_kind_status_index" on "broadcast" ("practice_id", "kind", "status");`);
    this.addSql(`alter table "broadcast" add constraint "broadcast_kind_check" check ("kind" in ('full', 'places_again', 'thanks_professionals', 'thanks_personal'));`);
    this.addSql(`alter table "broadcast" add constraint "broadcast_status_check" check ("status" in ('running', 'paused', 'done', 'cancelled'));`);
    this.addSql(`alter table "broadcast" add constraint "broadcast_only_to_check" check ("only_to" in ('not_answered'));`);
    this.addSql(`alter table "broadcast" enable row level security;`);
    this.addSql(`create policy "broadcast_practice_policy" on "broadcast" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`create table "broadcast_recipient" ("practice_id" uuid not null, "id" uuid not null, "broadcast_id" uuid not null, "position" int not null, "professional_id" uuid null, "client_id" uuid null, "taken_on" date null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("practice_id", "id"));`);
    this.addSql(`create index "broadcast_recipient_practice_id_taken_on_index" on "broadcast_recipient" ("practice_id", "taken_on");`);
    this.addSql(`create index "broadcast_recipient_practice_id_client_id_index" on "broadcast_recipient" ("practice_id", "client_id");`);
    this.addSql(`create index "broadcast_recipient_practice_id_professional_id_index" on "broadcast_recipient" ("practice_id", "professional_id");`);
    this.addSql(`alter table "broadcast_recipient" add constraint "broadcast_recipient_practice_id_broadcast_id_position_unique" unique ("practice_id", "broadcast_id", "position");`);
    this.addSql(`alter table "broadcast_recipient" add constraint "broadcast_recipient_practice_id_broadcast_id_foreign" foreign key ("practice_id", "broadcast_id") references "broadcast" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "broadcast_recipient" add constraint "broadcast_recipient_practice_id_professional_id_foreign" foreign key ("practice_id", "professional_id") references "professional" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "broadcast_recipient" add constraint "broadcast_recipient_practice_id_client_id_foreign" foreign key ("practice_id", "client_id") references "client" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`alter table "broadcast_recipient" enable row level security;`);
    this.addSql(`create policy "broadcast_recipient_practice_policy" on "broadcast_recipient" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "message" add column "broadcast_id" uuid null;`);
    this.addSql(`alter table "message" add constraint "message_practice_id_broadcast_id_foreign" foreign key ("practice_id", "broadcast_id") references "broadcast" ("practice_id", "id") on update no action on delete no action;`);
    this.addSql(`create index "message_practice_id_broadcast_id_index" on "message" ("practice_id", "broadcast_id");`);

    for (const [table, column, values] of ALSO) this.also(table, column, values);

    this.addSql(`update "practice" set "policy" = jsonb_build_object('broadcasts', jsonb_build_object('perDay', 40)) || "policy";`);
    this.addSql(`update "proposal" set "content" = (jsonb_build_object('broadcasts', jsonb_build_object('perDay', 40)) || "content"::jsonb)::text where "about" = 'policy' and "decision" is null;`);
  }

  override down(): void {
    this.addSql(`update "practice" set "policy" = "policy" - 'broadcasts';`);
    for (const [table, column, values] of ALSO) this.noLonger(table, column, values);
    this.addSql(`alter table "message" drop constraint "message_practice_id_broadcast_id_foreign";`);
    this.addSql(`drop index "message_practice_id_broadcast_id_index";`);
    this.addSql(`alter table "message" drop column "broadcast_id";`);
    this.addSql(`drop table if exists "broadcast_recipient" cascade;`);
    this.addSql(`drop table if exists "broadcast" cascade;`);
  }

  /** Extends the list that is there, so that no other migration's values are forgotten. */
  private also(table: string, column: string, values: readonly string[]): void {
    const added = values.map((value) => `, ''${value}''::text`).join('');
    this.rewrite(table, column, `replace(definition, '])', '${added}])')`);
  }

  private noLonger(table: string, column: string, values: readonly string[]): void {
    const without = values.reduce(
      (text, value) => `replace(${text}, ', ''${value}''::text', '')`,
      'definition',
    );
    this.rewrite(table, column, without);
  }

  private rewrite(table: string, column: string, definition: string): void {
    const name = `${table}_${column}_check`;
    this.addSql(
      `do $do$ declare definition text; begin select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = '${name}' and conrelid = '${table}'::regclass; execute 'alter table "${table}" drop constraint "${name}"'; execute 'alter table "${table}" add constraint "${name}" ' || ${definition}; end $do$;`,
    );
  }
}
