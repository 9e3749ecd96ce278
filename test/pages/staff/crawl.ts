import type { PageAddress } from '../../../policy/access/pages.ts';
import { PAGES } from '../../../policy/access/pages.ts';
import { STAFF_PAGES } from '../../../web/staff-pages.ts';
import type { Ids } from './everything.ts';

export type Got = { address: string; status: number; html: string; headers: Headers };

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const LINK = /href="(\/[^"#]*)/g;
/** Of addresses that differ in an id or the value of a filter only, so many are looked at. */
const OF_A_KIND = 3;

/** The pages that there are, and those of the table that nobody has built yet. */
export const BUILT: readonly PageAddress[] = STAFF_PAGES.map(({ address }) => address);
const UNBUILT = Object.keys(PAGES).filter(
  (address) => !BUILT.some((one) => one === address) && address !== '/',
);

/** Pages that are nothing without a filter, and which of the ids that is. */
const NEEDS: Readonly<Record<string, string>> = { '/privacy/erasures/new': 'whom' };

/** An address with its gaps filled; null where there is nothing to fill them with. */
export function filled(address: string, ids: Ids): string | null {
  const parts = address.split('/');
  const whole = parts.map((part, index) => {
    if (!part.startsWith(':')) return part;
    const before = parts[index - 1] ?? '';
    return ids[part.slice(1)] ?? ids[before.startsWith(':') ? (ids[parts[index - 2] ?? ''] ?? '') : before];
  });
  if (whole.includes(undefined)) return null;
  const asks = NEEDS[address];
  return asks === undefined ? whole.join('/') : `${whole.join('/')}?${ids[asks]}`;
}

/** Whether a path is one of a page, by its address in the table. */
export function isOf(address: string, path: string): boolean {
  const shape = address.replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${shape}$`).test(path);
}

/** A page of the table that others are still building; a link to it is not dead. */
export function isUnbuilt(path: string): boolean {
  return UNBUILT.some((address) => isOf(address, path)) && !BUILT.some((address) => isOf(address, path));
}

/** Everything that links lead to from these addresses, a few of each kind, as one member of staff. */
export async function crawl(url: string, cookie: string, from: readonly string[]): Promise<Got[]> {
  const got: Got[] = [];
  const seen = new Map<string, number>();
  const queue = [...from];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const kind = kindOf(next);
    const times = seen.get(kind) ?? 0;
    if (times >= OF_A_KIND || got.some(({ address }) => address === next)) continue;
    seen.set(kind, times + 1);
    const page = await ask(url, cookie, next);
    got.push(page);
    if (page.status === 200) queue.push(...linksIn(page.html));
  }
  return got;
}

export async function ask(url: string, cookie: string, address: string): Promise<Got> {
  const answer = await fetch(`${url}${address}`, { headers: { cookie }, redirect: 'manual' });
  return { address, status: answer.status, html: await answer.text(), headers: answer.headers };
}

function linksIn(html: string): string[] {
  return [...html.matchAll(LINK)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !link.startsWith('/static/') && !link.includes('•'));
}

function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://here');
  const names = [...new Set(searchParams.keys())].toSorted().join();
  return `${pathname.replaceAll(UUID, ':id').replaceAll(/\/\d+/g, '/:n')}?${names}`;
}

/** What is read on a page, without its marks. */
export function textOf(html: string): string {
  return html.replace(/<head>[\s\S]*<\/head>/, '').replaceAll(/<[^>]+>/g, ' ');
}

export function titleOf(html: string): string {
  return /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '';
}
