import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

const addLine = act({
  does: 'POST /service-lines',
  address: '/practice/lines',
  said: 'practice.lines.said.added',
  body: (fields) => ({ name: fields.get('name'), stages: [] }),
});
const renameLine = act({ does: 'PATCH /service-lines/:id', said: 'practice.lines.said.renamed' });

/** What the practice offers. */
export const linesPage = staffPage({
  address: '/practice/lines',
  acts: [addLine, renameLine],
  async show(asked) {
    const { ask, words, form } = asked;
    const { items } = await ask('GET /service-lines');
    const lines = list({
      id: 'lines',
      label: words.say('practice.lines.list'),
      rows: items.map((line) => lineRow(line, asked)),
      empty: words.say('practice.lines.none'),
    });
    const add = form(addLine, {
      label: words.say('practice.lines.add'),
      kind: 'main',
      fields: (filled) => nameField(words, filled),
    });
    return { title: words.say('practice.lines.title'), body: markup`${lines}${add}` };
  },
});

type Line = SuccessOf<'GET /service-lines'>['items'][number];

function lineRow({ id, name, stages }: Line, { words, form, said }: PageAsked): Markup {
  const stageNames = stages.map((stage) => stage.name).join(', ');
  return row({
    id: `line-${id}`,
    title: name,
    body: markup`<p>${stageNames || words.say('practice.lines.noStages')}</p>`,
    acts: form(renameLine, {
      params: { id },
      row: `line-${id}`,
      label: words.say('practice.lines.rename'),
      describedBy: `line-${id}-title`,
      initial: { name },
      fields: (filled) => nameField(words, filled),
    }),
    hasFocus: said?.at === id,
  });
}

function nameField(words: Words, filled: Filled): Markup {
  return field({ name: 'name', label: words.say('practice.lines.name'), max: 100 }, filled);
}
