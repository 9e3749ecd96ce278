/** Every table; each statement may run on a file that has it already. */
export const SCHEMA = `
create table if not exists mail (
  seq integer primary key autoincrement,
  id text not null unique,
  stream text not null,
  tag text,
  from_email text not null,
  subject text not null,
  status text not null,
  message_id text not null,
  received_at integer not null,
  hidden_until integer not null,
  body text not null
);
create index if not exists mail_by_stream on mail (stream, seq);

create table if not exists mail_metadata (
  key text not null, value text not null, mail_seq integer not null references mail (seq),
  primary key (key, value, mail_seq)
) without rowid;

create table if not exists mail_recipient (
  email text not null, mail_seq integer not null references mail (seq),
  primary key (email, mail_seq)
) without rowid;

create table if not exists mail_event (
  seq integer primary key autoincrement,
  mail_id text not null, recipient text not null, type text not null, at integer not null, details text not null
);
create index if not exists mail_event_by_mail on mail_event (mail_id);

create table if not exists outcome (
  seq integer primary key autoincrement,
  mail_id text not null, recipient text not null, kind text not null, due_at integer not null
);
create index if not exists outcome_by_due on outcome (due_at);

create table if not exists bounce (
  id integer primary key autoincrement,
  mail_id text not null, type text not null, email text not null, stream text not null, tag text,
  from_email text not null, subject text not null, details text not null, inactive integer not null, at integer not null
);

create table if not exists suppression (
  stream text not null, email text not null, reason text not null, origin text not null, created_at integer not null,
  primary key (stream, email)
) without rowid;

create table if not exists inbound (
  seq integer primary key autoincrement,
  id text not null unique, body text not null, received_at integer not null
);

create table if not exists webhook (
  seq integer primary key autoincrement,
  kind text not null, trace_id text not null, message_id text, record_type text not null, body text not null,
  state text not null, attempts integer not null, due_at integer not null, last_result text
);
create index if not exists webhook_by_due on webhook (due_at) where state = 'waiting';
create index if not exists webhook_by_message on webhook (message_id);

create table if not exists data_removal (id integer primary key autoincrement, at integer not null);
create table if not exists fault_seen (attempt text primary key) without rowid;
create table if not exists setting (name text primary key, value text not null) without rowid;
`;
