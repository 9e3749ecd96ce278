import { randomUUIDv7 } from 'node:crypto';
import { Practice } from '../../entities/practice.ts';
import { Spend } from '../../entities/spend.ts';
import type { SourceKind } from '../../policy/source-log/source-kinds.ts';
import { lockKey } from '../locks/lock-key.ts';
import { dateIn } from '../practice/practice-today.ts';
import { wrongFields, type WrongField } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';

export type NewSpend = {
  sourceKind: SourceKind;
  /** YYYY-MM. */
  month: string;
  /** In pence or cents. */
  amountMinor: number;
  /** Of staff time. */
  minutes?: number | undefined;
  currency: string;
};

/**
 * Records what a kind of source cost in a month (S31); the same kind and month again replaces what was recorded. Refuses
 * another currency than the practice's and a month that has not begun.
 */
export async function saveSpend(
  tx: Tx,
  { sourceKind, month, amountMinor, minutes = 0, currency }: NewSpend,
): Promise<{ spend: Spend; outcome: 'added' | 'replaced' }> {
  await refuseWrong(tx, { month, currency });
  await lockKey(tx, `spend/${sourceKind}/${month}`);
  const spent = { amountMinor, minutes, currency, updatedAt: tx.now };
  const known = await tx.em.findOne(Spend, { sourceKind, month });
  const spend = known
    ? tx.em.assign(known, spent)
    : tx.em.create(Spend, {
        id: randomUUIDv7(),
        practiceId: tx.practiceId,
        sourceKind,
        month,
        ...spent,
        createdAt: tx.now,
      });
  const fields = ['amountMinor', 'minutes', 'currency'];
  audit(tx, known ? 'change' : 'create', { entity: 'spend', id: spend.id }, fields);
  return { spend, outcome: known ? 'replaced' : 'added' };
}

async function refuseWrong(tx: Tx, { month, currency }: Pick<NewSpend, 'month' | 'currency'>): Promise<void> {
  const practice = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const wrong: WrongField[] = [];
  if (month > dateIn(practice.timezone, tx.now).slice(0, 7))
    wrong.push({ path: 'month', message: 'must not be a month to come' });
  if (currency !== practice.currency)
    wrong.push({ path: 'currency', message: `must be ${practice.currency}, the practice’s currency` });
  if (wrong.length > 0) throw wrongFields(wrong);
}
