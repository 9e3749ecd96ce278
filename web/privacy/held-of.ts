import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { privateText } from '../parts/private-text.ts';
import type { Words } from '../words/words.ts';

type Held = SuccessOf<'GET /people/export'>;

const MOMENT = /^\d{4}-\d\d-\d\d(?:T|$)/;

/** Everything that is held of somebody, as they would get it: each record with its fields as they are named in the file. */
export function heldOf({ records }: Held, words: Words): Markup {
  const kinds = Object.entries(records);
  if (kinds.length === 0) return markup`<p>${words.say('privacy.nothingHeld')}</p>`;
  return markup`${kinds.map(
    ([kind, rows]) => markup`<h3>${inWords(kind)}</h3>${rows.map((row) => recordOf(row, words))}`,
  )}`;
}

function recordOf(record: Readonly<Record<string, unknown>>, words: Words): Markup {
  const known = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  return markup`<dl class="facts">${known.map(([name, value]) => markup`<div><dt>${inWords(name)}</dt><dd>${privateText(shown(value, words))}</dd></div>`)}</dl>`;
}

/** A value of any shape as text: moments in the way of the reader, what is nested one after the other. */
function shown(value: unknown, words: Words): string {
  if (value instanceof Date) return words.moment(value);
  if (typeof value === 'string') return MOMENT.test(value) ? words.moment(value) : value;
  if (typeof value === 'boolean') return words.say(value ? 'reports.yes' : 'reports.no');
  if (typeof value === 'number') return words.number(value);
  if (typeof value !== 'object' || value === null) return '–';
  const parts: [string, unknown][] = Object.entries(value);
  const isList = Array.isArray(value);
  return parts
    .filter(([, part]) => part !== null && part !== undefined)
    .map(([name, part]) => (isList ? shown(part, words) : `${inWords(name)}: ${shown(part, words)}`))
    .join('; ');
}

/** `firstName`, `prompt_consents`: First name, Prompt consents. */
function inWords(name: string): string {
  const text = name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
