import { asDate } from './cells.ts';
import type { DayOrder } from './days.ts';
import type { HeardColumn } from './heard-columns.ts';

export const HEARD = ['doNotEmail', 'noMarketing', 'unsubscribed', 'deceased', 'archived'] as const;

/** What a row says of how its person may be written to; `diedOn`: the day, where the file has it. */
export type Heard = { [What in (typeof HEARD)[number]]?: true } & { diedOn?: string };

/** What is the same as an empty cell. */
const EMPTY =
  /^(?:n\/?a|-+|–|—|none|null|nil|unknown|not (?:known|set|stated|specified|asked|recorded|answered)|\?+|0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?: .*)?)$/;
const NO = /^(?:no|n|false|f|0|off|nein|non|not|nope|never|✗|✘|×|☐|unchecked|unticked)$/;
const YES =
  /^(?:yes|y|true|t|1|x|on|ja|oui|si|sí|ok|okay|✓|✔|✅|☑|checked|ticked|active|agreed|accepted|allowed|given|granted|consented|confirmed|subscribed|opted[- ]?in|opt[- ]?in)\b/;
const REFUSED =
  /\bopt(?:ed)?[- ]?out|\bunsub|\bnon?[- ]?subscribed|\bcleaned|\bdeclin|\brefus|\bwithdr|\brevoke|\bdenied|\bobject|\bdo ?n[o']t\b|\bdont\b|\bno\b|\bnot\b|\bnever\b|\bstop\b|\bnone\b/;
const ALIVE = /^(?:no|not|n|false|alive|living|active)\b/;
const DIED = /\b(?:deceased|dead|died|death|passed away|rip)\b/;
const AWAY =
  /\b(?:archived?|inactive|in-active|not active|deactivated|closed|former|ex|past|left|deleted|lapsed|discharged|dormant|suspended|blocked|disabled)\b/;
/** Marks that a word boundary does not end. */
const TICK = /^[✓✔✅☑]/;

/** What one cell says; null: nothing that is understood, and a person should look. */
export function hear(column: HeardColumn, cell: string, order: DayOrder): Heard | null {
  const text = cell.normalize('NFKC').trim().toLowerCase();
  if (text === '' || EMPTY.test(text)) return {};
  switch (column.about) {
    case 'death':
      return deathIn(text, cell, order);
    case 'state':
      return stateIn(text, column.flag);
    case 'refusal':
      return NO.test(text) || isGranted(text) ? {} : { [column.of]: true };
    case 'permission':
      return permissionIn(text, column.of, order);
  }
}

function isGranted(text: string): boolean {
  return /^(?:subscribed|opted[- ]?in|active|allowed|ok|okay|given|granted|consented)$/.test(text);
}

function deathIn(text: string, cell: string, order: DayOrder): Heard {
  if (ALIVE.test(text) || NO.test(text)) return {};
  const on = asDate(cell, order);
  return 'value' in on ? { deceased: true, diedOn: String(on.value) } : { deceased: true };
}

function stateIn(text: string, flag: 'archived' | 'active' | null): Heard {
  if (/^not (?:archived|inactive|deleted|deceased)\b/.test(text)) return {};
  const words = inWords(text);
  if (words !== null) return words;
  if (flag === 'archived') return NO.test(text) ? {} : { archived: true };
  return flag === 'active' && NO.test(text) ? { archived: true } : {};
}

/** A state in words, whichever column it stands in. */
function inWords(text: string): Heard | null {
  if (DIED.test(text) && !ALIVE.test(text)) return { deceased: true };
  if (/\bunsub/.test(text)) return { unsubscribed: true };
  if (/\b(?:do not|don't|dont|no) (?:e-?mail|contact|write)/.test(text)) return { doNotEmail: true };
  if (/\bopt(?:ed)?[- ]?out/.test(text)) return { noMarketing: true };
  return AWAY.test(text) ? { archived: true } : null;
}

function permissionIn(
  text: string,
  of: 'doNotEmail' | 'noMarketing' | 'unsubscribed',
  order: DayOrder,
): Heard | null {
  if (/\bunsub/.test(text)) return { unsubscribed: true };
  if (NO.test(text) || REFUSED.test(text)) return { [of]: true };
  if (YES.test(text) || TICK.test(text) || 'value' in asDate(text, order)) return {};
  return /e-?mail|\ball\b|\bany\b/.test(text) ? {} : null;
}
