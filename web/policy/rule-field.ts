import { WEEKDAYS } from '../../policy/calendar/send-window.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { dateField } from '../parts/date-field.ts';
import { durationField } from '../parts/duration-field.ts';
import { field } from '../parts/field.ts';
import { faultOf, idOf, type Filled } from '../parts/filled.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import { UNITS } from './duration.ts';
import { hourInWords, labelOf, optionOf, type Telling } from './rule-words.ts';
import { unitName, windowName } from './rule-values.ts';
import type { Rule } from './rules.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const LONGEST_LIST = 3_000;
const LONGEST_NUMBER = 9;

/** The field, or fields, of a setting. */
export function ruleField(rule: Rule, telling: Telling, filled: Filled): Markup {
  const { words, currency, staff } = telling;
  const { path: name, kind } = rule;
  const label = labelOf(rule, words);
  switch (kind) {
    case 'duration': {
      const units = UNITS.map((unit) => ({ value: unit, label: words.say(`policy.unit.${unit}`) }));
      const unit = { name: unitName(name), label: words.say('policy.unit', { label }), options: units };
      return durationField({ name, label, unit }, filled);
    }
    case 'durations':
      return field({ name, label, hint: words.say('policy.durationsHint'), max: LONGEST_LIST }, filled);
    case 'lines':
      return field(
        { name, label, type: 'lines', hint: words.say('policy.linesHint'), max: LONGEST_LIST },
        filled,
      );
    case 'several':
      return ticks(
        name,
        label,
        rule.options.map((value) => [value, optionOf(rule, value, words)]),
        filled,
      );
    case 'yesNo':
      return tick({ name, label, saysNo: true }, filled);
    case 'one': {
      const options = rule.options.map((value) => ({ value, label: optionOf(rule, value, words) }));
      return select({ name, label, options }, filled);
    }
    case 'hour': {
      const options = HOURS.map((hour) => ({ value: String(hour), label: hourInWords(hour, words) }));
      return select({ name, label, options }, filled);
    }
    case 'staff':
      return select(
        { name, label, options: staff.map(({ id, name: of }) => ({ value: id, label: of })) },
        filled,
      );
    case 'share':
      return number(name, label, filled, words.say('policy.percentHint'));
    case 'money':
      return number(name, label, filled, words.say('policy.moneyHint', { currency }));
    case 'number':
      return number(name, label, filled);
    case 'window':
      return windowFields(name, label, telling, filled);
  }
}

function number(name: string, label: string, filled: Filled, hint?: string): Markup {
  const more = hint === undefined ? {} : { hint };
  return field({ name, label, type: 'whole', max: LONGEST_NUMBER, ...more }, filled);
}

/** The first box has the id of the field, so that a fault leads there. */
function ticks(
  name: string,
  legend: string,
  options: readonly (readonly [string, string])[],
  filled: Filled,
): Markup {
  const boxes = options.map(([value, label]) => tick({ name, label, value }, { ...filled, faults: {} }));
  return markup`<fieldset id="${idOf(name, filled)}" tabindex="-1"><legend>${legend}</legend>${faultOf(name, filled)}${boxes}</fieldset>`;
}

function windowFields(name: string, label: string, { words }: Telling, filled: Filled): Markup {
  const when = [
    { value: 'always', label: words.say('policy.window.anyHour') },
    { value: 'some', label: words.say('policy.window.onDays') },
  ];
  const days = WEEKDAYS.map((day) => [day, words.say(`policy.day.${day}`)] as const);
  const at = (end: 'from' | 'to') =>
    dateField({ name: `${name}.${end}`, label: words.say(`policy.window.${end}`), type: 'time' }, filled);
  return markup`<fieldset><legend>${label}</legend>${select({ name: windowName(name), label: words.say('policy.window.when'), options: when }, filled)}${ticks(`${name}.days`, words.say('policy.window.days'), days, filled)}<div class="pair">${at('from')}${at('to')}</div></fieldset>`;
}
