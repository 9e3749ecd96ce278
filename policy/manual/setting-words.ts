import { WEEKDAYS, type SendWindow } from '../calendar/send-window.ts';
import { IsoDuration } from '../calendar/duration.ts';
import { defaultPolicy, type PracticePolicy } from '../practice/practice-policy.ts';
import type { Line } from './chapter.ts';
import {
  capitalised,
  durationInWords,
  listInWords,
  moneyInWords,
  percentInWords,
  plainly,
} from './in-words.ts';
import type { ManualFacts } from './manual-facts.ts';
import { nameOf } from './who.ts';

const DAYS: Readonly<Record<(typeof WEEKDAYS)[number], string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

type Holidays = Exclude<PracticePolicy['sendWindows'], 'always'>['holidays'];

export const HOLIDAYS_IN_WORDS: Readonly<Record<Holidays, string>> = {
  none: 'no bank holidays',
  'gb-eng': 'those of England',
  'gb-wls': 'those of Wales',
  'gb-sct': 'those of Scotland',
  'gb-nir': 'those of Northern Ireland',
  us: 'those of the United States',
  ie: 'those of Ireland',
};

/** "Monday, Tuesday and Wednesday, 09:00 to 19:30". */
export function windowInWords(window: SendWindow): string {
  if (window === 'always') return 'at any hour';
  const days = WEEKDAYS.filter((day) => window.days.includes(day)).map((day) => DAYS[day]);
  return `${listInWords(days)}, ${window.from} to ${window.to}`;
}

/** Shares of one, of which people speak in per cent. */
const SHARES = /^(concentration|quiet)\./;
const HOUR = /\.hour$/;
const MONEY = /Minor$/;

/** Every setting of the policy, whatever it holds: what it is called, and what it is, in words; in the order of the policy. */
export function settingLines(facts: ManualFacts): Line[] {
  const order = leaves(defaultPolicy(''), []).map(([path]) => path);
  const place = (path: string) => (order.includes(path) ? order.indexOf(path) : order.length);
  const all = leaves(facts.policy, []).toSorted(([one], [other]) => place(one) - place(other));
  return all.map(([path, value]) => [
    capitalised(path.split('.').map(plainly).join(': ')),
    inWords(path, value, facts),
  ]);
}

function leaves(value: unknown, path: readonly string[]): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path.join('.'), value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function inWords(path: string, value: unknown, facts: ManualFacts): string {
  if (Array.isArray(value)) {
    const items = value.map((one: unknown) => inWords(path, one, facts));
    return items.length > 0 ? listInWords(items) : 'none';
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberInWords(path, value, facts);
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'not set';
  if (facts.staff.some(({ id }) => id === value)) return nameOf(facts, value);
  if (IsoDuration.safeParse(value).success) return durationInWords(value);
  const known: Readonly<Record<string, string>> = { ...DAYS, ...HOLIDAYS_IN_WORDS };
  return (path.startsWith('sendWindows') ? known[value] : undefined) ?? asWritten(path, value);
}

function numberInWords(path: string, value: number, { practice }: ManualFacts): string {
  if (SHARES.test(path)) return percentInWords(value);
  if (HOUR.test(path)) return `${String(value).padStart(2, '0')}:00`;
  return MONEY.test(path) ? moneyInWords(value, practice) : String(value);
}

/** A kind of colleague is the practice's own word; every other word is one of ours. */
function asWritten(path: string, value: string): string {
  return path.endsWith('Kinds') ? value : plainly(value);
}
