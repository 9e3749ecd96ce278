import type { SaidStatus, WaitWeeks } from './capacity-terms.ts';

type Content = { status: SaidStatus; nextOpening: string | null; waitWeeks: WaitWeeks | null };

/**
 * What is said without its date and without names, to compare with what was said before: a statement that is made again in
 * the same words makes no place old (S72a).
 */
export function contentOf({ status, nextOpening, waitWeeks }: Content): string {
  const wait = waitWeeks ? `${waitWeeks.from}-${waitWeeks.to}` : '';
  return [status, nextOpening ?? '', wait].join('/');
}
