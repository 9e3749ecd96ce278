import { Router } from 'express';
import { readPage, readQuery } from '../query.ts';
import { Refusal } from '../refusal.ts';
import type { StoredInbound } from '../store/inbound.ts';
import type { Store } from '../store/store.ts';
import { easternStamp } from '../time.ts';

const PAGING = 700;
const STATES: Record<string, string> = {
  processed: 'delivered',
  sent: 'delivered',
  scheduled: 'waiting',
  queued: 'waiting',
  failed: 'dropped',
  blocked: 'blocked',
};

/** Looking up mail that came in, and having a failed one posted to us again. */
export function inboundRoutes(store: Store, wake: () => void): Router {
  const router = Router();

  router.get('/messages/inbound', (req, res) => {
    const query = readQuery(req);
    const page = readPage(query, PAGING);
    const state = STATES[query.get('status')?.toLowerCase() ?? 'processed'];
    if (!state) throw new Refusal(PAGING, "Parameter 'status' is invalid.");
    const { total, mails } = store.inbound.page(state, page);
    res.json({ TotalCount: total, InboundMessages: mails.map(summary) });
  });

  router.get('/messages/inbound/:id/details', (req, res) => {
    const stored = findStored(req.params.id);
    res.json({
      ...stored.mail,
      Date: easternStamp(stored.receivedAt),
      Status: stored.status,
      BlockedReason: '',
    });
  });

  router.put('/messages/inbound/:id/retry', (req, res) => {
    const { mail, status } = findStored(req.params.id);
    if (status !== 'Failed') throw new Refusal(701, 'This message was not found, or cannot be retried.');
    store.hooks.restart(mail.MessageID, Date.now());
    wake();
    res.json({ ErrorCode: 0, Message: `Successfully rescheduled failed message: ${mail.MessageID}.` });
  });

  function findStored(id: string): StoredInbound {
    const stored = store.inbound.find(id);
    if (!stored) throw new Refusal(701, 'This message was not found.');
    return stored;
  }

  return router;
}

function summary({ mail, status, receivedAt }: StoredInbound) {
  const { TextBody: _text, HtmlBody: _html, StrippedTextReply: _reply, Headers: _headers, ...rest } = mail;
  return { ...rest, Date: easternStamp(receivedAt), Status: status };
}
