/** The database itself refuses to change or delete a row of this table, whoever asks (S22, §3.8). */
export const appendOnly = [
  {
    name: 'append_only',
    timing: 'before' as const,
    events: ['update' as const, 'delete' as const],
    body: "raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';",
  },
];
