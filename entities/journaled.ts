type Journaled = {
  events: readonly ('insert' | 'update' | 'delete')[];
  /** The columns that are journaled, never one that is sealed; all of a table without such a one. */
  columns?: readonly string[];
  /** What is journaled instead of a column that people may have typed into. */
  fixed?: Readonly<Record<string, string>>;
  /** SQL over `old` and `new`; every change where it is left out. */
  when?: string;
  /** Of the whole installation. */
  ofNoPractice?: true;
};

/** The setting under which nothing is journaled: the journal itself is being applied. */
export const REPLAYING = 'kindword.replaying';

/**
 * A trigger that notes each such change for the journal outside of the database (decision 0098), in its own transaction:
 * no writer of the table can forget it.
 */
export function journaled({ events, columns, fixed = {}, when, ofNoPractice }: Journaled) {
  const instead = Object.entries(fixed).map(([column, value]) => `'${column}', '${value}'`);
  const noted = (row: 'old' | 'new'): string => {
    const all = columns
      ? `jsonb_build_object(${columns.map((column) => `'${column}', ${row}."${column}"`).join(', ')})`
      : `to_jsonb(${row})`;
    return instead.length > 0 ? `${all} || jsonb_build_object(${instead.join(', ')})` : all;
  };
  const body = [
    'declare noted jsonb;',
    `begin if current_setting('${REPLAYING}', true) = 'on' then return null; end if;`,
    ...(when ? [`if not coalesce(${when}, false) then return null; end if;`] : []),
    events.includes('delete')
      ? `if tg_op = 'DELETE' then noted := ${noted('old')}; else noted := ${noted('new')}; end if;`
      : `noted := ${noted('new')};`,
    'insert into journal_entry (id, at, practice_id, subject, change, "row")',
    `values (gen_random_uuid(), clock_timestamp(), ${ofNoPractice ? 'null' : `(noted ->> 'practice_id')::uuid`}, tg_table_name, lower(tg_op), noted);`,
    'return null; end;',
  ];
  return { name: 'journaled', timing: 'after' as const, events: [...events], body: body.join(' ') };
}
