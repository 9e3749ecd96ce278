/**
 * The same, except that an entry may be deleted once it is six years old (§3.5): the limit stands in the database, so
 * that the program cannot shorten it.
 */
export const appendOnlyForSixYears = [
  {
    name: 'append_only',
    timing: 'before' as const,
    events: ['update' as const, 'delete' as const],
    body: "if tg_op = 'DELETE' and old.at < now() - interval '6 years' then return old; end if; raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';",
  },
];

/** A trigger refuses every update and delete of this table's rows (S22, §3.8). */
export const appendOnly = [
  {
    name: 'append_only',
    timing: 'before' as const,
    events: ['update' as const, 'delete' as const],
    body: "raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';",
  },
];
