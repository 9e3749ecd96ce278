import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { openWord, sealWord } from '../../http/sealed-word.ts';
import { inOneLine, stageName } from '../clients/client-words.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { region } from '../parts/region.ts';
import { row } from '../parts/row.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';
import { isWordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';

/** What was typed stands in the address sealed: only its asker opens it, for an hour. */
const search = act({
  does: 'POST /search',
  said: 'search.said.searched',
  to: ({ fields, me, now }) => `/search/${sealWord(fields.get('q') ?? '', me.staffId, now)}`,
});

type Found = SuccessOf<'POST /search'>['items'][number];

const PAGES = {
  enquiry: { opens: 'GET /enquiries/:id', under: '/enquiries/' },
  client: { opens: 'GET /clients/:id', under: '/clients/' },
  referral: { opens: 'GET /referrals/:id', under: '/referrals/' },
  professional: { opens: 'GET /professionals/:id', under: '/professionals/' },
} as const;

/** People whose names begin as somebody typed, from anywhere. */
export const searchPage = staffPage({
  address: '/search/:sealed',
  acts: [search],
  async show(asked) {
    const { ask, words, params, me, tx } = asked;
    const q = openWord(params['sealed'] ?? '', me.staffId, tx.now);
    if (q === null) throw new Problem(404, 'This search is over. Search again.');
    const { items } = await ask('POST /search', { body: { q } });
    const found = list({
      id: 'found-list',
      label: words.say('search.found'),
      rows: items.map((one) => foundRow(one, asked)),
      empty: words.say('search.nobody'),
    });
    return {
      title: words.say('search.title'),
      body: region({ id: 'found', title: words.say('search.found'), body: found }),
      saidValues: { count: items.length },
    };
  },
});

function foundRow(found: Found, asked: PageAsked): Markup {
  const { kind, id, name, number, organisation } = found;
  const { words } = asked;
  const href = addressOf(found, asked);
  const who = href === null ? named(name) : markup`<a href="${href}">${named(name)}</a>`;
  const about = inOneLine([
    number === null ? null : words.say('search.number', { number: String(number) }),
    stateOf(found, words),
    organisation,
  ]);
  return row({
    id: `${kind}-${id}`,
    clock: words.say(`search.kind.${kind}`),
    title: who,
    body: markup`<p>${about}</p>`,
  });
}

/** The page of somebody; for who works by case, the page of what is held about them. */
function addressOf({ kind, id }: Found, { may }: PageAsked): string | null {
  const { opens, under } = PAGES[kind];
  if (may(opens)) return `${under}${id}`;
  return may('POST /erasures') ? `/privacy/people?kind=${kind}&id=${id}` : null;
}

function stateOf({ kind, stage }: Found, words: Words): string | null {
  if (stage === null || kind === 'referral') return null;
  if (kind === 'client') return stageName(stage, words);
  const key = kind === 'enquiry' ? `terms.stage.${stage}` : `terms.professionalKind.${stage}`;
  return isWordKey(key) ? words.say(key) : stage;
}
