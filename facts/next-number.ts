import type { Tx } from './transaction.ts';

/** The practice's next number, without gaps; call it last, because its row stays locked until the commit (S22). */
export async function nextNumber(tx: Tx, name: string): Promise<number> {
  const [row] = await tx.em.execute<{ value: number }[]>(
    `insert into counter (practice_id, name, value) values (?, ?, 1)
     on conflict (practice_id, name) do update set value = counter.value + 1 returning value`,
    [tx.practiceId, name],
  );
  return row?.value ?? 1;
}
