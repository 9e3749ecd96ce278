import type { Query } from '../query.ts';
import { Refusal } from '../refusal.ts';
import { readFilterDate } from '../time.ts';
import { ORIGINS, REASONS, type Suppression } from './suppressions.ts';

/** Which suppressions a dump was asked for; a reason or an origin that does not exist is refused. */
export function suppressionFilter(query: Query): (suppression: Suppression) => boolean {
  const reason = query.get('suppressionreason');
  const origin = query.get('origin');
  const email = query.get('emailaddress')?.toLowerCase();
  const from = readFilterDate(query.get('fromdate') ?? '', 'from') ?? 0;
  const to = readFilterDate(query.get('todate') ?? '', 'to') ?? Infinity;
  if (reason && !REASONS.some((known) => known === reason)) throw invalid(1404, 'SuppressionReason');
  if (origin && !ORIGINS.some((known) => known === origin)) throw invalid(1405, 'Origin');
  return (suppression) =>
    (!reason || suppression.reason === reason) &&
    (!origin || suppression.origin === origin) &&
    (!email || suppression.email === email) &&
    suppression.createdAt >= from &&
    suppression.createdAt <= to;
}

function invalid(code: number, parameter: string): Refusal {
  return new Refusal(code, `Parameter '${parameter}' is invalid.`);
}
