import { Migration } from '@mikro-orm/migrations';

/**
 * Row-level security keeps PostgreSQL from looking arrays up in an index, because an operator on them could leak a row
 * of another practice. This runs as the owner of the tables, and answers with ids of the practice at hand alone.
 */
const FIND_BY_NAME = `create function "find_by_name"(kind text, tokens text[], own uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = public, pg_temp as $$
  declare practice uuid := current_setting('mikro.practice.id')::uuid;
  begin
    if kind not in ('client', 'enquiry', 'referral', 'professional') then raise exception 'nobody is found under %', kind; end if;
    return query execute format(
      'select id from %I where practice_id = $1 and search_tokens @> $2 and ($3 is null or %s) order by id desc limit $4',
      kind, case when kind = 'professional' then 'true' else 'practitioner_id = $3' end)
      using practice, tokens, own, most;
  end $$;`;

/** People who enquired, and those whom a referral names, are found by the beginnings of their names. */
export class Migration20261130300011_search extends Migration {
  override name = 'Migration20261130300011_search';

  override up(): void {
    for (const table of ['enquiry', 'referral']) {
      this.addSql(`alter table "${table}" add column "search_tokens" text[] null;`);
      this.addSql(`create index "${table}_search_tokens_index" on "${table}" using gin ("search_tokens");`);
    }
    this.addSql(FIND_BY_NAME);
  }

  override down(): void {
    this.addSql(`drop function "find_by_name"(text, text[], uuid, int);`);
    for (const table of ['enquiry', 'referral']) {
      this.addSql(`drop index "${table}_search_tokens_index";`);
      this.addSql(`alter table "${table}" drop column "search_tokens";`);
    }
  }
}
