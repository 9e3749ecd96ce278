import { sql } from 'kysely';
import type { Reader, SaidToMany } from '../../email/compose-broadcast.ts';
import { keyring } from '../../entities/crypto/keyring.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

type Row = { id: string; email: Buffer; first_name: Buffer };

/**
 * Hundreds of people by id, opened as far as an e-mail to them needs; whoever has no address, or was erased, is not among
 * them.
 */
export async function readReaders(
  tx: Tx,
  to: SaidToMany['to'],
  ids: readonly string[],
): Promise<Map<string, Reader>> {
  const table = to === 'clients' ? 'client' : 'professional';
  const { rows } = await sql<Row>`
    select id, email, first_name from ${sql.table(table)}
    where practice_id = ${tx.practiceId}::uuid and id = any(${ids}::uuid[]) and email is not null and erased_at is null`.execute(
    tables(tx),
  );
  const open = (sealed: Buffer, column: string): string => keyring().open(sealed, `${table}.${column}`);
  return new Map(
    rows.map(({ id, email, first_name: firstName }) => [
      id,
      { id, email: open(email, 'email'), firstName: open(firstName, 'first_name') },
    ]),
  );
}
