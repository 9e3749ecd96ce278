import type { ImportWord } from '../../entities/import-word.ts';
import { readImportWords, replaceImportWords } from '../../facts/practice/save-import-words.ts';
import { wrongFields } from '../../facts/refusal.ts';
import { CLOSED_WORDS, fileOf, wrongWord } from '../../imports/closed-words.ts';
import { wordKey } from '../../imports/word-lists.ts';
import { ok, route } from '../route.ts';
import { ImportWords } from '../schemas/import.ts';

export const importWordRoutes = [
  route({
    name: 'GET /imports/words',
    tag: 'Imports',
    summary: "List what words of the practice's own mean in its files",
    answers: { 200: ImportWords },
    handle: async ({ tx }) => ok(viewOf(await readImportWords(tx))),
  }),

  route({
    name: 'PUT /imports/words',
    tag: 'Imports',
    summary: "Say what words of the practice's own mean in its files",
    description:
      'The whole list: a word that is not in it is forgotten. A file whose `map` says a word adds to it.',
    body: ImportWords,
    answers: { 200: ImportWords },
    async handle({ tx, body: { items } }) {
      const wrong = items.flatMap((item, index) => wrongWord(item, `items.${index}`));
      if (wrong.length > 0) throw wrongFields(wrong);
      const words = items.map(({ file, field, word, means }) => ({
        entity: CLOSED_WORDS[file].entity,
        field,
        word,
        wordKey: wordKey(word),
        means,
      }));
      const byKey = new Map(words.map((one) => [`${one.entity}/${one.field}/${one.wordKey}`, one]));
      await replaceImportWords(tx, [...byKey.values()]);
      return ok(viewOf(await readImportWords(tx)));
    },
  }),
];

function viewOf(words: readonly ImportWord[]) {
  return {
    items: words.map(({ entity, field, word, means }) => ({ file: fileOf(entity), field, word, means })),
  };
}
