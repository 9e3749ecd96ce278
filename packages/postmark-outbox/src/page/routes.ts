import { type Answer, css, html } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { get, type Route } from '../http/router.ts';
import type { StoredMail } from '../store/mails.ts';
import type { Store } from '../store/store.ts';
import { detailPage } from './detail.ts';
import { listPage } from './list.ts';
import { STYLE } from './style.ts';

const SHOWN_MAX = 2_000;
const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** The pages that show the mails; reading them changes nothing. */
export function pageRoutes(store: Store): Route[] {
  return [
    get('/outbox', ({ search }) => {
      const words = (search.get('q') ?? '').trim();
      const mails = store.mails.newest(words, SHOWN_MAX);
      const duplicatesWebhooks = store.settings.duplicatesWebhooks();
      return html(listPage({ mails, words, duplicatesWebhooks }));
    }),

    get('/outbox/style.css', () => css(STYLE)),

    get('/outbox/mails/:id', ({ search }, id) => {
      const stored = findMail(store, id);
      const [events, webhooks] = [store.events.of(stored.id), store.webhooks.of(stored.id)];
      return html(detailPage({ stored, events, webhooks, view: search.get('view') || 'text' }));
    }),

    get('/outbox/mails/:id/html', (_request, id) => sandboxed(findMail(store, id).mail.HtmlBody ?? '')),
  ];
}

export function findMail(store: Store, id: string): StoredMail {
  const stored = store.mails.find(id);
  if (!stored) throw new ApiError(701, 'This message was not found.', 404);
  return stored;
}

/** The HTML of a mail runs no script, loads nothing and posts nowhere. */
function sandboxed(body: string): Answer {
  const page = html(body);
  return { ...page, headers: { ...page.headers, 'Content-Security-Policy': MAIL_POLICY } };
}
