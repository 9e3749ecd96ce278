import { markup, type Markup } from '../../http/markup.ts';
import { privateText } from '../parts/private-text.ts';
import { summaryList } from '../parts/summary-list.ts';
import { table } from '../parts/table.ts';
import type { Words } from '../words/words.ts';
import type { File, Reading } from './preview.ts';

const SHOWN = 50;

type Result = NonNullable<Reading['result']>;

/** How many rows are new, changed, as they were and left out. */
export function outcome(counts: NonNullable<File['counts']>, { say, number }: Words): Markup {
  return summaryList([
    { term: say('imports.created'), detail: number(counts.created) },
    { term: say('imports.updated'), detail: number(counts.updated) },
    { term: say('imports.unchanged'), detail: number(counts.unchanged) },
    { term: say('imports.failed'), detail: number(counts.failed) },
  ]);
}

/** What was left out and why, what is worth a look, and what was heeded. */
export function remarks(
  { errors, warnings, possibleDuplicates, heard, erased }: Result,
  words: Words,
): Markup {
  const { say } = words;
  const silent = Object.values(heard).reduce((sum, count) => sum + count, 0);
  const notes = [
    ...(silent > 0 ? [say('imports.heardRows', { rows: silent })] : []),
    ...(erased > 0 ? [say('imports.erasedRows', { rows: erased })] : []),
    ...(possibleDuplicates.length > 0
      ? [say('imports.duplicates', { rows: possibleDuplicates.length })]
      : []),
  ];
  const list = notes.length === 0 ? null : markup`<ul>${notes.map((note) => markup`<li>${note}</li>`)}</ul>`;
  return markup`${list}${faults(say('imports.errors'), errors, words)}${faults(say('imports.warnings'), warnings, words)}`;
}

function faults(caption: string, found: Result['errors'], { say, number }: Words): Markup | null {
  if (found.length === 0) return null;
  const rows = found.slice(0, SHOWN).map(({ row, message }) => [number(row), privateText(message)]);
  const more =
    found.length > SHOWN
      ? markup`<p class="hint">${say('imports.more', { rows: found.length - SHOWN })}</p>`
      : null;
  const columns = [{ head: say('imports.row'), isNumber: true }, { head: say('imports.why') }];
  return markup`${table({ caption, columns, rows })}${more}`;
}
