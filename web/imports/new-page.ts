import { markup } from '../../http/markup.ts';
import { IMPORT_FILES } from '../../policy/practice/import-files.ts';
import { fileField } from '../parts/file-field.ts';
import { select } from '../parts/select.ts';
import { staffPage } from '../staff-page.ts';
import { termOptions } from '../words/term.ts';
import { showPreview } from './import-acts.ts';

/** A file in: what it holds, and the file; what would come of it is shown before anything is kept. */
export const newImportPage = staffPage({
  address: '/imports/new',
  acts: [showPreview],
  show({ form, words }) {
    const { say } = words;
    const options = termOptions(words, 'importFile', IMPORT_FILES);
    const fields = form(showPreview, {
      label: say('imports.preview'),
      kind: 'main',
      initial: { what: 'clients' },
      fields: (filled) =>
        markup`${select({ name: 'what', label: say('imports.whatIsIn'), options }, filled)}
${fileField({ name: 'file', label: say('imports.file'), hint: say('imports.fileHint'), accept: '.csv,.txt,.tsv,text/csv' }, filled)}`,
    });
    return Promise.resolve({
      title: say('imports.newTitle'),
      body: markup`<p>${say('imports.newLead')}</p>${fields}<p><a href="/imports">${say('imports.back')}</a></p>`,
    });
  },
});
