import { markup, type Markup } from '../../http/markup.ts';
import { staffPage, type Content, type PageAsked } from '../staff-page.ts';
import { term } from '../words/term.ts';
import { importRows, lookAgain } from './import-acts.ts';
import { outcome, remarks } from './outcome.ts';
import { chosenBefore, mappingFields, previewTable, type File, type Reading } from './preview.ts';

/** One file: what it holds and what an import would do, or what it did. */
export const importPage = staffPage({
  address: '/imports/:id',
  acts: [importRows, lookAgain],
  async show(asked): Promise<Content> {
    const { ask, params, words } = asked;
    const file = await ask('GET /imports/files/:id', { params: { id: params['id'] ?? '' } });
    const { reading } = file;
    const body = file.counts
      ? done(file, asked)
      : reading
        ? looked(file, reading, asked)
        : markup`<p class="empty">${words.say('imports.gone')}</p>`;
    return {
      title: words.say('imports.titleOf', { what: term(words, 'importFile', file.what) }),
      body: markup`${body}<p><a href="/imports">${words.say('imports.back')}</a></p>`,
    };
  },
});

function done({ counts, reading }: File, { words }: PageAsked): Markup | null {
  if (!counts) return null;
  const kept = counts.rows - counts.failed;
  return markup`<p>${words.say('imports.wereImported', { rows: kept })}</p>${outcome(counts, words)}${reading?.result ? remarks(reading.result, words) : null}<p><a class="button" href="/imports/new">${words.say('imports.another')}</a></p>`;
}

function looked(file: File, reading: Reading, { form, words }: PageAsked): Markup {
  const { say } = words;
  const { result, rows } = reading;
  const would = result
    ? markup`<h2>${say('imports.would')}</h2>${outcome(result, words)}${remarks(result, words)}`
    : markup`<p class="fault">${say('imports.missing')}</p>`;
  const fields = form(importRows, {
    params: { id: file.id },
    label: say('imports.import', { rows: result ? rows - result.failed : rows }),
    kind: 'main',
    also: [{ act: lookAgain, label: say('imports.again') }],
    initial: chosenBefore(file, reading),
    fields: (filled) => mappingFields(file, reading, words, filled),
  });
  return markup`<p>${say('imports.nothingYet')}</p>${previewTable(reading, words)}${would}${fields}<p class="hint">${words.rich('imports.keptUntil', { at: words.time(file.expiresAt) })}</p>`;
}
