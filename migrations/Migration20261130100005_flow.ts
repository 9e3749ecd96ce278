import { Migration } from '@mikro-orm/migrations';

/** When each client was new stands with the client, and who was seen when is found by its day: no report reads all sessions. */
export class Migration20261130100005_flow extends Migration {
  override name = 'Migration20261130100005_flow';

  override up(): void {
    this.addSql(`alter table "client" add column "first_attended_at" timestamptz(3) null;`);
    this.addSql(
      `create index "client_practice_id_first_attended_at_index" on "client" ("practice_id", "first_attended_at");`,
    );
    this.addSql(
      `create index "client_session_attended_at_index" on "client_session" ("practice_id", "at") include ("client_id") where "status" = 'attended';`,
    );
    this.addSql(`
      update "client" set "first_attended_at" = came.at from (
        select seen.practice_id, seen.client_id, min(seen.at) as at from (
          select s.practice_id, s.client_id, s.at from client_session s where s.status = 'attended'
          union all
          select e.practice_id, e.client_id, e.attended_at from enquiry e
          where e.client_id is not null and e.attended_at is not null) seen
        group by 1, 2) came
      where "client"."practice_id" = came.practice_id and "client"."id" = came.client_id;`);
  }

  override down(): void {
    this.addSql(`drop index "client_session_attended_at_index";`);
    this.addSql(`drop index "client_practice_id_first_attended_at_index";`);
    this.addSql(`alter table "client" drop column "first_attended_at";`);
  }
}
