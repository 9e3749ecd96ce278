import { markup, type Markup } from '../../http/markup.ts';
import type { SuccessOf } from '../../api/ask.ts';
import type { Filled } from '../parts/filled.ts';
import { privateText } from '../parts/private-text.ts';
import { select } from '../parts/select.ts';
import { table } from '../parts/table.ts';
import { term } from '../words/term.ts';
import type { Words } from '../words/words.ts';
import { columnName, wordName } from './import-acts.ts';

export type File = SuccessOf<'GET /imports/files/:id'>;
export type Reading = NonNullable<File['reading']>;
type Column = Reading['columns'][number];

/** In which words the closed words of a field are said. */
const MEANINGS: Readonly<Record<string, string>> = {
  status: 'session',
  kind: 'professionalKind',
};

/** The first rows as they were read, under the names of their columns and what each is taken for. */
export function previewTable({ columns, sample }: Reading, words: Words): Markup {
  const heads = columns.map((column) => ({
    head: words.say('imports.column', { name: column.name, as: takenFor(column, words) }),
  }));
  const rows = sample.map((cells) => cells.map((cell) => privateText(cell)));
  return table({ caption: words.say('imports.previewTable'), columns: heads, rows });
}

/** A choice for each column that nobody here knows, and for each word. */
export function mappingFields(file: File, reading: Reading, words: Words, filled: Filled): Markup {
  const { say } = words;
  const unknown = reading.columns.flatMap((column, index) =>
    isOpen(column, file) ? [{ ...column, index }] : [],
  );
  const options = reading.fields.map((value) => ({ value, label: term(words, 'importField', value) }));
  const columns = unknown.map(({ name, index }) =>
    select({ name: columnName(index), label: name, blank: say('imports.leaveOut'), options }, filled),
  );
  const unclear = reading.unknownWords.map(({ field, word, rows, mayMean }, index) =>
    mayMean.length === 0
      ? null
      : select(
          {
            name: wordName(index),
            label: say('imports.word', { word, field: term(words, 'importField', field), rows }),
            blank: say('imports.leaveOut'),
            options: mayMean.map((value) => ({ value, label: term(words, MEANINGS[field] ?? field, value) })),
          },
          filled,
        ),
  );
  return markup`${columns.length === 0 ? null : markup`<h2>${say('imports.columns')}</h2><p class="hint">${say('imports.columnsHint')}</p>${columns}`}
${reading.unknownWords.length === 0 ? null : markup`<h2>${say('imports.words')}</h2><p class="hint">${say('imports.wordsHint')}</p>${unclear}`}`;
}

/** What was chosen for columns at the last look. */
export function chosenBefore(file: File, { columns }: Reading): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap((column, index) =>
      isOpen(column, file) && column.field !== null ? [[columnName(index), column.field]] : [],
    ),
  );
}

/** Whether its reader says what a column is: nobody here knows it, or they said so before. */
function isOpen({ name, field, isHeeded }: Column, { map }: File): boolean {
  if (name === '' || isHeeded) return false;
  return field === null || map.includes(`${field}:${name}`);
}

function takenFor({ field, isHeeded }: Column, words: Words): string {
  if (field !== null) return term(words, 'importField', field);
  return words.say(isHeeded ? 'imports.heeded' : 'imports.leftOut');
}
