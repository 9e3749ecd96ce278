import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mayUse } from '../../../policy/access/may-use.ts';
import { pageAt, type PageAddress } from '../../../policy/access/pages.ts';
import { ROLES, type Role } from '../../../policy/access/routes.ts';
import { staticUrl } from '../../../http/static-files.ts';
import { colourViolationsOf, cutOffAt320, violationsOf } from '../../support/axe.ts';
import { TestBrowser } from '../../support/browser.ts';
import { startKindword, type TestKindword } from '../../support/kindword.ts';
import type { TestPractice } from '../../support/practice.ts';
import { signInCookie } from '../../support/signed-in.ts';
import { openAs } from '../../support/staff-browser.ts';
import { ask, BUILT, crawl, filled, isOf, isUnbuilt, textOf, titleOf, type Got } from './crawl.ts';
import { everythingIn, NAMES, type Ids } from './everything.ts';

const CRAWL_MS = 600_000;
const PAGE_MS = 120_000;
const HTML_KB = 60;
const FIRST_LOAD_KB = 100;
/** Who must not learn a name from any page. */
const WITHOUT_NAMES: readonly Role[] = ['reviewer', 'operator', 'agency'];
const OTHERS_WORDS = new Set(['/search/:sealed']);

let kindword: TestKindword;
let browser: TestBrowser;
let practice: TestPractice;
let ids: Ids;
let theirs: Ids;
const staff = new Map<Role, TestPractice>();
const reached = new Set<PageAddress>();

beforeAll(async () => {
  [kindword, browser] = await Promise.all([startKindword(), TestBrowser.start()]);
  practice = await kindword.practice({ sending: 'rehearsal' });
  staff.set('owner', practice);
  for (const role of ROLES) if (role !== 'owner') staff.set(role, await practice.as([role]));
  ids = await everythingIn(kindword, practice, who('practitioner'));
  const other = await kindword.practice({ sending: 'rehearsal' });
  theirs = await everythingIn(kindword, other, await other.as(['practitioner']));
}, CRAWL_MS);
afterAll(async () => {
  await browser?.stop();
  await kindword?.stop();
});

function who(role: Role): TestPractice {
  const found = staff.get(role);
  if (!found) throw new Error(`Nobody here is ${role}.`);
  return found;
}

/** A deputy acts as the desk while the owner is here. */
function mayOpen(address: PageAddress, role: Role): boolean {
  const { opens, notForPractitioners = false } = pageAt(address);
  const acting = role === 'deputy' ? 'desk' : role;
  return mayUse(opens, [acting]) && !(notForPractitioners && role === 'practitioner');
}

function faultsOf({ address, status, html, headers }: Got): string[] {
  const path = new URL(address, 'http://here').pathname;
  if (status === 303 && path === '/') return [];
  // What takes people's data along asks first who it is (§8).
  if (status === 303 && headers.get('location')?.startsWith('/me/confirm')) return [];
  if (isUnbuilt(path)) return [];
  // Whoever was erased stands in the audit log by their id, and is nothing anywhere else.
  if (status === 404 && path === `/clients/${ids['erased']}`) return [];
  if (status !== 200) return [`${address}: ${status}`];
  if (!BUILT.some((page) => isOf(page, path))) return [];
  const headings = html.match(/<h1[ >]/g)?.length ?? 0;
  const policy = headers.get('content-security-policy') ?? '';
  const compressed = gzipSync(html).length / 1_024;
  const told = NAMES.filter(
    (name) => decodeURIComponent(address).includes(name) || titleOf(html).includes(name),
  );
  const allIds = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const twice = allIds.filter((id, index) => allIds.indexOf(id) !== index);
  return [
    ...(headings === 1 ? [] : [`${address}: ${headings} headings of the first order`]),
    ...(policy.includes("default-src 'none'") ? [] : [`${address}: no policy`]),
    ...(/ style="|<style|<script>| on[a-z]+="/.test(html) ? [`${address}: something inline`] : []),
    ...(compressed <= HTML_KB ? [] : [`${address}: ${Math.round(compressed)} KB`]),
    ...(told.length === 0 ? [] : [`${address}: ${told.join()} in its title or address`]),
    ...(twice.length === 0 ? [] : [`${address}: two elements are ${twice.join()}`]),
  ];
}

test.each(ROLES)(
  'whoever is %s finds no dead link, nothing broken and nobody’s name where none may stand',
  async (role) => {
    const cookie = await signInCookie(kindword, who(role));
    // A practitioner's tasks are found by their links: the one that is known here is the desk's.
    const own = BUILT.filter((address) => mayOpen(address, role))
      .filter((address) => role !== 'practitioner' || !address.startsWith('/tasks/:id'))
      .flatMap((address) => filled(address, ids) ?? []);

    const got = await crawl(kindword.url, cookie, ['/', ...own]);

    expect(got.flatMap(faultsOf)).toEqual([]);
    for (const { address, status, headers } of got) {
      const path = new URL(address, 'http://here').pathname;
      const page = BUILT.find((one) => isOf(one, path));
      // Behind the confirmation of who asks, which stories of their own pass.
      const asksFirst = headers.get('location')?.startsWith('/me/confirm') ?? false;
      if (page && (status === 200 || asksFirst)) reached.add(page);
    }
    if (!WITHOUT_NAMES.includes(role)) return;
    const named = got.filter(({ html }) => NAMES.some((name) => textOf(html).includes(name)));
    expect(named.map(({ address }) => address)).toEqual([]);
  },
  CRAWL_MS,
);

test('every page there is was reached by somebody', () => {
  expect(BUILT.filter((address) => !reached.has(address) && !OTHERS_WORDS.has(address))).toEqual([]);
});

test(
  'a page is open to whom the API answers, and to nobody else (§4.3)',
  async () => {
    const wrong: string[] = [];
    for (const role of ROLES) {
      const cookie = await signInCookie(kindword, who(role));
      for (const address of BUILT) {
        const path = filled(address, ids);
        if (path === null || OTHERS_WORDS.has(address)) continue;
        const { status } = await ask(kindword.url, cookie, path);
        if ((status === 403) === mayOpen(address, role)) wrong.push(`${role} ${path}: ${status}`);
        const [method = '', route = ''] = pageAt(address).opens.split(' ');
        if (method !== 'GET' || route.includes(':')) continue;
        const api = await who(role).call('GET', route);
        if (api.status === 403 && status !== 403) wrong.push(`${role} ${path}: ${status}, and the API 403`);
      }
    }

    expect(wrong).toEqual([]);
  },
  CRAWL_MS,
);

test(
  'another practice’s id is nothing here, and another practitioner’s is nothing to a practitioner',
  async () => {
    const cookie = await signInCookie(kindword, practice);
    const withIds = BUILT.filter((address) => {
      const path = filled(address, theirs);
      return address.includes(':') && path !== null && path !== filled(address, ids);
    });
    const answers = await Promise.all(
      withIds.map(async (address) => (await ask(kindword.url, cookie, filled(address, theirs) ?? '')).status),
    );
    const leaks = withIds.filter((address, index) => !isNumbered(address) && answers[index] !== 404);
    expect(leaks).toEqual([]);

    const bo = await signInCookie(kindword, await practice.as(['practitioner']));
    for (const kind of ['clients', 'enquiries', 'referrals', 'refer-outs'] as const) {
      const pages = BUILT.filter((address) => address.startsWith(`/${kind}/:id`));
      for (const address of pages.filter((one) => mayOpen(one, 'practitioner'))) {
        const { status } = await ask(kindword.url, bo, filled(address, ids) ?? '');
        expect([address, status]).toEqual([address, 404]);
      }
    }
  },
  CRAWL_MS,
);

/** Lines of the source log are numbered from one in every practice. */
function isNumbered(address: string): boolean {
  return address.startsWith('/source-log/');
}

test('what a first page loads is small', async () => {
  const cookie = await signInCookie(kindword, practice);
  const files = ['kindword.css', 'htmx.js', 'kindword.js'].map((name) => staticUrl(name));
  const sizes = await Promise.all(
    [filled('/clients/:id', ids) ?? '', ...files].map(
      async (address) => gzipSync((await ask(kindword.url, cookie, address)).html).length,
    ),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0) / 1_024;

  expect(total).toBeLessThanOrEqual(FIRST_LOAD_KB);
});

/** Longer words change what is cut off, everywhere, and little of what axe looks at. */
const LONGER_BY_AXE: ReadonlySet<string> = new Set(['/today', '/enquiries/new', '/clients/:id']);

test.each(BUILT.filter((address) => !OTHERS_WORDS.has(address)))(
  'everybody can use %s: by axe in light, dark and longer words, and on a narrow screen',
  async (address) => {
    const role = ROLES.find((one) => mayOpen(address, one)) ?? 'owner';
    const { page } = await openAs(browser, kindword, who(role), filled(address, ids) ?? '/');
    const light = await violationsOf(page);
    const cutOff = await cutOffAt320(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await colourViolationsOf(page);
    await page.setExtraHTTPHeaders({ 'accept-language': 'en-XA' });
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.reload();
    const longer = LONGER_BY_AXE.has(address) ? await violationsOf(page) : [];
    const cutOffLonger = await cutOffAt320(page);
    await page.context().close();

    expect({ light, dark, longer, cutOff, cutOffLonger }).toEqual({
      light: [],
      dark: [],
      longer: [],
      cutOff: [],
      cutOffLonger: [],
    });
  },
  PAGE_MS,
);
