import { markup, type Markup } from '../../http/markup.ts';
import { summaryList } from '../parts/summary-list.ts';
import { staffPage } from '../staff-page.ts';
import { menuKeys, pageOpens } from './menu.ts';

/** Every key that does something by itself, and where they are switched off (WCAG 2.1.4). */
export const keysPage = staffPage({
  address: '/keys',
  show: async ({ words, may, me }) => {
    const opens = menuKeys((address) => pageOpens(address, me, may)).map(({ entry, key }) => ({
      term: words.say(`frame.menu.${entry}`),
      detail: keysOf(key),
    }));
    const searches = may('POST /search') ? [{ term: words.say('frame.search'), detail: keysOf('/') }] : [];
    const others = [
      ...searches,
      { term: words.say('frame.keys.rows'), detail: markup`${keysOf('j')} ${keysOf('k')}` },
      { term: words.say('frame.keys.names'), detail: keysOf('Shift+P') },
      { term: words.say('frame.keys.these'), detail: keysOf('?') },
    ];
    const off = markup`<a href="/me">${words.say('frame.keys.offHere')}</a>`;
    return {
      title: words.say('frame.keys.title'),
      body: markup`<p>${words.say('frame.keys.intro')}</p>${summaryList([...opens, ...others])}<p>${off}</p>`,
    };
  },
});

/** Keys that are pressed one after the other. */
function keysOf(keys: string): Markup {
  return markup`${keys.split(' ').map((key, index) => markup`${index === 0 ? null : ' '}<kbd>${key}</kbd>`)}`;
}
