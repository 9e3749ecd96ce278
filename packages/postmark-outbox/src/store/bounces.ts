import { nullable, number, object, oneOf, string, type Shaped } from '../shape.ts';
import { Count, type Database, type Filter } from './database.ts';

const Type = oneOf(['HardBounce', 'SoftBounce', 'SpamComplaint']);
const BounceRow = object({
  id: number,
  mailId: string,
  type: Type,
  email: string,
  stream: string,
  tag: nullable(string),
  fromEmail: string,
  subject: string,
  details: string,
  isInactive: (value) => value === 1,
  at: number,
});
export type Bounce = Shaped<typeof BounceRow>;

const TypeCount = object({ type: Type, n: number });
const SELECT = `select id, mail_id "mailId", type, email, stream, tag, from_email "fromEmail", subject, details,
  inactive "isInactive", at from bounce`;

/** The mails that bounced, and the complaints, which Postmark counts as bounces. */
export function bounceStore(database: Database) {
  function add(bounce: Omit<Bounce, 'id'>): Bounce {
    const { lastId } = database.run(
      `insert into bounce (mail_id, type, email, stream, tag, from_email, subject, details, inactive, at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      bounce.mailId,
      bounce.type,
      bounce.email,
      bounce.stream,
      bounce.tag,
      bounce.fromEmail,
      bounce.subject,
      bounce.details,
      bounce.isInactive ? 1 : 0,
      bounce.at,
    );
    return { ...bounce, id: lastId };
  }

  function search({ where, values }: Filter, { count, offset }: { count: number; offset: number }) {
    const total = database.one(Count, `select count(*) n from bounce where ${where}`, ...values)?.n ?? 0;
    const sql = `${SELECT} where ${where} order by id desc limit ? offset ?`;
    return { total, bounces: database.all(BounceRow, sql, ...values, count, offset) };
  }

  return {
    add,
    search,
    find: (id: number): Bounce | null => database.one(BounceRow, `${SELECT} where id = ?`, id),
    countsByType: () => database.all(TypeCount, 'select type, count(*) n from bounce group by type'),
    inactiveCount: () => database.one(Count, 'select count(*) n from bounce where inactive = 1')?.n ?? 0,
    activate(stream: string, email: string): void {
      database.run(
        "update bounce set inactive = 0 where stream = ? and lower(email) = ? and type <> 'SpamComplaint'",
        stream,
        email.toLowerCase(),
      );
    },
  };
}
