import type { Words } from './words.ts';

/** A month (YYYY-MM) in words, with its year. */
export function monthInWords({ language }: Pick<Words, 'language'>, month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language, {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  });
}

/** Months as choices of a field; `from` and `to` are counted from the month of this day (YYYY-MM-DD), the last one first where `to` lies before. */
export function monthOptions(
  words: Pick<Words, 'language'>,
  today: string,
  { from, to }: { from: number; to: number },
): { value: string; label: string }[] {
  const now = Temporal.PlainDate.from(today).toPlainYearMonth();
  const step = to < from ? -1 : 1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => {
    const value = now.add({ months: from + index * step }).toString();
    return { value, label: monthInWords(words, value) };
  });
}
