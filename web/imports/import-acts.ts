import type { Ask } from '../../api/ask.ts';
import type { FormFields } from '../frame/form-fields.ts';
import { act, type Params } from '../staff-page.ts';

/** A file is read and kept for a day; nothing is imported. */
export const showPreview = act({
  does: 'POST /imports/files',
  address: '/imports/new',
  said: 'imports.said.read',
  to: ({ answer }) => `/imports/${answer.id}`,
  at: () => null,
  query: (fields) => ({ what: fields.get('what') ?? '' }),
  body: async (fields) => (await fields.file('file')) ?? Buffer.alloc(0),
  faults: {
    '(file)': { field: 'file', says: 'imports.fault.file' },
    'query.what': { field: 'what', says: 'imports.fault.what' },
    what: { field: 'what', says: 'imports.fault.what' },
  },
});

/** The same file is read again, with what was said of its columns and words. */
export const lookAgain = act({
  does: 'PATCH /imports/files/:id',
  address: '/imports/:id/again',
  said: 'imports.said.readAgain',
  to: ({ params }) => `/imports/${params['id']}`,
  at: () => null,
  body: mapOf,
});

export const importRows = act({
  does: 'POST /imports/files/:id/import',
  address: '/imports/:id',
  said: 'imports.said.imported',
  to: ({ params }) => `/imports/${params['id']}`,
  at: () => null,
  body: mapOf,
});

/** The field of a form that says what a column is, or what a word means, by its place. */
export const columnName = (index: number) => `column-${index}`;
export const wordName = (index: number) => `word-${index}`;

/** What the form says of the file: columns by their names, and words; those of the last look stay. */
async function mapOf(fields: FormFields, { id = '' }: Params, ask: Ask): Promise<{ map: string[] }> {
  const { map, reading } = await ask('GET /imports/files/:id', { params: { id } });
  if (!reading) return { map };
  const columns = reading.columns.flatMap(({ name }, index) => {
    const field = fields.get(columnName(index)) ?? '';
    return field === '' ? [] : [`${field}:${name}`];
  });
  const words = reading.unknownWords.flatMap(({ field, word }, index) => {
    const means = fields.get(wordName(index)) ?? '';
    return means === '' ? [] : [`${field}.${word}=${means}`];
  });
  return { map: [...columns, ...map.filter((one) => one.includes('=')), ...words] };
}
