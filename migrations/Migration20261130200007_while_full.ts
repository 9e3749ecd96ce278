import { Migration } from '@mikro-orm/migrations';

const COLUMNS = [
  ['gate_override', 'code'],
  ['message', 'prompt_code'],
  ['milestone', 'code'],
] as const;
const LAST = `'expired'`;
const BEFORE = `'no_consent', 'objected', 'minor', 'held', 'complaint', 'deceased', 'mid_process', 'too_early', 'missed_session', 'unpaid', 'low_satisfaction', 'drop_out', 'referred_on', 'third_party_payer', 'shared_work', 'fee_review', 'too_often', 'do_not_email', 'suppressed', 'not_live', 'not_a_moment', 'no_carrier', 'stale_data'`;

/** A moment may wait because the practice is full (D7). */
export class Migration20261130200007_while_full extends Migration {
  override name = 'Migration20261130200007_while_full';

  override up(): void {
    for (const [table, column] of COLUMNS) this.check(table, column, `${BEFORE}, 'while_full', ${LAST}`);
  }

  override down(): void {
    this.addSql(`delete from "gate_override" where "code" = 'while_full';`);
    this.addSql(`update "message" set "prompt_code" = 'stale_data' where "prompt_code" = 'while_full';`);
    this.addSql(`update "milestone" set "code" = 'stale_data' where "code" = 'while_full';`);
    for (const [table, column] of COLUMNS) this.check(table, column, `${BEFORE}, ${LAST}`);
  }

  private check(table: string, column: string, codes: string): void {
    this.addSql(`alter table "${table}" drop constraint "${table}_${column}_check";`);
    this.addSql(
      `alter table "${table}" add constraint "${table}_${column}_check" check ("${column}" in (${codes}));`,
    );
  }
}
