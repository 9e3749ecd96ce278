import { PrivacyCase } from '../../entities/privacy-case.ts';
import { caseWarnAt } from '../../policy/privacy/privacy-case.ts';
import type { Fact } from '../transaction.ts';
import { warnOfCase } from './save-privacy-case.ts';

/** Complaints and incidents whose time is nearly over, once each. */
export async function warnOfCases(fact: Fact): Promise<number> {
  const due = (await waiting(fact)).filter(({ kind, startedAt }) => caseWarnAt(kind, startedAt) <= fact.now);
  for (const one of due) await warnOfCase(fact, one);
  return due.length;
}

/** When the next of them is due. */
export async function nextCaseAt(fact: Fact): Promise<Date | null> {
  const times = (await waiting(fact)).map(({ kind, startedAt }) => caseWarnAt(kind, startedAt).getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

async function waiting({ em }: Fact): Promise<PrivacyCase[]> {
  return em.find(PrivacyCase, { closedAt: null, warnedAt: null });
}
