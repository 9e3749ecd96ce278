import type { ConsentReport } from '../schemas/report.ts';
import type { z } from 'zod';
import { hideSmall, isSmall } from '../../policy/reports/small-numbers.ts';
import { CONSENT_DEFINITION, type ConsentMeter } from '../../reports/consent.ts';
import { forecastView } from './trial-view.ts';

/** The meter as this caller may see it; whoever asks clients at the desk must be able to count them. */
export function consentView(
  { n, rows, forecast }: ConsentMeter,
  sees: { clients: boolean; gates: boolean },
): z.output<typeof ConsentReport> {
  const counts = rows.map(({ count }) => count);
  const shown = sees.clients ? counts : hideSmall(counts);
  const countOf = (status: string): number | null =>
    shown[rows.findIndex((row) => row.status === status)] ?? null;
  const total = sees.clients || !isSmall(n) ? n : null;
  const notAsked = countOf('not_asked');
  const asked = total === null || notAsked === null ? null : total - notAsked;
  const yes = countOf('given');
  const { promptsPerQuarter, removed } = forecastView(forecast, sees.gates);
  const [most] = removed;
  return {
    definition: CONSENT_DEFINITION,
    n: total,
    rows: rows.map(({ status }, index) => ({ status, count: shown[index] ?? null })),
    suppressed: total === null || shown.includes(null),
    asked,
    yes,
    letsThrough: promptsPerQuarter,
    removesMost: most && most.count !== null ? most.code : null,
    words: `asked ${word(asked)} of ${word(total)}, yes ${word(yes)}`,
  };
}

function word(count: number | null): string {
  return count === null ? '(too few to show)' : String(count);
}
