import { Migration } from '@mikro-orm/migrations';

export class Migration20261129100001_words_and_hooks extends Migration {

  override name = 'Migration20261129100001_words_and_hooks';

  override up(): void | Promise<void> {
    this.addSql(`create table "hook_credential" ("id" uuid not null, "practice_id" uuid not null, "hash" text not null, "created_by" uuid null, "created_at" timestamptz(3) not null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "hook_credential_practice_id_index" on "hook_credential" ("practice_id");`);
    this.addSql(`alter table "hook_credential" add constraint "hook_credential_hash_unique" unique ("hash");`);

    this.addSql(`create table "proposal" ("practice_id" uuid not null, "id" uuid not null, "about" text not null, "version" int not null, "content" text not null, "proposed_by" uuid null, "created_at" timestamptz(3) not null, "decision" text null, "decided_by" uuid null, "decided_at" timestamptz(3) null, primary key ("practice_id", "id"));`);
    this.addSql(`alter table "proposal" add constraint "proposal_practice_id_about_version_unique" unique ("practice_id", "about", "version");`);
    this.addSql(`alter table "proposal" add constraint "proposal_decision_check" check ("decision" in ('accepted', 'declined', 'replaced'));`);
    this.addSql(`alter table "proposal" enable row level security;`);
    this.addSql(`create policy "proposal_practice_policy" on "proposal" using ("practice_id" = current_setting('mikro.practice.id')::uuid);`);

    this.addSql(`alter table "webhook_event" add column "bound_to" uuid null;`);
  }

}
