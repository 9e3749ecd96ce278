import { optInToOpenings } from '../facts/professionals/save-professional.ts';
import { address } from './address.ts';
import { blank, button, form } from './form.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import { behindLink, shown, type Served } from './visit.ts';

const WILL_WRITE = page(
  'Thank you',
  markup`<p>We will write when there is space. There is nothing else to do.</p>`,
);

/** A colleague may ask to hear when there is space again (M8). */
export function keepPostedPage(served: Served) {
  return address('/p/:practice/posted/:token', {
    get: behindLink(served, 'keep_posted', async ({ practice }) => {
      const words = markup`<p>Shall ${practice.neutralSenderName} write to you when there is space again? One short note, and you can say stop at any time.</p>
${form(blank(), button('Yes, keep me posted'))}`;
      return shown(page('Keep me posted', words));
    }),

    post: behindLink(served, 'keep_posted', async ({ subjectId, inTransaction }) => {
      await inTransaction((tx) => optInToOpenings(tx, subjectId));
      return shown(WILL_WRITE);
    }),
  });
}
