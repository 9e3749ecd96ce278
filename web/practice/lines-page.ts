import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { PHASES } from '../../policy/journeys/stage.ts';
import type { FormFields } from '../frame/form-fields.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { list } from '../parts/list.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import type { Words } from '../words/words.ts';

const addLine = act({
  does: 'POST /service-lines',
  address: '/practice/lines',
  said: 'practice.lines.said.added',
  body: (fields) => ({ name: fields.get('name'), stages: [] }),
});
const renameLine = act({ does: 'PATCH /service-lines/:id', said: 'practice.lines.said.renamed' });
const saveStages = act({
  does: 'PATCH /service-lines/:id',
  address: '/service-lines/:id/stages',
  said: 'practice.lines.said.stages',
  body: (fields) => ({ stages: stagesIn(fields) }),
});

/** As many empty places as are there for stages to come, and no more stages than the API takes. */
const MORE = 3;
const MOST = 30;

/** What the practice offers, and its own names for how far the work has come. */
export const linesPage = staffPage({
  address: '/practice/lines',
  acts: [addLine, renameLine, saveStages],
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

function lineRow(line: Line, asked: PageAsked): Markup {
  const { words, form, said } = asked;
  const { id, name, stages } = line;
  const stageNames = stages.map((stage) => stage.name).join(', ');
  return row({
    id: `line-${id}`,
    title: name,
    body: markup`<p>${stageNames || words.say('practice.lines.noStages')}</p>${folded(words.say('practice.lines.stages'), stagesForm(line, asked))}`,
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

function stagesForm({ id, stages }: Line, { words, form }: PageAsked): Markup | null {
  const { say } = words;
  const places = Array.from({ length: Math.min(stages.length + MORE, MOST) }, (_, index) => index);
  const initial = Object.fromEntries(
    places.flatMap((index) => [
      [`stages.${index}.name`, stages[index]?.name ?? null],
      [`stages.${index}.phase`, stages[index]?.phase ?? null],
    ]),
  );
  const phases = PHASES.map((value) => ({ value, label: say(`terms.phase.${value}`) }));
  return form(saveStages, {
    params: { id },
    row: `line-${id}`,
    label: say('practice.lines.saveStages'),
    describedBy: `line-${id}-title`,
    initial,
    fields: (filled) =>
      markup`<p class="hint">${say('practice.lines.stagesHint')}</p>${places.map((index) => markup`<div class="pair">${field({ name: `stages.${index}.name`, label: say('practice.lines.stage', { number: index + 1 }), max: 60 }, filled)}${select({ name: `stages.${index}.phase`, label: say('practice.lines.phase', { number: index + 1 }), options: phases }, filled)}</div>`)}`,
  });
}

/** Every place that has a name, in their order. */
function stagesIn(fields: FormFields): { name: string; phase: string }[] {
  return Array.from({ length: MOST }, (_, index) => ({
    name: fields.get(`stages.${index}.name`)?.trim() ?? '',
    phase: fields.get(`stages.${index}.phase`) ?? '',
  })).filter(({ name }) => name !== '');
}

function nameField(words: Words, filled: Filled): Markup {
  return field({ name: 'name', label: words.say('practice.lines.name'), max: 100 }, filled);
}
