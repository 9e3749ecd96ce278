import { markup, type Markup } from '../../http/markup.ts';
import { MOST_HOPS, SOURCE_ANSWERS, SOURCE_KINDS } from '../../policy/source-log/source-kinds.ts';
import { field } from '../parts/field.ts';
import { folded } from '../parts/folded.ts';
import { section } from '../parts/section.ts';
import { select } from '../parts/select.ts';
import { act, type PageAsked } from '../staff-page.ts';
import { termOptions } from '../words/term.ts';
import type { SaidLine } from './line-page.ts';

const nameSource = act({
  does: 'POST /source-log/:number/corrections',
  address: '/source-log/:number',
  said: 'sourceLog.said.named',
  to: ({ answer }) => `/source-log/${answer.number}`,
  // One of the known ones, or a name that nobody has given yet: the API takes one of the two.
  body: (fields) => {
    const sourceId = fields.get('sourceId') ?? '';
    const kind = fields.get('newSource.kind') ?? '';
    const name = fields.get('newSource.name') ?? '';
    return sourceId === '' ? { newSource: { kind, name } } : { sourceId };
  },
});
const correct = act({
  does: 'POST /source-log/:number/corrections',
  said: 'sourceLog.said.corrected',
  to: ({ answer }) => `/source-log/${answer.number}`,
});

export const LINE_ACTS = [nameSource, correct];

const MOST = '200';

/** Which source is meant: the likeliest first, then all of this kind, or a new name. */
export async function nameForm(line: SaidLine, asked: PageAsked): Promise<Markup | null> {
  const { ask, words, form } = asked;
  const kind = SOURCE_KINDS.find((one) => one === line.sourceKind);
  const known = await ask('GET /sources', {
    query: { limit: MOST, ...(kind === undefined ? {} : { kind }) },
  });
  const similar = line.similar.map(({ sourceId, name }) => ({ value: sourceId, label: name }));
  const others = known.items
    .filter(({ id }) => !similar.some(({ value }) => value === id))
    .map(({ id, name }) => ({ value: id, label: name ?? '' }))
    .toSorted((one, other) => one.label.localeCompare(other.label, words.language));
  const options = [...similar, ...others];
  const fields = form(nameSource, {
    params: { number: String(line.number) },
    label: words.say('sourceLog.name'),
    kind: 'main',
    initial: { 'newSource.kind': kind ?? '', sourceId: similar[0]?.value },
    fields: (filled) =>
      markup`${
        options.length === 0
          ? null
          : select(
              {
                name: 'sourceId',
                label: words.say('sourceLog.line.known'),
                blank: words.say('sourceLog.line.known.blank'),
                options,
              },
              filled,
            )
      }${field(
        {
          name: 'newSource.name',
          label: words.say('sourceLog.line.new'),
          hint: words.say('sourceLog.line.new.hint'),
          max: 200,
        },
        filled,
      )}${select(
        {
          name: 'newSource.kind',
          label: words.say('sourceLog.line.newKind'),
          blank: words.say('sources.kind.blank'),
          options: termOptions(words, 'sourceKind', SOURCE_KINDS),
        },
        filled,
      )}`,
  });
  return fields && section('name', words.say('sourceLog.name'), fields);
}

/** It was something else than what the line says: a new line says what. */
export function correctForm(line: SaidLine, { words, form }: PageAsked): Markup | null {
  const hopLabels = (['first', 'second', 'third'] as const).slice(0, MOST_HOPS);
  return folded(
    words.say('sourceLog.line.correct'),
    form(correct, {
      params: { number: String(line.number) },
      label: words.say('sourceLog.line.save'),
      fields: (filled) =>
        markup`${select(
          {
            name: 'sourceKind',
            label: words.say('sourceLog.line.kindOf'),
            blank: words.say('sourceLog.line.asIs'),
            options: termOptions(words, 'sourceKind', SOURCE_ANSWERS),
          },
          filled,
        )}${field({ name: 'answer', label: words.say('sourceLog.line.answer'), max: 500 }, filled)}<fieldset><legend>${words.say('sourceLog.line.through')}</legend><p class="hint">${words.say('sourceLog.line.through.hint')}</p>${hopLabels.map(
          (label, index) =>
            select(
              {
                name: `hops.${index}.kind`,
                label: words.say(`sourceLog.line.${label}`),
                blank: words.say('sourceLog.line.asIs'),
                options: termOptions(words, 'sourceKind', SOURCE_KINDS),
              },
              filled,
            ),
        )}</fieldset>`,
    }),
  );
}
