import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { get, type HttpRequest, type Route } from '../http/router.ts';
import { messageDetails, messageSummary, rawMail } from '../mail/message-view.ts';
import type { StoredMail } from '../store/mails.ts';
import type { Store } from '../store/store.ts';
import { mailFilter } from './mail-filter.ts';
import { readPage, readQuery } from './query.ts';

const PAGING = 700;

/** Looking up what was sent. Nothing is tracked here, so the lists of opens and clicks are truly empty. */
export function messageRoutes(store: Store): Route[] {
  function findIndexed(id: string): StoredMail {
    const stored = store.mails.find(id);
    if (!stored || stored.hiddenUntil > Date.now()) throw new ApiError(701, 'This message was not found.');
    return stored;
  }

  return [
    get('/messages/outbound', (request) => {
      const query = readQuery(request);
      const { total, mails } = store.mails.search(mailFilter(query, Date.now()), readPage(query, PAGING));
      return json({ TotalCount: total, Messages: mails.map(messageSummary) });
    }),

    get('/messages/outbound/opens', (request) => nothingTracked(request, 'Opens')),
    get('/messages/outbound/opens/:id', (request) => nothingTracked(request, 'Opens')),
    get('/messages/outbound/clicks', (request) => nothingTracked(request, 'Clicks')),
    get('/messages/outbound/clicks/:id', (request) => nothingTracked(request, 'Clicks')),

    get('/messages/outbound/:id/details', (_request, id) => {
      const stored = findIndexed(id);
      return json(messageDetails(stored, store.events.of(stored.id)));
    }),

    get('/messages/outbound/:id/dump', (_request, id) => json({ Body: rawMail(findIndexed(id)) })),
  ];
}

function nothingTracked(request: HttpRequest, kind: 'Opens' | 'Clicks') {
  readPage(readQuery(request), PAGING);
  return json({ TotalCount: 0, [kind]: [] });
}
