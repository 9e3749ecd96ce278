import type { Answered, TestPractice } from './practice.ts';

/** A file of another system: its lines, or its text as it is. */
export function importFile(
  practice: TestPractice,
  what: string,
  file: string | readonly string[],
  query = '',
): Promise<Answered> {
  const text = typeof file === 'string' ? file : `${file.join('\n')}\n`;
  return practice.call('POST', `/imports/${what}${query}`, text, { 'content-type': 'text/csv' });
}
