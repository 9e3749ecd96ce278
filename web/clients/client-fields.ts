import { markup, type Markup } from '../../http/markup.ts';
import { PHASES } from '../../policy/journeys/stage.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import type { PageAsked } from '../staff-page.ts';
import { stageName } from './client-words.ts';
import { practitionersOf } from './practitioners.ts';

type Option = { value: string; label: string };
type Choice = { practitioners: Option[]; lines: Option[]; stages: Option[] };

/** What can be chosen for a client here: practitioners, what is offered, and the stages of each. */
export async function choiceFor({ ask, words }: Pick<PageAsked, 'ask' | 'words'>): Promise<Choice> {
  const practitioners = await practitionersOf(ask);
  const { items } = await ask('GET /service-lines', { query: { limit: '200' } });
  const own = items.flatMap(({ stages }) => stages.map(({ name }) => name));
  const stages = [...new Set([...own, ...PHASES])];
  return {
    practitioners: practitioners
      .filter(({ active }) => active)
      .map(({ id, name }) => ({ value: id, label: name })),
    lines: items.map(({ id, name }) => ({ value: id, label: name })),
    stages: stages.map((stage) => ({ value: stage, label: stageName(stage, words) ?? stage })),
  };
}

/** The fields of a client, most needed first. */
export function clientFields(
  { words }: Pick<PageAsked, 'words'>,
  { practitioners, lines, stages }: Choice,
  { filled, begins = false }: { filled: Filled; begins?: boolean },
): Markup {
  const { say } = words;
  const none = say('clients.fields.none');
  return markup`${field({ name: 'firstName', label: say('clients.fields.firstName'), max: 100, hasFocus: begins }, filled)}
${field({ name: 'lastName', label: say('clients.fields.lastName'), max: 100 }, filled)}
${field({ name: 'email', label: say('clients.fields.email'), type: 'email', max: 254, hint: say('clients.fields.emailHint') }, filled)}
${field({ name: 'phone', label: say('clients.fields.phone'), type: 'tel', max: 40 }, filled)}
${select({ name: 'practitionerId', label: say('clients.fields.practitioner'), blank: none, options: practitioners }, filled)}
${lines.length > 0 ? select({ name: 'serviceLineId', label: say('clients.fields.line'), blank: none, options: lines }, filled) : null}
${select({ name: 'stage', label: say('clients.fields.stage'), hint: say('clients.fields.stageHint'), blank: none, options: stages }, filled)}
<details><summary>${say('clients.fields.more')}</summary>
${field({ name: 'externalRef', label: say('clients.fields.externalRef'), max: 100, hint: say('clients.fields.externalRefHint') }, filled)}
${field({ name: 'birthYear', label: say('clients.fields.birthYear'), type: 'whole', max: 4 }, filled)}
${dateField({ name: 'plannedEndOn', label: say('clients.fields.plannedEndOn') }, filled)}
${tick({ name: 'plannedShort', label: say('clients.fields.plannedShort'), saysNo: true }, filled)}
</details>`;
}
