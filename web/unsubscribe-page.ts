import { suppressAddressOf } from '../facts/outbound-mail/suppress-address.ts';
import { withdrawByLink } from '../facts/clients/withdraw-by-link.ts';
import { address } from './address.ts';
import { blank, button, form, onceOf } from './form.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import type { Fields } from './read-form.ts';
import { behindClientLink, shown, type Served } from './visit.ts';

const ASK = markup`<p>Some of our e-mails may hold a line with our details, for you to pass on if you like. Press the button and it is left out from now on; nothing else changes.</p>`;
const LEFT_OUT = page(
  'Thank you',
  markup`<p>The line is left out from now on. Nothing else changes, and there is nothing else to do.</p>`,
);
const STOPPED = page('Thank you', markup`<p>Nothing more of ours goes to this address.</p>`);

/**
 * The link under a prompt. The button on the page takes back the consent to prompts alone; a mail program's own
 * one-click request (RFC 8058) stops every mail to that address (§5a.12). Repeats are harmless.
 */
export function unsubscribePage(served: Served) {
  return address('/u/:token', {
    get: behindClientLink(served, 'unsubscribe', async () =>
      shown(page('Shall we leave that line out?', markup`${ASK}${form(blank(), button('Leave it out'))}`)),
    ),

    post: behindClientLink(served, 'unsubscribe', async ({ subjectId, fields, inTransaction }) => {
      if (isOneClick(fields)) {
        await inTransaction((tx) => suppressAddressOf(tx, subjectId));
        return shown(STOPPED);
      }
      await inTransaction((tx) => withdrawByLink(tx, subjectId, onceOf(fields)));
      return shown(LEFT_OUT);
    }),
  });
}

function isOneClick(fields: Fields): boolean {
  const entry = Object.entries(fields).find(([name]) => name.toLowerCase() === 'list-unsubscribe');
  return entry?.[1].trim().toLowerCase() === 'one-click';
}
