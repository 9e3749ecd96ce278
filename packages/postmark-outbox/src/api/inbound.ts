import { easternStamp } from '../eastern-time.ts';
import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { get, put, type Route } from '../http/router.ts';
import type { StoredInbound } from '../store/inbound.ts';
import type { Store } from '../store/store.ts';
import { readPage, readQuery } from './query.ts';

const PAGING = 700;
const STATES: Record<string, string> = {
  processed: 'delivered',
  sent: 'delivered',
  scheduled: 'waiting',
  queued: 'waiting',
  failed: 'dropped',
  blocked: 'blocked',
};

/** Looking up inbound mail, and having a failed one posted again. */
export function inboundRoutes(store: Store, notify: () => void): Route[] {
  function findStored(id: string): StoredInbound {
    const stored = store.inbound.find(id);
    if (!stored) throw new ApiError(701, 'This message was not found.');
    return stored;
  }

  return [
    get('/messages/inbound', (request) => {
      const query = readQuery(request);
      const page = readPage(query, PAGING);
      const state = STATES[query.get('status')?.toLowerCase() ?? 'processed'];
      if (!state) throw new ApiError(PAGING, "Parameter 'status' is invalid.");
      const { total, mails } = store.inbound.page(state, page);
      return json({ TotalCount: total, InboundMessages: mails.map(summary) });
    }),

    get('/messages/inbound/:id/details', (_request, id) => {
      const { mail, receivedAt, status } = findStored(id);
      return json({ ...mail, Date: easternStamp(receivedAt), Status: status, BlockedReason: '' });
    }),

    put('/messages/inbound/:id/retry', null, (_request, id) => {
      const { mail, status } = findStored(id);
      if (status !== 'Failed') throw new ApiError(701, 'This message was not found, or cannot be retried.');
      store.webhooks.restartInbound(mail.MessageID, Date.now());
      notify();
      return json({ ErrorCode: 0, Message: `Successfully rescheduled failed message: ${mail.MessageID}.` });
    }),
  ];
}

function summary({ mail, status, receivedAt }: StoredInbound) {
  const { TextBody: _text, HtmlBody: _html, StrippedTextReply: _reply, Headers: _headers, ...rest } = mail;
  return { ...rest, Date: easternStamp(receivedAt), Status: status };
}
