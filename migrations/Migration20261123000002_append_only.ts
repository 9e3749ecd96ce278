import { Migration } from '@mikro-orm/migrations';

/** The source log and the audit log are only ever added to: the database itself refuses anything else (S22, §3.8). */
export class Migration20261123000002_append_only extends Migration {
  override name = 'Migration20261123000002_append_only';

  override up(): void {
    this.addSql(`create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end $$;`);
    for (const table of ['source_log_line', 'audit_entry']) {
      this.addSql(`create trigger append_only before update or delete on "${table}" for each row execute function refuse_change();`);
      this.addSql(`create trigger append_only_whole before truncate on "${table}" for each statement execute function refuse_change();`);
    }
  }
}
