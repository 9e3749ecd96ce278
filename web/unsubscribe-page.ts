import { Client } from '../entities/client.ts';
import { Professional } from '../entities/professional.ts';
import { stopBroadcastsTo } from '../facts/clients/stop-broadcasts.ts';
import { withdrawByLink } from '../facts/clients/withdraw-by-link.ts';
import { suppressAddressOf } from '../facts/outbound-mail/suppress-address.ts';
import { optOutProfessional, suppressProfessional } from '../facts/professionals/opt-out.ts';
import type { Tx } from '../facts/transaction.ts';
import { address } from './address.ts';
import { blank } from './parts/filled.ts';
import { button, form, sentOnce } from './parts/form.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import { readAnyForm, type Fields } from './read-form.ts';
import { behindLink, shown, type LinkVisit, type Served } from './visit.ts';

/** What the button on the page stops, and what a mail program's request does. */
type Stop = {
  page: string;
  done: string;
  byButton: (tx: Tx, subjectId: string, once: string) => Promise<void>;
  byMailProgram: (tx: Tx, subjectId: string) => Promise<void>;
};

const OF_CLIENT: Stop = {
  page: page(
    'Shall we leave that line out?',
    markup`<p>Some of our e-mails may hold a line with our details, for you to pass on if you like. Press the button and it is left out from now on; nothing else changes.</p>${form(blank(), button('Leave it out'))}`,
  ),
  done: page(
    'Thank you',
    markup`<p>The line is left out from now on. Nothing else changes, and there is nothing else to do.</p>`,
  ),
  byButton: withdrawByLink,
  byMailProgram: suppressAddressOf,
};

const OF_BROADCASTS: Stop = {
  page: page(
    'Shall we leave such notes out?',
    markup`<p>Now and then we write a line of thanks. Press the button and no more of them comes to you; nothing else changes.</p>${form(blank(), button('Leave them out'))}`,
  ),
  done: page(
    'Thank you',
    markup`<p>No more notes like that come to you. Nothing else changes, and there is nothing else to do.</p>`,
  ),
  byButton: stopBroadcastsTo,
  byMailProgram: suppressAddressOf,
};

const OF_PROFESSIONAL: Stop = {
  page: page(
    'Shall we stop writing to you?',
    markup`<p>Press the button and no more e-mail of ours goes to you. Whoever you send is looked after as before.</p>${form(blank(), button('Stop writing to me'))}`,
  ),
  done: page(
    'Thank you',
    markup`<p>No more e-mail of ours goes to you, and there is nothing else to do.</p>`,
  ),
  byButton: optOutProfessional,
  byMailProgram: suppressProfessional,
};

const STOPPED = page('Thank you', markup`<p>Nothing more of ours goes to this address.</p>`);

const PURPOSES = ['unsubscribe', 'broadcasts'] as const;

/**
 * The link to stop. The button on the page takes back a client's consent to prompts alone, or leaves them out of what goes
 * to many, or stops mail to a professional, as the e-mail was in which it stood; whatever else is posted comes from a mail program (RFC 8058) and stops every mail to that address
 * (§5a.12), in whatever form it comes. Repeats are harmless.
 */
export function unsubscribePage(served: Served) {
  return address('/u/:token', {
    read: readAnyForm(),
    get: behindLink(served, PURPOSES, async (visit) => {
      const stop = await stopOf(visit);
      return stop && shown(stop.page);
    }),

    post: behindLink(served, PURPOSES, async (visit) => {
      const { subjectId, fields, inTransaction } = visit;
      const stop = await stopOf(visit);
      if (!stop) return null;
      const once = isOneClick(fields) ? null : sentOnce(fields);
      await inTransaction((tx) =>
        once === null ? stop.byMailProgram(tx, subjectId) : stop.byButton(tx, subjectId, once),
      );
      return shown(once === null ? STOPPED : stop.done);
    }),
  });
}

/** Whose link it is; null: somebody who is not known here any more. */
function stopOf({ purpose, subjectId: id, inTransaction }: LinkVisit): Promise<Stop | null> {
  return inTransaction(async ({ em }) => {
    if ((await em.count(Client, { id })) > 0) return purpose === 'broadcasts' ? OF_BROADCASTS : OF_CLIENT;
    return (await em.count(Professional, { id, erasedAt: null })) > 0 ? OF_PROFESSIONAL : null;
  });
}

function isOneClick(fields: Fields): boolean {
  const entry = Object.entries(fields).find(([name]) => name.toLowerCase() === 'list-unsubscribe');
  return entry?.[1].trim().toLowerCase() === 'one-click';
}
