import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { privateText } from '../parts/private-text.ts';
import type { Words } from '../words/words.ts';

type Held = SuccessOf<'GET /people/export'>;

/** Everything that is held of somebody, as they would get it: each record with its fields as they are named in the file. */
export function heldOf({ records }: Held, { say }: Words): Markup {
  const kinds = Object.entries(records);
  if (kinds.length === 0) return markup`<p>${say('privacy.nothingHeld')}</p>`;
  return markup`${kinds.map(
    ([kind, rows]) => markup`<h3>${inWords(kind)}</h3>${rows.map((row) => recordOf(row))}`,
  )}`;
}

function recordOf(record: Readonly<Record<string, unknown>>): Markup {
  const known = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  return markup`<dl class="facts">${known.map(([name, value]) => markup`<div><dt>${inWords(name)}</dt><dd>${privateText(shown(value))}</dd></div>`)}</dl>`;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value, null, 1);
}

/** `firstName`, `prompt_consents`: first name, prompt consents. */
function inWords(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
