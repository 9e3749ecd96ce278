import type { Markup } from '../../http/markup.ts';
import type { Params } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import { pager } from './pager.ts';

type ListPager = { path: string; query: Params; nextCursor: string | null };

/** The pager of a list of the API: the same filters, and the next cursor; nothing where all of it is shown. */
export function listPager({ path, query, nextCursor }: ListPager, { say }: Words): Markup | null {
  const { cursor, ...filters } = query;
  const at = (more: Params) => {
    const search = new URLSearchParams({ ...filters, ...more }).toString();
    return search === '' ? path : `${path}?${search}`;
  };
  return pager({
    label: say('frame.pages'),
    first: cursor === undefined ? null : { href: at({}), words: say('frame.first') },
    next: nextCursor === null ? null : { href: at({ cursor: nextCursor }), words: say('frame.next') },
  });
}
