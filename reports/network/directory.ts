import { sql } from 'kysely';
import { PROFESSIONAL_KINDS } from '../../entities/professional.ts';
import { tables } from '../../facts/tables.ts';
import type { Tx } from '../../facts/transaction.ts';
import { emptyKinds, type EmptyKind } from '../../policy/network/empty-kinds.ts';
import { RISK_FLAGS, type RiskFlag } from '../../policy/network/network-terms.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';

type Kinds = Pick<PracticePolicy, 'professionalKinds' | 'fittingKinds'>;
export type FlaggedColleague = { professionalId: string; flags: RiskFlag[] };
type Row = { kinds: string[] | null; flagged: { id: string; flags: string[] }[] | null };

/**
 * What the list of colleagues says by itself: kinds of whom nobody is known (S63), and of whom it is noted what makes them
 * a fragile source (S66), before anything dries up.
 */
export async function readDirectory(
  tx: Tx,
  policy: Kinds,
): Promise<{ emptyKinds: EmptyKind[]; flagged: FlaggedColleague[] }> {
  const { rows } = await sql<Row>`
    select json_agg(distinct kind) as kinds,
      json_agg(json_build_object('id', id, 'flags', risk_flags) order by id)
        filter (where risk_flags && ${[...RISK_FLAGS]}::text[]) as flagged
    from professional where practice_id = ${tx.practiceId}::uuid and erased_at is null`.execute(tables(tx));
  const [{ kinds, flagged } = { kinds: null, flagged: null }] = rows;
  return {
    emptyKinds: emptyKinds(PROFESSIONAL_KINDS, policy, new Set(kinds ?? [])),
    flagged: (flagged ?? []).map(({ id, flags }) => ({
      professionalId: id,
      flags: RISK_FLAGS.filter((flag) => flags.includes(flag)),
    })),
  };
}

/** The same without who: how many colleagues carry which flag (§5.8, part 5). */
export async function networkInShort(
  tx: Tx,
  policy: Kinds,
): Promise<{ emptyKinds: EmptyKind[]; fragile: { flag: RiskFlag; colleagues: number }[] }> {
  const { emptyKinds: empty, flagged } = await readDirectory(tx, policy);
  const fragile = RISK_FLAGS.map((flag) => ({
    flag,
    colleagues: flagged.filter(({ flags }) => flags.includes(flag)).length,
  }));
  return { emptyKinds: empty, fragile: fragile.filter(({ colleagues }) => colleagues > 0) };
}
