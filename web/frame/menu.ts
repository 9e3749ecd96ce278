import { markup, type Markup } from '../../http/markup.ts';
import { MENU, pageAt, PAGES, type MenuEntry, type PageAddress } from '../../policy/access/pages.ts';
import { WORKS_HERE, type Role, type RouteName } from '../../policy/access/routes.ts';
import type { Words } from '../words/words.ts';

type Opens = (address: PageAddress) => boolean;

/** Keys that lead to the pages that are needed most, in their order. */
const KEYS: Readonly<Partial<Record<MenuEntry, string>>> = {
  today: 'g t',
  newEnquiry: 'n',
  enquiries: 'g e',
  referrals: 'g r',
  clients: 'g c',
  colleagues: 'g n',
  inbox: 'g i',
  messages: 'g m',
};

const ADDRESSES = Object.keys(PAGES) as PageAddress[]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of the table

const ENTRIES = MENU.flatMap((entry) =>
  ADDRESSES.filter((address) => pageAt(address).menu === entry).map((address) => ({ entry, address })),
);

/** The pages that a reader may open, each only where it opens; `here` is the address of the one that is open. */
export function menu(words: Words, here: string, opens: Opens): Markup {
  const items = ENTRIES.filter(({ address }) => opens(address)).map(({ entry, address }) => {
    const current = here === address ? markup` aria-current="page"` : null;
    const key = KEYS[entry] === undefined ? null : markup` data-key="${KEYS[entry]}"`;
    return markup`<li><a href="${address}"${current}${key}>${words.say(`frame.menu.${entry}`)}</a></li>`;
  });
  return markup`<nav class="menu" id="menu" popover aria-label="${words.say('frame.main')}"><ul>${items}</ul></nav>`;
}

/** The entries of the menu that a key leads to, each only where it opens. */
export function menuKeys(opens: Opens): { entry: MenuEntry; key: string }[] {
  return ENTRIES.filter(({ address }) => opens(address)).flatMap(({ entry }) => {
    const key = KEYS[entry];
    return key === undefined ? [] : [{ entry, key }];
  });
}

/** Where somebody begins who does not work in the practice. */
const FIRST: Readonly<Partial<Record<Role, PageAddress>>> = {
  reviewer: '/reviews',
  privacy: '/privacy',
  operator: '/runs',
  agency: '/practices',
};

/** Where a reader begins: the first page of the menu that opens to them, or what they are here for. */
export function firstPage(roles: readonly Role[], opens: Opens): string {
  const worksHere = roles.some((role) => WORKS_HERE.includes(role));
  const own = worksHere ? [] : roles.flatMap((role) => FIRST[role] ?? []);
  return own.find(opens) ?? ENTRIES.find(({ address }) => opens(address))?.address ?? '/me';
}

type Reading = { roles: readonly string[]; ownOnly: boolean };

/** Whether a page opens, given which routes do. */
export function pageOpens(
  address: PageAddress,
  { ownOnly, roles }: Reading,
  may: (route: RouteName) => boolean,
): boolean {
  const { opens, notForPractitioners = false } = pageAt(address);
  const isPractitioner = ownOnly && roles.includes('practitioner');
  return may(opens) && !(notForPractitioners && isPractitioner);
}
