import { markup, type Markup } from '../../http/markup.ts';
import type { Filled } from './filled.ts';

type More = {
  words: string;
  /** The fields that it holds: with something wrong in one of them it stands open. */
  names?: readonly string[];
  body: Markup;
};

/** What most people leave alone, behind words that open it. */
export function more({ words, names = [], body }: More, filled?: Filled): Markup {
  const isOpen = names.some((name) => filled?.faults[name] !== undefined);
  return markup`<details${isOpen ? markup` open` : null}><summary>${words}</summary>${body}</details>`;
}
