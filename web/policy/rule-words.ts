import { WEEKDAYS, type SendWindow } from '../../policy/calendar/send-window.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import { isWordKey, type WordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';
import { durationInWords } from './duration.ts';
import type { Rule, Section } from './rules.ts';

/** What values are written with: the words of the page, the money of the practice, and who works here. */
export type Telling = { words: Words; currency: string; staff: readonly { id: string; name: string }[] };

const MOMENT = '2026-01-01T';

/** A setting as a sentence with its value. */
export function sentenceOf(rule: Rule, policy: PracticePolicy, telling: Telling): string {
  const value = valueAt(policy, rule.path);
  const raw = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
  return telling.words.say(policyWord(`rule.${rule.path}`), {
    value: valueInWords(rule, value, telling),
    raw: typeof raw === 'number' ? raw : String(raw),
  });
}

/** What a setting is called, above its field. */
export function labelOf({ path }: Rule, { say }: Words): string {
  return say(policyWord(`field.${path}`));
}

export function titleOf(section: Section, { say }: Words): string {
  return say(policyWord(`section.${section}`));
}

/** One of the words that a setting chooses among. */
export function optionOf({ path }: Rule, option: string, { say }: Words): string {
  if (path === 'milestones') return say(wordKey(`terms.milestone.${option}`));
  if (path.startsWith('carriers.')) return say(wordKey(`terms.carrier.${option}`));
  return say(policyWord(`option.${option}`));
}

/** A key of the policy's own words. Throws where the catalogue has none: every setting has its words. */
export function policyWord(name: string): WordKey {
  return wordKey(`policy.${name}`);
}

function wordKey(key: string): WordKey {
  if (!isWordKey(key)) throw new Error(`The catalogue has no ${key}.`);
  return key;
}

/** What stands at a path of the policy; windows that are always open read as such for each. */
export function valueAt(policy: PracticePolicy, path: string): unknown {
  if (path.startsWith('sendWindows.') && policy.sendWindows === 'always')
    return path === 'sendWindows.holidays' ? 'none' : 'always';
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
      policy,
    );
}

function valueInWords(rule: Rule, value: unknown, telling: Telling): string {
  const { words, currency, staff } = telling;
  if (Array.isArray(value))
    return listed(
      value.map((one) => itemInWords(rule, String(one), words)),
      words,
    );
  if (rule.kind === 'window') return windowInWords(value, words);
  if (typeof value === 'number') {
    if (rule.kind === 'share') return words.percent(value);
    if (rule.kind === 'money') return words.money(value, currency);
    return rule.kind === 'hour' ? hourInWords(value, words) : words.number(value);
  }
  if (typeof value === 'boolean') return words.say(value ? 'policy.yes' : 'policy.no');
  if (rule.kind === 'staff') return staff.find(({ id }) => id === value)?.name ?? words.say('policy.none');
  return itemInWords(rule, String(value), words);
}

function itemInWords(rule: Rule, value: string, words: Words): string {
  if (rule.kind === 'duration' || rule.kind === 'durations') return durationInWords(value, words);
  return rule.kind === 'lines' ? value : optionOf(rule, value, words);
}

/** An hour of the day, as its people write it. */
export function hourInWords(hour: number, { language }: Words): string {
  const at = new Date(`${MOMENT}${String(hour).padStart(2, '0')}:00:00Z`);
  return at.toLocaleTimeString(language, { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' });
}

function windowInWords(value: unknown, words: Words): string {
  if (!isWindow(value)) return words.say('policy.window.always');
  const days = WEEKDAYS.filter((day) => value.days.includes(day));
  const names = days.map((day) => words.say(`policy.day.${day}`));
  return words.say('policy.window.hours', { days: listed(names, words), from: value.from, to: value.to });
}

/** Whether a window has days and hours. */
export function isWindow(value: unknown): value is Exclude<SendWindow, 'always'> {
  return typeof value === 'object' && value !== null && 'days' in value;
}

function listed(items: readonly string[], { language, say }: Words): string {
  if (items.length === 0) return say('policy.none');
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
