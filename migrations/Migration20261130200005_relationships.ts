import { Migration } from '@mikro-orm/migrations';

const FLAGS = `'single_contact', 'gap_filling', 'overflow_dependent', 'replaceable'`;

/** Every colleague is kept in touch with; what was heard from whom, and what went to whom, is found by the colleague. */
export class Migration20261130200005_relationships extends Migration {
  override name = 'Migration20261130200005_relationships';

  override up(): void {
    this.addSql(`create index "source_log_line_practice_id_source_ref_index" on "source_log_line" ("practice_id", "source_ref");`);
    this.addSql(`create index "inbound_mail_professional_index" on "inbound_mail" ("practice_id", "professional_id") where "professional_id" is not null;`);
    this.purposes(`replace(definition, '])', ', ''check_in''::text])')`);
    this.addSql(`update "professional" set "risk_flags" = array(select flag from unnest("risk_flags") flag where flag in (${FLAGS})) where not "risk_flags" <@ array[${FLAGS}]::text[];`);
    // Within a day, so that not all of them are looked at in one moment.
    this.addSql(`insert into "commitment" ("kind", "subject_id", "practice_id", "due_at", "signal_count") select 'relationship', "id", "practice_id", now() + ((hashtext("id"::text)::bigint & 65535) / 65536.0) * interval '1 day', 0 from "professional" where "erased_at" is null on conflict do nothing;`);
  }

  override down(): void {
    this.addSql(`delete from "commitment" where "kind" = 'relationship';`);
    this.addSql(`delete from "message" where "purpose" = 'check_in';`);
    this.purposes(`replace(definition, ', ''check_in''::text', '')`);
    this.addSql(`drop index "inbound_mail_professional_index";`);
    this.addSql(`drop index "source_log_line_practice_id_source_ref_index";`);
  }

  /** Extends the list that is there, so that no other migration's values are forgotten. */
  private purposes(definition: string): void {
    const name = 'message_purpose_check';
    this.addSql(
      `do $do$ declare definition text; begin select pg_get_constraintdef(oid) into strict definition from pg_constraint where conname = '${name}' and conrelid = 'message'::regclass; execute 'alter table "message" drop constraint "${name}"'; execute 'alter table "message" add constraint "${name}" ' || ${definition}; end $do$;`,
    );
  }
}
