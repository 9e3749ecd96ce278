import type { Params, StaffPage } from '../staff-page.ts';

export type Place = { page: StaffPage; params: Params; query: Params };

/** The page at an address of ours (path and query), for a form that comes back to it; null where there is none. */
export function pageWhere(pages: readonly StaffPage[], address: string): Place | null {
  if (!isOurs(address)) return null;
  const url = new URL(address, 'http://here');
  for (const page of pages) {
    const params = paramsIn(page.address, url.pathname);
    if (params) return { page, params, query: Object.fromEntries(url.searchParams) };
  }
  return null;
}

/** Whether an address leads nowhere but to this site. */
export function isOurs(address: string): boolean {
  return /^\/(?![/\\])/.test(address) && URL.parse(address, 'http://here')?.host === 'here';
}

/** The ids in a path of this shape; null where it has another. */
function paramsIn(shape: string, path: string): Params | null {
  const wanted = shape.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) {
      if (value === '') return null;
      params[part.slice(1)] = value;
    } else if (part !== value) return null;
  }
  return params;
}
