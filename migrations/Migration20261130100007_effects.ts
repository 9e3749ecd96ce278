import { Migration } from '@mikro-orm/migrations';

const BY_TIME = [
  ['message', 'counts_from'],
  ['milestone', 'carried_at'],
  ['source_log_line', 'received_at'],
] as const;

/** What reports look for by time: notes, prompts and lines of the source log, corrections apart; and the corrections of a line. */
export class Migration20261130100007_effects extends Migration {
  override name = 'Migration20261130100007_effects';

  override up(): void {
    for (const [table, column] of BY_TIME)
      this.addSql(
        `create index "${table}_practice_id_${column}_index" on "${table}" ("practice_id", "${column}");`,
      );
    this.addSql(
      `create index "source_log_line_corrections_index" on "source_log_line" ("practice_id", "received_at") where "kind" = 'correction';`,
    );
    this.addSql(
      `create index "source_log_line_corrects_index" on "source_log_line" ("practice_id", "corrects") where "corrects" is not null;`,
    );
  }

  override down(): void {
    this.addSql(`drop index "source_log_line_corrects_index";`);
    this.addSql(`drop index "source_log_line_corrections_index";`);
    for (const [table, column] of BY_TIME)
      this.addSql(`drop index "${table}_practice_id_${column}_index";`);
  }
}
