import { PrivacyCase } from '../../entities/privacy-case.ts';
import { caseWarnAt } from '../../policy/privacy/privacy-case.ts';
import type { Tx } from '../transaction.ts';
import { warnOfCase } from './save-privacy-case.ts';

/** Warns of cases close to their deadline, once each. */
export async function warnOfCases(tx: Tx): Promise<number> {
  const due = (await waiting(tx)).filter(({ kind, startedAt }) => caseWarnAt(kind, startedAt) <= tx.now);
  for (const one of due) await warnOfCase(tx, one);
  return due.length;
}

/** When the next one expires. */
export async function nextCaseAt(tx: Tx): Promise<Date | null> {
  const times = (await waiting(tx)).map(({ kind, startedAt }) => caseWarnAt(kind, startedAt).getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

async function waiting({ em }: Tx): Promise<PrivacyCase[]> {
  return em.find(PrivacyCase, { closedAt: null, warnedAt: null });
}
