import { Router } from 'express';
import { messageDetails, messageSummary, rawMail } from '../message-view.ts';
import { readPage, readQuery } from '../query.ts';
import { Refusal } from '../refusal.ts';
import { mailFilter } from '../store/mail-filter.ts';
import type { StoredMail } from '../store/mails.ts';
import type { Store } from '../store/store.ts';

const PAGING = 700;

/** Looking up what was sent. Nothing is tracked here, so the lists of opens and clicks are truly empty. */
export function messageRoutes(store: Store): Router {
  const router = Router();

  router.get('/messages/outbound', (req, res) => {
    const query = readQuery(req);
    const { total, mails } = store.mails.search(mailFilter(query, Date.now()), readPage(query, PAGING));
    res.json({ TotalCount: total, Messages: mails.map(messageSummary) });
  });

  router.get(['/messages/outbound/opens', '/messages/outbound/opens/:id'], (req, res) => {
    readPage(readQuery(req), PAGING);
    res.json({ TotalCount: 0, Opens: [] });
  });

  router.get(['/messages/outbound/clicks', '/messages/outbound/clicks/:id'], (req, res) => {
    readPage(readQuery(req), PAGING);
    res.json({ TotalCount: 0, Clicks: [] });
  });

  router.get('/messages/outbound/:id/details', (req, res) => {
    const stored = findShown(req.params.id);
    res.json(messageDetails(stored, store.events.of(stored.id)));
  });

  router.get('/messages/outbound/:id/dump', (req, res) => {
    res.json({ Body: rawMail(findShown(req.params.id)) });
  });

  function findShown(id: string): StoredMail {
    const stored = store.mails.find(id);
    if (!stored || stored.hiddenUntil > Date.now()) throw new Refusal(701, 'This message was not found.');
    return stored;
  }

  return router;
}
