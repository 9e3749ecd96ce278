import { declineByLink } from '../facts/refer-outs/decline-by-link.ts';
import { readHandover } from '../facts/refer-outs/read-handover.ts';
import { address } from './address.ts';
import { blank } from './parts/filled.ts';
import { button, form } from './parts/form.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import { behindLink, shown, type Served } from './visit.ts';

const ANOTHER = page(
  'Thank you',
  markup`<p>We will find them somebody else, and this link no longer shows anything. There is nothing else to do.</p>`,
);

/** What a colleague finds behind the link of an M14: a first name and one way to reach them, or a way to say no. */
export function handoverPage(served: Served) {
  return address('/p/:practice/handover/:token', {
    get: behindLink(served, 'handover', async ({ practice, inTransaction, subjectId }) => {
      const found = await inTransaction((tx) => readHandover(tx, subjectId));
      if (!found) return null;
      const words = markup`<p>They would be glad to hear from you:</p>
<dl><dt>Name</dt><dd>${found.firstName}</dd><dt>To reach them</dt><dd>${found.reach}</dd></dl>
<p>Please keep this to yourself. The page goes by itself after a fortnight. ${practice.neutralSenderName} asks for no report.</p>
<h2>No place at the moment?</h2>
${form(blank(), button('I’m full: find them somebody else'))}`;
      return shown(page('Somebody for you', words));
    }),

    post: behindLink(served, 'handover', async ({ inTransaction, subjectId }) => {
      const isNoted = await inTransaction((tx) => declineByLink(tx, subjectId));
      return isNoted ? shown(ANOTHER) : null;
    }),
  });
}
