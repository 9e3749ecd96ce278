import { IntlMessageFormat } from 'intl-messageformat';
import { Markup, markup } from '../../http/markup.ts';
import { MINUTE_MS } from '../../policy/calendar/units.ts';
import type { WordKey } from './catalogue.ts';
import { messageFor, PSEUDO } from './languages.ts';
import { pseudo } from './pseudo.ts';

type Value = string | number | Date;
export type Values = Readonly<Record<string, Value>>;
export type RichValues = Readonly<Record<string, Value | Markup>>;

/** All that a page says, in one language and one time zone. */
export type Words = {
  /** For `html[lang]`. */
  language: string;
  say: (key: WordKey, values?: Values) => string;
  /** The same where a value is markup: a person's name, a time. */
  rich: (key: WordKey, values: RichValues) => Markup;
  /** A day in words; a `YYYY-MM-DD` is a day everywhere, an instant is its day in the practice's zone. */
  day: (at: string | Date) => string;
  /** A time of day, with its day where that is not today. */
  moment: (at: string | Date) => string;
  /** A time of day alone. */
  hour: (at: string | Date) => string;
  /** How many calendar days of the practice lie between now and then; 0 is today. */
  daysAhead: (at: string | Date) => number;
  /** How long ago, in minutes; less than nothing where it is still to come. */
  minutesSince: (at: string | Date) => number;
  /** `<time>` in words, with the full moment in its title. */
  time: (at: string | Date) => Markup;
  number: (value: number) => string;
  percent: (share: number) => string;
  /** Minor units of a currency (pence), as its people write it. */
  money: (minor: number, currency: string) => string;
};

const made = new Map<string, IntlMessageFormat>();

/** The words of a practice's pages: `now` is the moment they are read. */
export function wordsIn(language: string, timezone: string, now: Date): Words {
  const locale = language === PSEUDO ? 'en-GB' : language;
  const format = (key: WordKey) => formatOf(key, language, locale);
  const isToday = (at: Date) => dayOf(at, timezone) === dayOf(now, timezone);
  const day = (at: string | Date): string => {
    const isDay = typeof at === 'string' && at.length === 10;
    const zone = isDay ? 'UTC' : timezone;
    const date = new Date(at);
    const isThisYear = dayOf(date, zone).slice(0, 4) === dayOf(now, timezone).slice(0, 4);
    return date.toLocaleDateString(locale, {
      timeZone: zone,
      day: 'numeric',
      month: 'long',
      ...(isThisYear ? { weekday: 'short' } : { year: 'numeric' }),
    });
  };
  const hour = (at: Date): string =>
    at.toLocaleTimeString(locale, { timeZone: timezone, hour: 'numeric', minute: '2-digit' });
  const moment = (at: string | Date): string => {
    if (typeof at === 'string' && at.length === 10) return day(at);
    const date = new Date(at);
    return isToday(date) ? hour(date) : `${day(date)}, ${hour(date)}`;
  };
  return {
    language,
    say: (key, values) => String(format(key).format(values)),
    rich: (key, values) => richText(format(key), values),
    day,
    moment,
    hour: (at) => hour(new Date(at)),
    daysAhead: (at) => daysBetween(dayOf(now, timezone), dayOf(new Date(at), timezone)),
    minutesSince: (at) => Math.floor((now.getTime() - new Date(at).getTime()) / MINUTE_MS),
    time: (at) => {
      const whole = typeof at === 'string' ? at : at.toISOString();
      const title = new Date(at).toLocaleString(locale, {
        timeZone: timezone,
        dateStyle: 'full',
        timeStyle: 'short',
      });
      return markup`<time datetime="${whole}" title="${title}">${moment(at)}</time>`;
    },
    number: (value) => value.toLocaleString(locale),
    percent: (share) => share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 }),
    money: (minor, currency) => inCurrency(minor, currency, locale),
  };
}

function formatOf(key: WordKey, language: string, locale: string): IntlMessageFormat {
  const id = `${language}/${key}`;
  const known = made.get(id);
  if (known) return known;
  const message = messageFor(key, language);
  const format = new IntlMessageFormat(language === PSEUDO ? pseudo(message) : message, locale, undefined, {
    ignoreTag: true,
  });
  made.set(id, format);
  return format;
}

function richText(format: IntlMessageFormat, values: RichValues): Markup {
  const parts = format.formatToParts<Markup>(values);
  return markup`${parts.map(({ value }) => value)}`;
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

function dayOf(at: Date, timeZone: string): string {
  return at.toLocaleDateString('sv-SE', { timeZone });
}

function inCurrency(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
